import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { aMachine, failureFrom, type Machine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

let machine: Machine
beforeEach(async () => {
  machine = await aMachine()
  await machine.use(await aRepository(release('spell', '1.0')))
})

test('of a catalog that is lost nobody says that it offers nothing', async () => {
  const file = path.join(machine.data, 'catalog.db')
  await machine.engine.close()
  writeFileSync(file, 'no database')
  const next = await aMachine({}, machine.data)
  const problems = async () =>
    (await next.engine.run('repository.list', {}, { signal: never })).map(({ problem }) => problem)

  const [failure, told] = [await failureFrom(next.install('spell')), await problems()]
  await next.engine.run('repository.sync', {}, { signal: never })
  await next.install('spell')

  const lost = { code: 'state/damaged', facts: { file, detail: 'what main offers is lost' } }
  expect({ failure, told, after: await problems() }).toEqual({ failure: lost, told: [lost], after: [null] })
})

test('words in the place of the lock keep nobody out, and a folder that holds something is named', async () => {
  const file = path.join(machine.data, 'lock.db')
  writeFileSync(file, 'no database')
  await machine.install('spell')
  rmSync(file)
  mkdirSync(path.join(file, 'theirs'), { recursive: true })

  expect(await failureFrom(machine.remove('spell'))).toEqual({
    code: 'state/damaged',
    facts: { file, detail: 'not a file' },
  })
  expect(readdirSync(file)).toEqual(['theirs'])
})
