import {
  chmodSync,
  appendFileSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { aMachine, failureFrom, type Machine } from '../kit/a-machine.ts'
import { aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

// Damage in one package keeps no other from being repaired.

const call = { signal: never }
let repository: TestRepository
let machine: Machine
beforeEach(async () => {
  repository = await aRepository(
    release('editor', '1.0').withFile('share/editor/help', 'help\n').withFile('share/editor/icon', 'i'),
    release('spell', '1.0').withFile('share/spell/words', 'one\n'),
    release('game', '1.0'),
  )
  machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor', 'spell')
})

/** The file of the store has the same bytes: the profile has another name of it. */
function scrawl(file: string): void {
  const place = path.join(machine.data, 'profile/current', file)
  chmodSync(place, 0o644)
  appendFileSync(place, 'scrawl')
}

function makeUnavailable(name: string): void {
  const packages = path.join(machine.data, 'cache/packages')
  for (const entry of readdirSync(packages)) rmSync(path.join(packages, entry))
  rmSync(path.join(repository.folder, `packages/${name}-1.0-universal.tar.xz`))
}

const restore = (...packages: string[]) =>
  machine.engine.run('package.restore', packages.length === 0 ? {} : { packages }, call)
const wrong = async () =>
  (await machine.engine.run('package.verify', {}, call)).flatMap(({ name, problems }) =>
    problems.map(({ path: place, problem }) => `${name}: ${place} ${problem}`),
  )

test('one package is repaired where another one is damaged, too', async () => {
  scrawl('share/editor/help')
  scrawl('share/spell/words')

  const answer = await restore('spell')
  await machine.install('game')

  expect(answer.left).toEqual([])
  expect(await wrong()).toEqual(['editor: share/editor/help changed'])
  expect((await restore()).left).toEqual([])
  expect(await wrong()).toEqual([])
})

test('what cannot be had again keeps nothing else from being repaired, and is told with the reason', async () => {
  scrawl('share/editor/help')
  scrawl('share/spell/words')
  rmSync(path.join(machine.data, 'store', folderOf('editor'), 'share/editor/icon'))
  makeUnavailable('editor')

  const { restored, left, failures } = await restore()

  expect(restored).toEqual([{ name: 'spell', path: 'share/spell/words' }])
  expect(left.map(({ name }) => name)).toEqual(['editor'])
  expect(failures).toEqual([
    { name: 'editor', failure: expect.objectContaining({ code: 'network/status' }) as unknown },
  ])
  expect(await wrong()).toEqual(['editor: share/editor/help changed'])
  expect((await failureFrom(restore())).code).toBe('network/status')
})

test('what only the store lacks, and cannot be had again, is no sound store', async () => {
  scrawl('share/spell/words')
  rmSync(path.join(machine.data, 'store', folderOf('editor'), 'share/editor/icon'))
  makeUnavailable('editor')

  const { left, failures = [] } = await restore()

  expect([left, failures.map(({ name }) => name), await wrong()]).toEqual([[], ['editor'], []])
  expect((await failureFrom(restore())).code).toBe('network/status')
})

test('a tree that is made anew tells the damaged file of the store, which a repair brings again', async () => {
  scrawl('share/editor/help')
  const trees = path.join(machine.data, 'profile/trees')
  const running = path.basename(readlinkSync(path.join(machine.data, 'profile/current')))
  for (const name of readdirSync(trees)) {
    if (!name.startsWith(running)) rmSync(path.join(trees, name), { recursive: true })
  }

  const failure = await failureFrom(machine.install('game'))
  await restore()
  await machine.install('game')

  const file = path.join(machine.data, 'store', folderOf('editor'), 'share/editor/help')
  expect(failure).toEqual({ code: 'state/damaged', facts: { file, detail: 'not as it was unpacked' } })
  expect(await wrong()).toEqual([])
})

test('a release that is gone from the store, and cannot be had again, can be removed', async () => {
  scrawl('share/spell/words')
  rmSync(path.join(machine.data, 'store', folderOf('editor')), { recursive: true })
  makeUnavailable('editor')

  const failure = await failureFrom(restore())
  await machine.remove('editor')
  const left = readdirSync(path.join(machine.data, 'profile/current/bin'))
  await restore()

  expect([failure.code, left, await wrong()]).toEqual(['network/status', ['spell'], []])
  expect(await machine.installed()).toEqual(['spell 1.0'])
})

const folderOf = (name: string) =>
  readdirSync(path.join(machine.data, 'store')).find((folder) => folder.endsWith(`-${name}-1.0`))!

test('a file in the place of a folder of what runs is told by all that is missing behind it, and repaired', async () => {
  const folder = path.join(machine.data, 'profile/current/share/editor')
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'a file')

  const before = await wrong()
  await restore()

  expect(before).toEqual([
    'editor: share/editor changed',
    'editor: share/editor/help missing',
    'editor: share/editor/icon missing',
  ])
  expect(await wrong()).toEqual([])
})

test('a package that is named twice is looked at once', async () => {
  const checked = await machine.engine.run('package.verify', { packages: ['spell', 'spell'] }, call)

  expect(checked.map(({ name }) => name)).toEqual(['spell'])
})

test.each([
  ['other releases', (text: string) => text.replaceAll('spell-1.0', '../../elsewhere')],
  ['another generation', (text: string) => text.replace('"number":1', '"number":7')],
])('a file of the running generation that speaks of %s is written again', async (_what, change) => {
  const file = path.join(machine.data, 'generations/1.json')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, change(before))

  const failure = await failureFrom(machine.engine.run('package.verify', {}, call))
  await restore()

  expect(failure).toMatchObject({ code: 'state/damaged', facts: { file } })
  expect(readFileSync(file, 'utf8')).toBe(before)
  expect(await wrong()).toEqual([])
})
