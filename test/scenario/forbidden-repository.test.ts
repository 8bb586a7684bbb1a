import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aManagedMachine } from '../kit/a-managed-machine.ts'
import { aMachine, failureFrom } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

const elsewhere = { repositories: { allow: ['https://packages.acme.example/*'] } }

test('a repository that a rule came to forbid is not asked any more, and its list says why', async () => {
  const repository = await aRepository(release('editor', '1.0'))
  const server = await serveFolder(repository.folder)
  const machine = await aManagedMachine()
  await machine.use(repository, server.url)
  machine.govern(elsewhere)
  await repository.publish(release('editor', '2.0'))
  const asked = server.asked.length

  const synced = await machine.engine.run('repository.sync', {}, { signal: never })
  const named = await machine.engine.run('repository.sync', { names: ['main'] }, { signal: never })
  const [listed] = await machine.engine.run('repository.list', {}, { signal: never })
  const words = await machine.multiosPm(['repository', 'list'])
  const askedThen = server.asked.length
  machine.govern({})
  const allowed = await machine.engine.run('repository.sync', {}, { signal: never })

  expect(synced).toEqual([])
  expect(named).toMatchObject([
    {
      name: 'main',
      outcome: 'failed',
      failure: { code: 'policy/refused', facts: { rule: 'repositories.allow' } },
    },
  ])
  expect(askedThen).toBe(asked)
  expect(listed?.problem).toMatchObject({ code: 'policy/refused', facts: { rule: 'repositories.allow' } })
  expect(words.out).toContain('not allowed')
  expect(allowed).toMatchObject([{ name: 'main', outcome: 'updated', failure: null }])
})

test('the embedded repository is not added where a rule forbids its address, nor where rules cannot be used', async () => {
  const etc = temporaryFolder()
  const file = path.join(etc, 'policy.json')
  mkdirSync(etc, { recursive: true, mode: 0o755 })
  const administration = { file, uid: process.getuid?.() ?? -1 }
  const start = async (data: string) => {
    const machine = await aMachine({}, data, {}, { administration, starter: 'add' })
    return machine.engine
  }
  const repositories = async (data: string) =>
    (await (await start(data)).run('repository.list', {}, { signal: never })).map(({ name }) => name)
  const data = temporaryFolder()
  writeFileSync(file, JSON.stringify({ version: 1, ...elsewhere }), { mode: 0o644 })
  const forbidden = await repositories(data)
  writeFileSync(file, 'no rules')
  const engine = await start(data)
  const unusable = await failureFrom(engine.run('repository.list', {}, { signal: never }))
  const { problems } = await engine.run(
    'policy.check',
    { text: 'no rules', owner: 'administrator' },
    { signal: never },
  )
  writeFileSync(file, JSON.stringify({ version: 1 }))

  expect([forbidden, unusable.code, problems.length]).toEqual([[], 'policy/invalid', 1])
  expect(await repositories(data)).toEqual(['starter'])
})
