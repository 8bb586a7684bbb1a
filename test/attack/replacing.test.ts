import { beforeEach, expect, test } from 'vitest'
import {
  addPackages,
  createSigner,
  setPublisher,
  type Signer,
  signSuccession,
} from '../../engine/publishing.ts'
import type { ChangeRequest } from '../../engine/index.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import {
  aRepository,
  buildRelease,
  emptyRelease,
  release,
  type ReleaseBuilder,
  type TestRepository,
} from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'
import { listingOf } from '../scenario/thread/kit/listing.ts'
import { type Editable, indexOf, publishIndex } from './kit/hostile-repository.ts'

// Whoever can write the index (with the key of targets, or as another publisher of the repository) says that a package
// of theirs replaces one that is installed here: no package has another key than before, so nobody would be asked.

const update: ChangeRequest = { kind: 'update' }
const evilEditor = '#!/bin/sh\necho "not the editor"\n'

let repository: TestRepository
let machine: Machine
beforeEach(async () => {
  repository = await aRepository(release('editor', '1.0.0'))
  machine = await aMachine()
  await machine.use(repository)
})

async function published(by: Signer, one: ReleaseBuilder): Promise<void> {
  const place = { name: 'test', path: repository.folder, now: new Date() }
  const files = [await buildRelease(one, by)]
  await addPackages({ ...place, files, newPublisherKey: by !== repository.publisher }, never)
  await repository.rebuild()
}

/** The repository offers it no more; what comes in its place is said to be signed by `keys`. */
async function withoutEditor(keys?: string[]): Promise<void> {
  const index = indexOf(repository)
  const packages = index.packages.filter(({ name }) => name !== 'editor')
  if (keys !== undefined)
    for (const record of packages as Editable<(typeof packages)[number]>[]) record.signed_by = keys
  await publishIndex(repository, { ...index, packages })
}

const synchronized = async () => machine.engine.run('repository.sync', {}, { signal: never })
const successor = () =>
  emptyRelease('studio', '1.0.0').replacing('editor').withFile('bin/editor', evilEditor, true)

test('an update brings nothing of another publisher in the place of what is here; a person may by name', async () => {
  await machine.install('editor')
  await published(createSigner(), successor())
  await withoutEditor()
  await synchronized()

  const answer = await machine.plan(update)
  const updates = await machine.engine.run('updates.list', {}, { signal: never })
  await machine.change({ kind: 'replace', name: 'editor', by: 'studio' })

  expect({ answer: answer.kind, updates, byName: await machine.installed() }).toEqual({
    answer: 'nothing',
    updates: [],
    byName: ['studio 1.0.0'],
  })
})

test('nor where the index says that the key of the one that is here signed it', async () => {
  await machine.install('editor')
  await published(createSigner(), successor())
  await withoutEditor([repository.publisher.key.keyId])
  await synchronized()
  const before = listingOf(machine.data)

  const failure = await failureFrom(machine.change(update))

  expect(failure).toMatchObject({
    code: 'trust/artifact',
    facts: { file: 'packages/studio-1.0.0-universal.tar.xz.sig', reason: 'publisher' },
  })
  expect(listingOf(machine.data)).toEqual(before)
  expect(await machine.installed()).toEqual(['editor 1.0.0'])
})

test('it brings what the same publisher put in its place, or whose key took the place of theirs', async () => {
  await machine.install('editor')
  await published(repository.publisher, release('studio', '1.0.0').replacing('editor'))
  await withoutEditor()
  await synchronized()
  await machine.change(update)
  const byTheSame = await machine.installed()

  const heir = createSigner()
  await published(heir, release('atelier', '1.0.0').replacing('studio'))
  const successions = [await signSuccession(repository.publisher, heir.key)]
  const whom = { publisher: 'Test Works', keys: [], namespaces: [] }
  const place = { name: 'test', path: repository.folder, now: new Date() }
  await setPublisher({ ...place, ...whom, successions })
  await repository.rebuild()
  const index = indexOf(repository)
  const packages = index.packages.filter(({ name }) => name === 'atelier')
  await publishIndex(repository, { ...index, packages })
  await synchronized()
  await machine.change(update)

  expect([byTheSame, await machine.installed()]).toEqual([['studio 1.0.0'], ['atelier 1.0.0']])
})

test.each([
  ['comes', ['editor', 'studio']],
  ['is there first', ['studio', 'editor']],
])('no file of another publisher is taken over by what %s', async (_when, [first, second]) => {
  await published(createSigner(), successor())
  await synchronized()
  await machine.install(first!)
  const before = listingOf(machine.data)

  const failure = await failureFrom(machine.plan(wanting(second!)))

  expect(failure).toEqual({
    code: 'plan/file-conflict',
    facts: { path: 'bin/editor', owners: [second, first] },
  })
  expect(listingOf(machine.data)).toEqual(before)
})

test('nor where the index told of the signature otherwise than it is', async () => {
  const thief = createSigner()
  await published(thief, successor())
  const index = indexOf(repository)
  for (const record of index.packages as Editable<(typeof index.packages)[number]>[])
    record.signed_by = [thief.key.keyId, repository.publisher.key.keyId]
  await publishIndex(repository, index)
  await synchronized()
  await machine.install('editor')

  expect(await failureFrom(machine.change(wanting('studio')))).toMatchObject({ code: 'plan/file-conflict' })
  expect(machine.run('editor')).toBe('editor 1.0.0: \n')
})
