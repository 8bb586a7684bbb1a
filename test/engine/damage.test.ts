import {
  cpSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import { aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'

// Somebody's hand, or a disk, in the data directory: what is told names the file, and there is a way out.

let repository: TestRepository
let machine: Machine
beforeEach(async () => {
  const pen = { name: 'pen', link: 'bin/pen', path: 'bin/editor', priority: 1 }
  repository = await aRepository(
    release('editor', '1.0').with({ alternatives: [pen] }),
    release('spell', '1.0'),
  )
  machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')
})

const restored = async () => (await machine.engine.run('package.restore', {}, { signal: never })).restored
const verified = async () =>
  (await machine.engine.run('package.verify', {}, { signal: never })).map(({ name, ok }) => [name, ok])
const folderOf = (name: string) =>
  readdirSync(path.join(machine.data, 'store')).find((folder) => folder.endsWith(`-${name}-1.0`))!

test('a file that is gone from the store stops the next change with its name, and is brought again', async () => {
  const file = path.join(machine.data, 'store', folderOf('editor'), 'bin/editor')
  rmSync(file)

  const failure = await failureFrom(machine.install('spell'))
  const again = await restored()
  await machine.install('spell')

  expect({ failure, again }).toEqual({
    failure: { code: 'state/damaged', facts: { file, detail: 'missing' } },
    again: [{ name: 'editor', path: `store/${folderOf('editor')}` }],
  })
  expect([machine.run('editor'), machine.run('spell')]).toEqual(['editor 1.0: \n', 'spell 1.0: \n'])
})

test('a store that is empty is filled again, also where the idle tree has what no generation in use holds', async () => {
  await machine.install('spell')
  await machine.remove('spell')
  const store = path.join(machine.data, 'store')
  for (const folder of readdirSync(store)) rmSync(path.join(store, folder), { recursive: true })

  expect(await machine.engine.run('system.status', {}, { signal: never })).toMatchObject({
    ...{ installed: 1, generation: 3, storeBytes: expect.any(Number) },
  })

  await restored()

  expect(await verified()).toEqual([
    ['editor', true],
    ['trigger:alternatives', true],
  ])
  await machine.install('spell')
  expect([machine.run('editor'), machine.run('spell')]).toEqual(['editor 1.0: \n', 'spell 1.0: \n'])
})

test.each([
  ['changed', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('editor', 'wditor'))],
  ['replaced by another', (file: string) => (rmSync(file), writeFileSync(file, 'mine', { mode: 0o555 }))],
  ['gone', (file: string) => rmSync(file)],
])('what is %s in the store comes again before anybody goes back to it', async (_what, damage) => {
  const file = path.join(machine.data, 'store', folderOf('editor'), 'bin/editor')
  await machine.remove('editor')
  damage(file)

  await machine.change({ kind: 'undo' })

  expect(machine.run('editor')).toBe('editor 1.0: \n')
  expect(await verified()).toEqual([
    ['editor', true],
    ['trigger:alternatives', true],
  ])
})

test('undoing leads to the generation that ran before, or says that it is gone: to no older one', async () => {
  await machine.install('spell')
  await machine.remove('spell')
  for (const number of [2, 3]) rmSync(path.join(machine.data, 'generations', `${number}.json`))

  const again = await restored()
  const failure = await failureFrom(machine.plan({ kind: 'undo' }))

  expect(again).toEqual([{ name: 'generation 3', path: 'generations/3.json' }])
  expect(failure).toEqual({
    code: 'generation/not-found',
    facts: { generation: 2, kept: [0, 1, 3] },
  })
})

test('an empty folder in the place of the link to what runs goes, one that holds something is put aside', async () => {
  const current = path.join(machine.data, 'profile/current')
  rmSync(current)
  mkdirSync(current)
  await machine.install('spell')
  const isLink = lstatSync(current).isSymbolicLink()
  rmSync(current)
  mkdirSync(path.join(current, 'mine'), { recursive: true })

  const failure = await failureFrom(machine.remove('spell'))
  const again = await restored()
  const aside = readdirSync(`${current}.damaged`)
  await machine.engine.run('system.cleanup', { clearCache: true }, { signal: never })

  expect({ isLink, failure, again, aside, left: readdirSync(path.dirname(current)) }).toEqual({
    isLink: true,
    failure: { code: 'state/damaged', facts: { file: current, detail: 'a folder stands in its place' } },
    again: [{ name: 'profile', path: 'profile/current' }],
    aside: ['mine'],
    left: ['current', 'trees'],
  })
  expect(machine.run('spell')).toBe('spell 1.0: \n')
})

test('an older generation that cannot be read is told, and put aside, so that cleaning up goes on', async () => {
  await machine.install('spell')
  await machine.remove('spell')
  writeFileSync(path.join(machine.data, 'generations/2.json'), '{')
  const clean = (clearCache: boolean) =>
    machine.engine.run(
      'system.cleanup',
      { oldVersions: true, keep: 1, days: 0, clearCache },
      { signal: never },
    )

  const before = await verified()
  const again = await restored()
  const after = await verified()
  await clean(false)
  const { items } = await clean(true)

  expect([before.at(-1), again, after]).toEqual([
    ['generation:2', false],
    [{ name: 'generation:2', path: 'generations/2.json', removed: true }],
    before.slice(0, -1),
  ])
  expect(items.map(({ kind, name }) => `${kind} ${name}`)).toContain('damaged 2.json.damaged')
})

test('an empty folder in the place of the generation that runs gives way to its file', async () => {
  const file = path.join(machine.data, 'generations/1.json')
  const before = readFileSync(file, 'utf8')
  rmSync(file)
  mkdirSync(path.join(file, 'mine'), { recursive: true })

  const failure = await failureFrom(restored())
  rmSync(path.join(file, 'mine'), { recursive: true })
  const again = await restored()

  expect({ failure, again }).toEqual({
    failure: { code: 'state/damaged', facts: { file, detail: 'a folder stands in its place' } },
    again: [{ name: 'generation 1', path: 'generations/1.json' }],
  })
  expect(readFileSync(file, 'utf8')).toBe(before)
})

test('a link in the place of a release is replaced, and nothing is written where it leads', async () => {
  const elsewhere = temporaryFolder()
  const place = path.join(machine.data, 'store', folderOf('editor'))
  rmSync(place, { recursive: true })
  symlinkSync(elsewhere, place)

  await restored()

  expect([readdirSync(elsewhere), lstatSync(place).isDirectory()]).toEqual([[], true])
  expect(await verified()).toEqual([
    ['editor', true],
    ['trigger:alternatives', true],
  ])
})

test('a link to a folder like the release is not taken for it', async () => {
  const place = path.join(machine.data, 'store', folderOf('editor'))
  const elsewhere = path.join(temporaryFolder(), 'editor')
  cpSync(place, elsewhere, { recursive: true })
  rmSync(place, { recursive: true })
  symlinkSync(elsewhere, place)

  const again = await restored()

  expect([again.map(({ name }) => name), lstatSync(place).isDirectory()]).toEqual([['editor'], true])
})

test('a link in the place of the idle tree is replaced, and nothing is changed where it leads', async () => {
  await machine.install('spell')
  const elsewhere = temporaryFolder()
  const trees = path.join(machine.data, 'profile/trees')
  const idle = path.basename(readlinkSync(path.join(machine.data, 'profile/current'))) === 'A' ? 'B' : 'A'
  rmSync(path.join(trees, idle), { recursive: true, force: true })
  symlinkSync(elsewhere, path.join(trees, idle))

  await machine.remove('spell')

  expect([readdirSync(elsewhere), lstatSync(path.join(trees, idle)).isDirectory()]).toEqual([[], true])
  expect(machine.run('editor')).toBe('editor 1.0: \n')
})

test('a link in the place of a folder of the idle tree is replaced, and nothing is changed where it leads', async () => {
  await machine.install('spell')
  await machine.remove('spell')
  await repository.publish(release('game', '1.0'))
  await machine.engine.run('repository.sync', {}, { signal: never })
  const elsewhere = temporaryFolder()
  writeFileSync(path.join(elsewhere, 'spell'), 'somebody’s own')
  const trees = path.join(machine.data, 'profile/trees')
  const idle = path.basename(readlinkSync(path.join(machine.data, 'profile/current'))) === 'A' ? 'B' : 'A'
  expect(readdirSync(path.join(trees, idle, 'bin'))).toContain('spell')
  rmSync(path.join(trees, idle, 'bin'), { recursive: true })
  symlinkSync(elsewhere, path.join(trees, idle, 'bin'))

  await machine.install('game')

  expect([readdirSync(elsewhere), readFileSync(path.join(elsewhere, 'spell'), 'utf8')]).toEqual([
    ['spell'],
    'somebody’s own',
  ])
  expect([machine.run('editor'), machine.run('game')]).toEqual(['editor 1.0: \n', 'game 1.0: \n'])
})

test.each([
  ['is gone', (file: string) => rmSync(file), 'missing'],
  ['cannot be read', (file: string) => writeFileSync(file, '{'), 'not JSON'],
])('the file of the running generation is written again where it %s', async (_what, damage, detail) => {
  const file = path.join(machine.data, 'generations/1.json')
  const before = readFileSync(file, 'utf8')
  damage(file)

  const failures = [await failureFrom(verified()), await failureFrom(machine.install('spell'))]
  const again = await restored()

  const failure = { code: 'state/damaged', facts: { file, detail } }
  expect({ failures, again }).toEqual({
    failures: [failure, failure],
    again: [{ name: 'generation 1', path: 'generations/1.json' }],
  })
  expect(readFileSync(file, 'utf8')).toBe(before)
  expect(await verified()).toEqual([
    ['editor', true],
    ['trigger:alternatives', true],
  ])
})

test('a catalog that cannot be read is put aside, and made again by the next synchronization', async () => {
  const file = path.join(machine.data, 'catalog.db')
  await machine.engine.close()
  const page = 4_096
  const handle = openSync(file, 'r+')
  // All but what says that it is a database, and which tables there are.
  writeSync(handle, Buffer.alloc(statSync(file).size - 2 * page, 0xff), 0, undefined, 2 * page)

  const broken = await aMachine({}, machine.data)
  const failure = await failureFrom(broken.install('spell'))
  const next = await aMachine({}, machine.data)
  await next.engine.run('repository.sync', {}, { signal: never })
  await next.install('spell')

  expect(failure).toMatchObject({ code: 'state/damaged', facts: { file } })
  expect(await next.installed()).toEqual(['editor 1.0', 'spell 1.0'])
})

test('a file where a folder belongs is named', async () => {
  const data = temporaryFolder()
  const other = await aMachine({}, data)
  await other.use(repository)
  writeFileSync(path.join(data, 'profile'), '')

  expect(await failureFrom(other.change(wanting('editor')))).toEqual({
    code: 'state/damaged',
    facts: { file: path.join(data, 'profile/trees'), detail: 'a file stands in its way' },
  })
})
