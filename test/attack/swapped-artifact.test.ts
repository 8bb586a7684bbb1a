import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine, failureFrom, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

/** Where downloads lie until they are unpacked. */
const artifactsIn = (data: string) =>
  readdirSync(data, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.artifact'))
    .map((name) => path.join(data, name))

test('an artifact that is swapped between its check and its unpacking for another signed one is refused', async () => {
  const machine = await aMachine()
  await machine.use(await aRepository(release('editor', '1.0'), release('trap', '1.0')))
  await machine.install('trap')
  const [trap] = artifactsIn(machine.data)
  const other = readFileSync(trap!)
  const request = wanting('editor')
  const answer = await machine.plan(request)
  if (answer.kind !== 'plan') throw new Error(answer.kind)
  const swapped: string[] = []

  const failure = await failureFrom(
    machine.engine.run(
      'plan.apply',
      { request, digest: answer.plan.digest },
      {
        signal: never,
        report: (progress) => {
          // All is fetched and hashed by now; nothing is unpacked yet.
          if (progress.kind !== 'step' || progress.step !== 'stage') return
          for (const file of artifactsIn(machine.data)) {
            writeFileSync(file, other)
            swapped.push(file)
          }
        },
      },
    ),
  )

  expect(swapped).toHaveLength(2)
  expect(failure).toMatchObject({ code: 'trust/artifact', facts: { reason: 'manifest' } })
  expect({
    installed: await machine.installed(),
    store: readdirSync(path.join(machine.data, 'store')),
  }).toEqual({ installed: ['trap 1.0'], store: [expect.stringMatching(/-trap-1\.0$/)] })
})
