import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aMachine, failureFrom, type Machine } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'

const call = { signal: never }
const inProfile = ({ data }: Machine, file: string) => path.join(data, 'profile/current', file)

async function anEditor(): Promise<Machine> {
  const machine = await aMachine()
  await machine.use(
    await aRepository(
      release('editor', '1.0').withFile('share/editor/help', 'help\n').withFile('share/editor/icon', 'i'),
    ),
  )
  await machine.install('editor')
  return machine
}

const problems = async ({ engine }: Machine, strict = false) =>
  (await engine.run('package.verify', { strict }, call)).flatMap(({ problems: found }) =>
    found.map(({ path: place, problem }) => `${place} ${problem}`),
  )

test('a conflict of files is told with the plan, before anything is downloaded', async () => {
  const machine = await aMachine()
  await machine.use(
    await aRepository(
      release('editor', '1.0').withFile('share/words', 'a'),
      release('spell', '1.0').withFile('share/words', 'b'),
    ),
  )
  await machine.install('editor')
  const before = readdirSync(path.join(machine.data, 'cache/packages'))

  const failure = await failureFrom(
    machine.plan({ kind: 'install', packages: [{ name: 'spell' }], force: false }),
  )

  expect(failure).toEqual({
    code: 'plan/file-conflict',
    facts: { path: 'share/words', owners: ['spell', 'editor'] },
  })
  expect(readdirSync(path.join(machine.data, 'cache/packages'))).toEqual(before)
})

test.each([
  ['case', 'share/Words', 'share/words'],
  ['the form of Unicode', 'share/caf\u00e9', 'share/cafe\u0301'],
])('paths of two packages that differ only in %s are refused with the plan', async (_, one, other) => {
  const machine = await aMachine()
  await machine.use(
    await aRepository(
      release('editor', '1.0').withFile(one, 'a'),
      release('spell', '1.0').withFile(other, 'b'),
    ),
  )
  await machine.install('editor')

  const failure = await failureFrom(
    machine.plan({ kind: 'install', packages: [{ name: 'spell' }], force: false }),
  )

  expect(failure).toEqual({
    code: 'plan/path-collision',
    facts: { paths: [other, one], owners: ['spell', 'editor'] },
  })
})

test('the files that are told about are those of what is installed, and of another release where it is named', async () => {
  const repository = await aRepository(release('editor', '1.0').withFile('share/editor/old', ''))
  const machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')
  await repository.publish(release('editor', '2.0').withFile('share/editor/new', ''))
  await machine.engine.run('repository.sync', {}, call)

  const told = async (named: { version?: string; repository?: string }) => {
    const wish = { name: 'editor', files: true, ...named }
    const { version, files, filesOf } = await machine.engine.run('package.info', wish, call)
    const paths = files?.flatMap((file) => (file.path.startsWith('share/editor/') ? file.path : []))
    return { version, paths, filesOf }
  }

  const [old, fresh] = [['share/editor/old'], ['share/editor/new']]
  expect(await told({})).toEqual({ version: '2.0', paths: old, filesOf: '1.0' })
  expect(await told({ version: '1.0' })).toEqual({ version: '1.0', paths: old, filesOf: undefined })
  expect(await told({ version: '2.0' })).toEqual({ version: '2.0', paths: fresh, filesOf: undefined })
  expect(await told({ repository: 'main' })).toEqual({ version: '2.0', paths: fresh, filesOf: undefined })
})

test('an owner is found by the path in the profile and by the path on the disk; who took over is told', async () => {
  const machine = await aMachine()
  await machine.use(
    await aRepository(
      release('vi', '1.0').withFile('bin/edit', 'old', true),
      release('vim', '1.0').withFile('bin/edit', 'new', true).replacing('vi'),
    ),
  )
  await machine.install('vi', 'vim')
  const owners = async (file: string) =>
    (await machine.engine.run('package.owners', { path: file }, call)).map(
      ({ name, shown }) => `${name}${shown ? '' : ', hidden'}`,
    )

  expect(await owners('bin/edit')).toEqual(['vi, hidden', 'vim'])
  expect(await owners(inProfile(machine, 'bin/vi'))).toEqual(['vi'])
  // As a shell completes the name of a folder.
  for (const folder of ['bin', 'bin/', 'bin/.', '/bin', inProfile(machine, 'bin/')])
    expect([folder, await owners(folder)]).toEqual([folder, ['vi', 'vim']])
  expect(await owners('bin/nothing')).toEqual([])
  const folder = readdirSync(path.join(machine.data, 'store')).find((name) => name.endsWith('-vi-1.0'))!
  expect(await owners(path.join(machine.data, 'store', folder, 'bin'))).toEqual(['vi'])
  expect(await owners(path.join(machine.data, 'store', folder))).toEqual([])
})

