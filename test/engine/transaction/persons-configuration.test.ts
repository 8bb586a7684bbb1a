import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { aMachine, type Machine } from '../../kit/a-machine.ts'
import { aRepository, release, type TestRepository } from '../../kit/a-repository.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'

// config/ is a person's: whatever they put there stays, and keeps nothing from being changed.

let repository: TestRepository
let machine: Machine
let folder: string
beforeEach(async () => {
  repository = await aRepository(release('app', '1.0').withFile('etc/app/app.conf', 'one'))
  machine = await aMachine()
  await machine.use(repository)
  folder = path.join(machine.data, 'config/etc/app')
})

test('a folder that is a link to elsewhere is written through, and stays when its package goes', async () => {
  await machine.install('app')
  const elsewhere = path.join(temporaryFolder(), 'dotfiles')
  renameSync(folder, elsewhere)
  symlinkSync(elsewhere, folder)
  await repository.publish(release('app', '2.0').withFile('etc/app/app.conf', 'two'))
  await machine.engine.run('repository.sync', {}, { signal: never })

  await machine.change({ kind: 'update' })
  const updated = readFileSync(path.join(elsewhere, 'app.conf'), 'utf8')
  await machine.remove('app')

  expect([updated, readdirSync(elsewhere), readdirSync(path.dirname(folder))]).toEqual(['two', [], ['app']])
})

test('a folder where a file belongs stays, and the default lies beside it', async () => {
  mkdirSync(path.join(folder, 'app.conf/mine'), { recursive: true })

  await machine.install('app')
  const beside = readdirSync(folder)
  await machine.remove('app')

  expect([beside, readdirSync(folder)]).toEqual([['app.conf', 'app.conf.new'], ['app.conf']])
})

test('a file where a folder belongs stays, until a repair finds it gone', async () => {
  mkdirSync(path.dirname(folder), { recursive: true })
  writeFileSync(folder, 'mine')

  await machine.install('app')
  await machine.engine.run('package.restore', {}, { signal: never })
  const kept = readFileSync(folder, 'utf8')
  rmSync(folder)
  await machine.engine.run('package.restore', {}, { signal: never })

  expect([kept, readFileSync(path.join(folder, 'app.conf'), 'utf8')]).toEqual(['mine', 'one'])
})

const placing = {
  'a folder': (place: string) => mkdirSync(path.join(place, 'mine'), { recursive: true }),
  'a pipe': (place: string) => void execFileSync('mkfifo', [place]),
}

test.each(['a folder', 'a pipe'] as const)(
  '%s in the place of a file stays when it is purged, and is named',
  async (what) => {
    await machine.install('app')
    const file = path.join(folder, 'app.conf')
    rmSync(file)
    placing[what](file)

    const request = { kind: 'remove' as const, packages: ['app'], purge: true, force: false }
    const { configuration } = await machine.change(request)

    expect([configuration, readdirSync(folder)]).toEqual([
      [{ kind: 'untouched', path: 'etc/app/app.conf', file }],
      ['app.conf'],
    ])
  },
)

test('an update writes over no pipe of theirs, and puts the default beside it', async () => {
  await machine.install('app')
  const file = path.join(folder, 'app.conf')
  rmSync(file)
  placing['a pipe'](file)
  await repository.publish(release('app', '2.0').withFile('etc/app/app.conf', 'two'))
  await machine.engine.run('repository.sync', {}, { signal: never })

  const { configuration } = await machine.change({ kind: 'update' })

  expect([configuration, statSync(file).isFIFO(), readFileSync(`${file}.new`, 'utf8')]).toEqual([
    [{ kind: 'offered', path: 'etc/app/app.conf', file: `${file}.new` }],
    true,
    'two',
  ])
})
