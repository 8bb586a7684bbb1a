import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { systemTransport } from '../../engine/download/transport.ts'
import { aMachine, failureFrom } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never } from '../kit/temporary.ts'

const names = ['ant', 'bee', 'cat', 'dog', 'eel', 'fox']

/** Six packages of a repository that says nothing any more, and one of another. */
async function silence() {
  const machine = await aMachine({ transport: systemTransport({ idleTimeout: 1 }) })
  const [main, other] = [
    await aRepository(...names.map((name) => release(name, '1.0'))),
    await aRepository(release('owl', '1.0')),
  ]
  const server = await serveFolder(main.folder)
  await machine.use(main, server.url)
  await machine.use(other, undefined, 'other')
  await machine.install(...names, 'owl')
  const store = path.join(machine.data, 'store')
  for (const folder of readdirSync(store))
    rmSync(path.join(store, folder, 'bin'), { recursive: true, force: true })
  rmSync(path.join(machine.data, 'cache/packages'), { recursive: true })
  mkdirSync(path.join(machine.data, 'cache/packages'))
  server.asked.length = 0
  server.intercept = () => true
  const restore = (...packages: string[]) =>
    machine.engine.run('package.restore', packages.length === 0 ? {} : { packages }, { signal: never })
  return { machine, server, restore }
}

test('a repository that says nothing is waited for once, and others repair what is theirs', async () => {
  const { server, restore } = await silence()

  const { restored, failures = [] } = await restore()

  const [first] = failures
  expect(restored.map(({ name }) => name)).toEqual(['owl'])
  expect(first?.failure).toMatchObject({ code: 'network/timeout' })
  expect(failures).toEqual(names.map((name) => ({ name, failure: first?.failure })))
  expect(server.asked).toEqual([...new Set(server.asked)])
})

test('the next command asks it again', async () => {
  const { server, restore } = await silence()
  const failure = await failureFrom(restore('ant', 'bee'))
  server.intercept = null

  const { restored, failures } = await restore()

  expect(failure.code).toBe('network/timeout')
  expect(failures).toBeUndefined()
  expect(new Set(restored.map(({ name }) => name))).toEqual(new Set([...names, 'owl']))
})
