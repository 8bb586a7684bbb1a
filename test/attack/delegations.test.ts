/** Whoever stole every key but those of the root and of targets, and what they can do with them. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  addPackages,
  buildRepository,
  createSigner,
  revokePublisherKey,
  setPublisher,
  type Signer,
  signPackage,
  signSuccession,
} from '../../engine/publishing.ts'
import type { IndexRecord, RepositoryIndex } from '../../engine/model/repository-index.ts'
import { aMachine, failureFrom, type Machine, wanting } from '../kit/a-machine.ts'
import {
  anOldRepository,
  aRepository,
  buildRelease,
  release,
  type TestRepository,
} from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'
import {
  bringReleasesBack,
  copyOf,
  indexOf,
  publishedTargets,
  publishIndex,
} from './kit/hostile-repository.ts'

let repository: TestRepository
let machine: Machine
beforeEach(async () => {
  repository = await aRepository(release('editor', '1.0.0'))
  machine = await aMachine()
  await machine.use(repository)
})

/** What a person may delete at any time. */
const forget = (on: Machine) => rmSync(path.join(on.data, 'metadata'), { recursive: true, force: true })
const sync = async () => machine.engine.run('repository.sync', {}, { signal: never })
const failureOfSync = async () => (await sync())[0]?.failure
const refused = (detail: string, file = 'metadata/index.json.gz') => ({
  code: 'trust/metadata',
  facts: { repository: 'main', file, reason: 'publisher', detail },
})

/** What an honest builder makes of a release by another key, in a copy: its index, and the files of its packages. */
async function listing(name: string, signer: Signer, maintainer: string): Promise<RepositoryIndex> {
  const copy = copyOf(repository)
  const file = await buildRelease(release(name, '9.0.0').with({ maintainer }), signer)
  const place = { name: 'test', path: copy.folder, now: new Date() }
  await addPackages({ ...place, files: [file], newPublisherKey: true }, never)
  await buildRepository({ ...place, signers: copy.signers }, never)
  for (const record of indexOf(copy).packages) {
    for (const ending of ['', '.sig', '.manifest.json']) {
      const bytes = readFileSync(path.join(copy.folder, `${record.path}${ending}`))
      writeFileSync(path.join(repository.folder, `${record.path}${ending}`), bytes)
    }
  }
  return indexOf(copy)
}

const stolen = { targets: 'published' } as const

describe('a stolen releases key', () => {
  test('names no new publisher: the index is refused, and what was there stays', async () => {
    await publishIndex(repository, await listing('game', createSigner(), 'Mallory'), stolen)

    expect(await failureOfSync()).toEqual(refused('Mallory'))
    expect(await failureFrom(machine.plan(wanting('game')))).toMatchObject({ code: 'package/not-found' })
    await machine.install('editor')
    expect(await machine.installed()).toEqual(['editor 1.0.0'])
  })

  test('gives no publisher that there is another key', async () => {
    const mallory = createSigner()
    await publishIndex(repository, await listing('game', mallory, 'Test Works'), stolen)

    expect(await failureOfSync()).toEqual(refused(`Test Works, ${mallory.key.keyId}`))
  })

  test('lists no release as signed by a key of somebody else', async () => {
    const { packages, ...index } = indexOf(repository)
    const signedBy = [createSigner().key.keyId]
    const told = packages.map((record) => ({ ...record, signed_by: signedBy }))
    await publishIndex(repository, { ...index, packages: told }, stolen)

    expect(await failureOfSync()).toEqual(refused('editor, Test Works'))
  })

  test('puts no package outside of the names of its publisher', async () => {
    await publishIndex(repository, await listing('game', repository.publisher, 'Test Works'), stolen)

    expect(await failureOfSync()).toEqual(refused('game, Test Works'))
    expect(await failureFrom(machine.plan(wanting('game')))).toMatchObject({ code: 'package/not-found' })
  })

  test('takes no names for a publisher alone', async () => {
    const { publishers, ...index } = indexOf(repository)
    const greedy = publishers.map((one) => ({ ...one, namespaces: ['editor*'] }))
    await publishIndex(repository, { ...index, publishers: greedy }, stolen)

    expect(await failureOfSync()).toEqual(refused('Test Works, editor*'))
  })

  test('installs nothing by leaving out who signed it', async () => {
    const mallory = createSigner()
    const { packages } = await listing('game', mallory, 'Mallory')
    const silent = packages.map(({ signed_by: _keys, ...record }): IndexRecord => record)
    await publishIndex(repository, { ...indexOf(repository), packages: silent }, stolen)

    expect(await failureOfSync()).toBeNull()
    expect(await failureFrom(machine.install('game'))).toMatchObject({
      code: 'trust/artifact',
      facts: { reason: 'publisher' },
    })
    expect(await machine.installed()).toEqual([])
  })

  test('does not keep a publisher whom the targets role took away', async () => {
    const old = indexOf(repository)
    const { signers } = repository
    const without = copyOf(repository)
    await publishIndex(without, { ...old, publishers: [], packages: [] })
    await publishIndex(repository, old, {
      targets: { ...publishedTargets(without), releases: signers.releases! },
    })

    expect(await failureOfSync()).toEqual(refused('Test Works'))
    expect(await failureFrom(machine.install('editor'))).toMatchObject({
      code: 'trust/artifact',
      facts: { reason: 'publisher' },
    })
  })

  test('signs nothing in place of the targets role', async () => {
    const { signers } = repository
    await publishIndex(repository, await listing('game', createSigner(), 'Mallory'), {
      signers: { ...signers, targets: signers.releases! },
    })

    expect(await failureOfSync()).toMatchObject({
      code: 'trust/metadata',
      facts: { reason: 'signature', file: expect.stringMatching(/targets\.json$/) as string },
    })
  })
})

