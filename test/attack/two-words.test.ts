import { appendFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { addPackages, createSigner } from '../../engine/publishing.ts'
import { failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import { buildRelease, release, type TestRepository } from '../kit/a-repository.ts'
import { anInstalledEditor } from '../kit/an-installed-editor.ts'
import { never } from '../kit/temporary.ts'
import { indexOf, publishIndex } from './kit/hostile-repository.ts'

// What is installed has the word of its repository and of a publisher, each time anew: not only when it first comes.

let repository: TestRepository
let machine: Machine
beforeEach(async () => {
  ;({ repository, machine } = await anInstalledEditor())
})

/** The key of the publisher was stolen: the repository names another one, and what the first one signed is not taken. */
async function withoutItsKey(): Promise<void> {
  const index = indexOf(repository)
  const publishers = [{ name: 'Test Works', keys: [createSigner().key] }]
  await publishIndex(repository, { ...index, publishers })
  await machine.engine.run('repository.sync', {}, { signal: never })
}

const withoutItsWord = { code: 'trust/artifact', facts: { reason: 'publisher' } }
const stored = () => path.join(machine.data, 'store', readdirSync(path.join(machine.data, 'store'))[0]!)

test('a damaged package is not restored, from the cache either, once its publisher’s key is named no more', async () => {
  appendFileSync(path.join(stored(), 'bin/editor'), '#')
  await withoutItsKey()

  const failure = await failureFrom(machine.engine.run('package.restore', {}, { signal: never }))

  expect(failure).toMatchObject(withoutItsWord)
})

test('it is restored from the cache without the repository, as long as the keys that signed it are named', async () => {
  appendFileSync(path.join(stored(), 'bin/editor'), '#')
  renameSync(repository.folder, `${repository.folder}.gone`)

  const { restored } = await machine.engine.run('package.restore', {}, { signal: never })

  expect(restored).toEqual([{ name: 'editor', path: 'bin/editor' }])
  expect(machine.run('editor')).toBe('editor 1.0.0: \n')
})

test('no way back brings again what is here no more, once its publisher’s key is named no more', async () => {
  await machine.remove('editor')
  await machine.engine.run('system.cleanup', { clearCache: true }, { signal: never })
  rmSync(path.join(machine.data, 'store'), { recursive: true })
  await withoutItsKey()

  const ways = [
    await failureFrom(machine.change({ kind: 'undo' })),
    await failureFrom(machine.change({ kind: 'rollback', generation: 1 })),
    await failureFrom(machine.install('editor')),
  ]

  expect(ways).toMatchObject([withoutItsWord, withoutItsWord, withoutItsWord])
  expect(await machine.installed()).toEqual([])
})

test('what a publisher signed is not taken where the repository does not list it', async () => {
  const place = { name: 'test', path: repository.folder, now: new Date() }
  const files = [await buildRelease(release('editor', '2.0.0'), repository.publisher)]
  // It lies where the repository is served, and no role of the repository has signed that.
  await addPackages({ ...place, files }, never)
  await machine.engine.run('repository.sync', {}, { signal: never })

  expect(await machine.plan({ kind: 'update' })).toMatchObject({ kind: 'nothing' })
})

test('nothing is installed by where it lies: a path or an address is no name (attack 41)', async () => {
  const places = ['./editor.tar.xz', '/tmp/editor.tar.xz', 'file:///tmp/editor', '../editor']

  const failures = await Promise.all(places.map(async (place) => failureFrom(machine.plan(wanting(place)))))

  expect(failures.map(({ code }) => code)).toEqual(places.map(() => 'request/invalid'))
})
