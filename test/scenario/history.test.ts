import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { bytesOnDisk } from '../../engine/store/disk-usage.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

const call = { signal: never }

const editors = () =>
  aRepository(
    release('editor', '1.0')
      .needs('spell')
      .withFile('share/editor/help', 'one\n')
      .withFile('share/editor/old', ''),
    release('editor', '2.0').needs('spell').withFile('share/editor/help', 'two\n'),
    release('spell', '1.0'),
    release('brush', '1.0'),
  )

async function aHistory(): Promise<Machine> {
  const machine = await aMachine()
  await machine.use(await editors())
  await machine.change(wanting('editor=1.0'))
  await machine.change(wanting('editor=2.0'))
  await machine.install('brush')
  return machine
}

const kept = async ({ engine }: Machine) =>
  (await engine.run('history.list', {}, call)).map(({ generation }) => generation)
const taken = ({ data }: Machine) =>
  ['cache', 'generations', 'store'].reduce((sum, name) => sum + bytesOnDisk(path.join(data, name)), 0)
const folders = ({ data }: Machine) => readdirSync(path.join(data, 'store')).map((name) => name.slice(13))

test('a comparison names packages, files and bytes', async () => {
  const machine = await aHistory()

  const diff = await machine.engine.run('history.diff', { from: 1, to: 3 }, call)

  expect(diff).toMatchObject({
    packages: [
      { name: 'brush', from: null, to: '1.0', chosen: true },
      { name: 'editor', from: '1.0', to: '2.0' },
    ],
    files: {
      added: 1,
      removed: 1,
      changed: 2,
      shown: [
        { path: 'bin/brush', change: 'added', owner: 'brush' },
        { path: 'bin/editor', change: 'changed', owner: 'editor' },
        { path: 'share/editor/help', change: 'changed', owner: 'editor' },
        { path: 'share/editor/old', change: 'removed', owner: 'editor' },
      ],
    },
    configuration: [],
    download: 0,
  })
})

test('labels and pins are told; a generation that is not kept has neither', async () => {
  const machine = await aHistory()
  await machine.engine.run('history.label', { generation: 1, label: ' before the trip ' }, call)

  const entries = await machine.engine.run('history.pin', { generation: 1, pinned: true }, call)
  const failure = await failureFrom(machine.engine.run('history.pin', { generation: 9, pinned: true }, call))

  expect(entries.map(({ generation, label, pinned }) => [generation, label, pinned])).toEqual([
    [3, null, false],
    [2, null, false],
    [1, 'before the trip', true],
    [0, null, false],
  ])
  expect(failure).toEqual({ code: 'generation/not-found', facts: { generation: 9, kept: [0, 1, 2, 3] } })
  const beginning = machine.engine.run('history.label', { generation: 0, label: 'nothing' }, call)
  expect(await failureFrom(beginning)).toMatchObject({ code: 'request/invalid', facts: { value: '0' } })
})

test('one package goes back to a version that it had, offline, and the way back from there is kept', async () => {
  const machine = await aHistory()
  rmSync(path.join(machine.data, 'cache'), { recursive: true })
  await machine.engine.run('repository.remove', { name: 'main' }, call)

  await machine.change({ kind: 'rollback-package', name: 'editor', version: '1.0', backup: true })

  expect(await machine.installed()).toEqual(['brush 1.0', 'editor 1.0', 'spell 1.0'])
  expect(machine.run('editor')).toBe('editor 1.0: \n')
  const entries = await machine.engine.run('history.list', {}, call)
  expect(entries.filter(({ pinned }) => pinned).map(({ generation }) => generation)).toEqual([3])
})

test('a version that was never here, and is not offered, is told with those that there are to go back to', async () => {
  const machine = await aHistory()
  const request = {
    kind: 'rollback-package',
    name: 'editor',
    version: '0.5',
    backup: true,
  } as const

  const failure = await failureFrom(machine.plan(request))

  expect(failure).toMatchObject({
    code: 'release/not-found',
    facts: { name: 'editor', available: ['1.0'] },
  })
})