describe('delegations that were seen', () => {
  test('do not go, even after the cache was deleted: an index that the targets role signs itself is refused', async () => {
    forget(machine)
    const { releases: _releases, ...signers } = repository.signers
    await publishIndex(repository, await listing('game', createSigner(), 'Mallory'), { signers })

    expect(await failureOfSync()).toEqual({
      code: 'trust/metadata',
      facts: {
        repository: 'main',
        file: 'metadata/targets.json',
        reason: 'rollback',
        detail: 'it delegates to no publishers any more',
      },
    })
  })

  test('do not go back to older ones, even after the cache was deleted', async () => {
    const before = publishedTargets(repository)
    await publishIndex(repository, indexOf(repository))
    expect(await failureOfSync()).toBeNull()
    forget(machine)
    const old = { ...before, releases: repository.signers.releases! }
    await publishIndex(repository, indexOf(repository), { targets: old })

    expect(await failureOfSync()).toMatchObject({
      code: 'trust/metadata',
      facts: { file: 'metadata/targets.json', reason: 'rollback' },
    })
  })
})

describe('releases of before', () => {
  test.each([
    ['are refused', false],
    ['are refused, too, after the cache was deleted', true],
  ])('%s, and what was newest stays', async (_what, isForgotten) => {
    await repository.publish(release('editor', '2.0.0'))
    expect(await failureOfSync()).toBeNull()
    if (isForgotten) forget(machine)
    await bringReleasesBack(repository, 1)

    const failure = await failureOfSync()

    expect(failure).toMatchObject({ code: 'trust/metadata', facts: { reason: 'rollback' } })
    if (isForgotten) expect(failure?.facts).toMatchObject({ file: 'metadata/releases.json' })
    await machine.install('editor')
    expect(await machine.installed()).toEqual(['editor 2.0.0'])
  })
})

test('a publisher of whom two keys must sign is not taken with one', async () => {
  const second = createSigner()
  const file = await buildRelease(release('game', '1.0.0'), repository.publisher)
  await signPackage({ file, signer: second }, never)
  const place = { name: 'test', path: repository.folder, now: new Date() }
  await addPackages({ ...place, files: [file], newPublisherKey: true }, never)
  await repository.rebuild()
  await publishIndex(repository, indexOf(repository), { threshold: 2 })
  expect(await failureOfSync()).toBeNull()

  await machine.install('game')
  expect(await failureFrom(machine.install('editor'))).toMatchObject({
    code: 'trust/artifact',
    facts: { reason: 'publisher' },
  })
  expect(await machine.installed()).toEqual(['game 1.0.0'])
})

test('a publisher who asked for two keys ships nothing with one that was stolen', async () => {
  const second = createSigner()
  const place = { name: 'test', path: repository.folder, publisher: 'Test Works', now: new Date() }
  const before = indexOf(repository)
  await setPublisher({ ...place, keys: [second.key], namespaces: [], threshold: 2 })
  const file = await buildRelease(release('editor', '2.0.0'), repository.publisher)
  await signPackage({ file, signer: second }, never)
  await addPackages({ ...place, files: [file] }, never)
  await repository.rebuild()
  expect(await failureOfSync()).toBeNull()
  await machine.install('editor')

  await publishIndex(repository, { ...indexOf(repository), packages: before.packages }, stolen)
  expect(await failureOfSync()).toBeNull()

  const other = await aMachine()
  await other.use(repository)
  expect(await failureFrom(other.install('editor'))).toMatchObject({
    code: 'trust/artifact',
    facts: { reason: 'publisher' },
  })
  expect([await machine.installed(), await other.installed()]).toEqual([['editor 2.0.0'], []])
})

test('a revoked key ships nothing more, and its publisher goes on with the next one', async () => {
  await machine.install('editor')
  const before = indexOf(repository)
  const next = createSigner()
  const place = { name: 'test', path: repository.folder, publisher: 'Test Works', now: new Date() }
  const said = await signSuccession(repository.publisher, next.key)
  await setPublisher({ ...place, keys: [], namespaces: [], successions: [said] })
  const file = await buildRelease(release('editor', '2.0.0'), next)
  await addPackages({ ...place, files: [file] }, never)
  await revokePublisherKey({ ...place, keyId: repository.publisher.key.keyId })
  await repository.rebuild()

  expect(await failureOfSync()).toBeNull()
  await machine.change({ kind: 'update' })
  expect(await machine.installed()).toEqual(['editor 2.0.0'])

  await publishIndex(repository, before, stolen)
  expect(await failureOfSync()).toEqual(refused(`Test Works, ${repository.publisher.key.keyId}`))
})

describe('a repository of before', () => {
  test('goes on: its index names who publishes, until its targets role does', async () => {
    const old = await anOldRepository(release('tool', '1.0.0'))
    const other = await aMachine()
    await other.use(old)
    await other.install('tool')

    await publishIndex(old, indexOf(old), { signers: { ...old.signers, releases: createSigner() } })

    const [synced] = await other.engine.run('repository.sync', {}, { signal: never })
    expect(synced).toMatchObject({ outcome: 'updated', failure: null })
    forget(other)
    await publishIndex(old, indexOf(old))
    const [back] = await other.engine.run('repository.sync', {}, { signal: never })
    expect(back?.failure).toMatchObject({ facts: { file: 'metadata/targets.json', reason: 'rollback' } })
  })
})
