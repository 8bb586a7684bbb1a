import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { aMachine, type Machine } from '../kit/a-machine.ts'
import { aRepository, emptyRelease } from '../kit/a-repository.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

const entry = '[Desktop Entry]\nType=Application\nName=Writer\nExec=office --writer %U\n'

const software = () =>
  aRepository(
    emptyRelease('office', '1.0').withFile('bin/office', '#!/bin/sh\nexit 3\n', true),
    emptyRelease('writer', '1.0').needs('office').withFile('share/applications/writer.desktop', entry),
    emptyRelease('snake', '1.0').needs('snake-core').withFile('share/snake/about', 'a\n'),
    emptyRelease('snake-core', '1.0').withFile('bin/snake', '#!/bin/sh\nexit 0\n', true),
    emptyRelease('broken', '1.0').withFile('bin/broken', '#!/nowhere/sh\n', true),
    emptyRelease('waits', '1.0').withFile('bin/waits', '#!/bin/sh\necho started\nread line\n', true),
  )

let now: number
let machine: Machine

beforeEach(async () => {
  now = Date.parse('2026-11-02T08:00:00.000Z')
  machine = await aMachine({ clock: { now: () => now, sleep: async () => undefined } })
  await machine.use(await software())
})

const run = (name: string, entryOf?: string) => machine.engine.runProgram(name, [], { entryOf }, never)

/** What is told of each package that anything is known of. */
async function uses(): Promise<Record<string, object>> {
  const installed = await machine.engine.run('package.installed', {}, { signal: never })
  return Object.fromEntries(
    installed.flatMap(({ name, installed: here }) => {
      const { used, running } = here ?? {}
      const told = { ...(used === undefined ? {} : { used }), ...(running === undefined ? {} : { running }) }
      return Object.keys(told).length === 0 ? [] : [[name, told]]
    }),
  )
}

test('what was started is told with its time: the package, the one that brings the program, and the one of the entry', async () => {
  await machine.install('writer', 'snake', 'broken')
  const before = await uses()

  await run('office', 'writer')
  now += 86_400_000
  await run('snake')
  await run('broken').catch(() => undefined)

  const first = { used: '2026-11-02T08:00:00.000Z' }
  const second = { used: '2026-11-03T08:00:00.000Z' }
  expect([before, await uses()]).toEqual([
    {},
    { office: first, writer: first, snake: second, 'snake-core': second },
  ])
  const { installed } = await machine.engine.run('package.info', { name: 'snake' }, { signal: never })
  expect(installed?.used).toBe(second.used)
})

test('only its owner can look at it, and it goes with the package', async () => {
  await machine.install('snake')
  await run('snake')
  const { mode } = statSync(path.join(machine.data, 'used'))

  await machine.remove('snake')
  await machine.install('snake')

  expect([(mode & 0o777).toString(8), readdirSync(path.join(machine.data, 'used')), await uses()]).toEqual([
    '700',
    [],
    {},
  ])
})

test('what a killed removal left is cleaned up', async () => {
  await machine.install('snake')
  await run('snake')
  writeFileSync(path.join(machine.data, 'used/gone'), '')

  await machine.engine.run('system.cleanup', { oldVersions: true }, { signal: never })

  expect(readdirSync(path.join(machine.data, 'used')).toSorted()).toEqual(['snake', 'snake-core'])
})

test('where it cannot be noted, the program starts all the same', async () => {
  await machine.install('writer')
  writeFileSync(path.join(machine.data, 'used'), 'somebody’s')

  const status = await run('office')

  expect([status, await uses()]).toEqual([3, {}])
  expect(readFileSync(path.join(machine.data, 'used'), 'utf8')).toBe('somebody’s')
})

test('the name of an entry is that of an installed package, or of no file', async () => {
  await machine.install('writer')

  for (const name of ['../../outside', '../stray', 'snake', '']) await run('office', name)

  const places = ['../outside', 'outside', 'stray', 'profile/stray', 'used/snake']
  expect([
    Object.keys(await uses()),
    places.filter((place) => existsSync(path.join(machine.data, place))),
  ]).toEqual([['office'], []])
})

test('it is used now while it runs, and stays used at its start when everything is killed', async () => {
  await machine.install('waits')
  const child = running('waits')
  await once(child.stdout!, 'data')
  // It may speak before it is noted that it was started.
  await expect.poll(async () => Object(await uses())['waits'], { timeout: 20_000 }).toHaveProperty('used')

  const during = await uses()
  child.kill('SIGKILL')
  await once(child, 'exit')

  const { used } = Object(during['waits'])
  expect(during).toEqual({ waits: { used: expect.stringMatching(/^\d{4}-.*Z$/), running: true } })
  expect(await uses()).toEqual({ waits: { used } })
})

test('the menu entry of what another package starts names both', async () => {
  const home = temporaryFolder()
  machine = await aMachine({}, temporaryFolder(), { HOME: home, MULTIOS_EXPORTS: '1' })
  await machine.use(await software())

  await machine.install('writer')

  const file = path.join(home, '.local/share/applications/multios-writer-writer.desktop')
  expect(readFileSync(file, 'utf8')).toMatch(
    / run office --program office --entry-of writer -- --writer %U\n/,
  )
})

/** `multios-pm run`, by a process of its own. */
function running(name: string): ChildProcess {
  const script = `
    import { createEngine } from ${JSON.stringify(path.resolve('engine/index.ts'))}
    const engine = await createEngine({ dataDirectory: ${JSON.stringify(machine.data)}, environment: process.env, command: 'test', starter: 'none' })
    process.exit(await engine.runProgram(${JSON.stringify(name)}, [], {}, new AbortController().signal))
  `
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}