test('cleaning up tells first what it would free, then frees that, and nothing that a kept generation needs', async () => {
  const machine = await aHistory()
  const input = { oldVersions: true, keep: 1, days: 0 }
  const planned = await machine.engine.run('system.cleanup', { ...input, dryRun: true }, call)
  const before = folders(machine)

  const done = await machine.engine.run('system.cleanup', input, call)

  expect(before).toEqual(
    folders(machine)
      .concat('editor-1.0')
      .sort((a, b) => before.indexOf(a) - before.indexOf(b)),
  )
  expect(done).toEqual({ ...planned, dryRun: false })
  expect(done.items.map(({ kind, name }) => [kind, name.replace(/^[0-9a-f]{12}-/, '')])).toEqual([
    ['generation', '1'],
    ['release', 'editor-1.0'],
  ])
  expect(await kept(machine)).toEqual([3, 2, 0])
  await machine.change({ kind: 'undo' })
  expect(await machine.installed()).toEqual(['editor 2.0', 'spell 1.0'])
  expect(await machine.engine.run('package.verify', {}, call)).toMatchObject([{ ok: true }, { ok: true }])
})

test('a pinned generation survives any cleaning up, and can be returned to', async () => {
  const machine = await aHistory()
  await machine.engine.run('history.pin', { generation: 1, pinned: true }, call)

  await machine.engine.run('system.cleanup', { oldVersions: true, keep: 1, days: 0 }, call)
  await machine.change({ kind: 'rollback', generation: 1 })

  expect(await machine.installed()).toEqual(['editor 1.0', 'spell 1.0'])
})

/** `editor` is gone, and `spell` stays, which only it needed. */
async function withOrphan() {
  const machine = await aHistory()
  await machine.change({
    kind: 'remove',
    packages: ['editor'],
    purge: false,
    force: false,
    keepUnneeded: true,
  })
  return machine
}

test('downloads go with the cache, packages that nothing needs only where that is asked for', async () => {
  const machine = await withOrphan()

  const cache = await machine.engine.run('system.cleanup', { oldVersions: false, clearCache: true }, call)
  const orphans = await machine.engine.run('system.cleanup', { oldVersions: false, orphaned: true }, call)

  expect(cache.items.every(({ kind }) => kind === 'download' || kind === 'picture')).toBe(true)
  expect(cache.orphans.map(({ name, because }) => [name, because])).toEqual([['spell', 'editor']])
  expect(readdirSync(path.join(machine.data, 'cache/packages'))).toEqual([])
  expect(orphans.items.map(({ kind, name }) => [kind, name])).toEqual([['orphan', 'spell']])
  expect(await machine.installed()).toEqual(['brush 1.0'])
})

test('a dry run says what goes, also where removing what nothing needs makes a generation more', async () => {
  const machine = await withOrphan()
  const wish = { oldVersions: true, clearCache: true, orphaned: true, keep: 2, days: 0 }

  const told = await machine.engine.run('system.cleanup', { ...wish, dryRun: true }, call)
  const before = taken(machine)
  const done = await machine.engine.run('system.cleanup', wish, call)
  const [made] = await kept(machine)

  expect(told.items.map(({ kind, name }) => [kind, name])).toEqual(
    expect.arrayContaining([
      ['generation', '1'],
      ['generation', '3'],
      ['orphan', 'spell'],
    ]),
  )
  expect(done).toEqual({ ...told, dryRun: false })
  const file = bytesOnDisk(path.join(machine.data, `generations/${String(made)}.json`))
  expect(before - (taken(machine) - file)).toBe(told.bytes)
})

test('what a killed process left half-made is named and removed', async () => {
  const machine = await aHistory()
  writeFileSync(path.join(machine.data, 'store/.new-1-editor'), 'half')

  const { items } = await machine.engine.run('system.cleanup', { oldVersions: false, dryRun: true }, call)

  // Taking the writer lock sweeps, so that a dry run finds nothing either.
  expect(items).toEqual([])
  expect(existsSync(path.join(machine.data, 'store/.new-1-editor'))).toBe(false)
})

test('that something became a choice can be undone, too, although no package moves', async () => {
  const machine = await aMachine()
  await machine.use(await editors())
  await machine.install('editor')
  await machine.install('spell')
  const chosen = async () =>
    (await machine.engine.run('package.installed', {}, call)).map(({ name, installed }) => [
      name,
      installed?.chosen,
    ])
  const before = await chosen()

  const answer = await machine.plan({ kind: 'undo' })
  await machine.change({ kind: 'undo' })

  expect(answer).toMatchObject({
    plan: { keep: [{ name: 'spell', because: { kind: 'generation', generation: 1 } }], remove: [] },
  })
  expect([before, await chosen()]).toEqual([
    [
      ['editor', true],
      ['spell', true],
    ],
    [
      ['editor', true],
      ['spell', false],
    ],
  ])
})