test('a name that alternatives have made belongs to those that offer it, and shows which of them it is', async () => {
  const offers = (name: string, priority: number) =>
    release(name, '1.0')
      .withFile(`share/man/${name}.1`, '')
      .with({
        alternatives: [
          {
            ...{ name: 'edit', link: 'bin/edit', path: `bin/${name}`, priority },
            slaves: [{ name: 'edit.1', link: 'share/man/edit.1', path: `share/man/${name}.1` }],
          },
        ],
      })
  const machine = await aMachine()
  await machine.use(await aRepository(offers('vi', 10), offers('vim', 30), release('nano', '1.0')))
  await machine.install('vi', 'vim', 'nano')
  const owners = async (file: string) =>
    (await machine.engine.run('package.owners', { path: file }, call)).map(
      ({ name, type, shown }) => `${name} ${type}${shown ? '' : ', hidden'}`,
    )

  for (const file of ['bin/edit', inProfile(machine, 'bin/edit'), 'share/man/edit.1'])
    expect(await owners(file)).toEqual(['vi symlink, hidden', 'vim symlink'])
})

test('verify tells what is missing, changed, extra, or has another mode or target', async () => {
  const machine = await anEditor()
  unlinkSync(inProfile(machine, 'share/editor/help'))
  unlinkSync(inProfile(machine, 'share/editor/icon'))
  symlinkSync('help', inProfile(machine, 'share/editor/icon'))
  unlinkSync(inProfile(machine, 'bin/editor'))
  writeFileSync(inProfile(machine, 'bin/editor'), '#!/bin/sh\necho "editor 1.0: $*"\n', { mode: 0o644 })
  mkdirSync(inProfile(machine, 'share/editor/cache'))

  expect(await problems(machine)).toEqual([
    'bin/editor wrong-mode',
    'share/editor/help missing',
    'share/editor/icon changed',
  ])
  expect(await problems(machine, true)).toContain('share/editor/cache extra')
})

test('what stands beside everything that packages bring is extra, too, and goes with a repair', async () => {
  const machine = await anEditor()
  writeFileSync(inProfile(machine, 'notes'), '')
  mkdirSync(inProfile(machine, 'opt'))

  expect(await problems(machine)).toEqual([])
  expect(await problems(machine, true)).toEqual(['notes extra', 'opt extra'])
  const { restored } = await machine.engine.run('package.restore', { strict: true }, call)
  expect(restored).toEqual([
    { name: 'profile:others', path: 'notes', removed: true },
    { name: 'profile:others', path: 'opt', removed: true },
  ])
  expect(await problems(machine, true)).toEqual([])
})

test.each([0o4555, 0o2555, 0o557])(
  'verify finds a file of which somebody made another mode, and mends it: %i',
  async (mode) => {
    const machine = await anEditor()
    chmodSync(inProfile(machine, 'bin/editor'), mode)

    expect(await problems(machine)).toEqual(['bin/editor wrong-mode'])
    await machine.engine.run('package.restore', { strict: true }, call)
    expect(await problems(machine)).toEqual([])
  },
)

test.each(['profile', 'store', 'both'])(
  'what was damaged in the %s is restored in the same generation, and looked at again',
  async (where) => {
    const machine = await anEditor()
    const store = path.join(machine.data, 'store', readdirSync(path.join(machine.data, 'store'))[0]!)
    if (where !== 'store') {
      rmSync(inProfile(machine, 'share/editor'), { recursive: true })
      writeFileSync(inProfile(machine, 'bin/extra'), '')
    }
    if (where !== 'profile') {
      // Through the shared inode, as root could.
      chmodSync(path.join(store, 'bin/editor'), 0o755)
      writeFileSync(path.join(store, 'bin/editor'), '#!/bin/sh\necho broken\n')
    }

    const { left, restored } = await machine.engine.run('package.restore', { strict: true }, call)

    expect(left).toEqual([])
    expect(restored.filter(({ removed }) => removed).map((one) => one.path)).toEqual(
      where === 'store' ? [] : ['bin/extra'],
    )
    expect(await problems(machine, true)).toEqual([])
    expect(machine.run('editor')).toBe('editor 1.0: \n')
    expect((await machine.engine.run('system.status', {}, call)).generation).toBe(1)
    // The other tree is sound, too: the next change is made in it.
    await machine.change({ kind: 'install', packages: [{ name: 'editor' }], force: true })
    expect(await problems(machine, true)).toEqual([])
  },
)

test('files.db is made again where it was lost or damaged', async () => {
  const machine = await anEditor()
  await machine.engine.close()
  for (const name of ['files.db-wal', 'files.db-shm']) rmSync(path.join(machine.data, name), { force: true })
  writeFileSync(path.join(machine.data, 'files.db'), 'no database at all, but long enough to be read as one')

  const again = await aMachine({}, machine.data)
  const owners = await again.engine.run('package.owners', { path: 'bin/editor' }, call)

  expect(owners.map(({ name }) => name)).toEqual(['editor'])
})
