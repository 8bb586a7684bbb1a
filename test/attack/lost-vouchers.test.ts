/** What is installed, once those who signed it do not speak any more. */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import {
  addPackages,
  createSigner,
  revokePublisherKey,
  setPublisher,
  type Signer,
  signPackage,
  signSuccession,
} from '../../engine/publishing.ts'
import { aMachine, type Machine } from '../kit/a-machine.ts'
import {
  anOldRepository,
  aRepository,
  buildRelease,
  release,
  type TestRepository,
} from '../kit/a-repository.ts'
import { never } from '../kit/temporary.ts'
import { indexOf, publishIndex } from './kit/hostile-repository.ts'

let repository: TestRepository
let machine: Machine
beforeEach(async () => start(await aRepository(release('editor', '1.0.0'), release('spell', '1.0.0'))))

async function start(made: TestRepository): Promise<void> {
  repository = made
  machine = await aMachine()
  await machine.use(repository)
  await machine.install('editor')
}

const place = () => ({ name: 'test', path: repository.folder, publisher: 'Test Works', now: new Date() })

async function offer(version: string, ...signers: readonly [Signer, ...Signer[]]): Promise<void> {
  const [first, ...others] = signers
  const file = await buildRelease(release('editor', version), first)
  for (const signer of others) await signPackage({ file, signer }, never)
  await addPackages({ ...place(), files: [file] }, never)
}

async function succeed(): Promise<Signer> {
  const next = createSigner()
  const said = await signSuccession(repository.publisher, next.key)
  await setPublisher({ ...place(), keys: [], namespaces: [], successions: [said] })
  return next
}

async function sync(): Promise<void> {
  await repository.rebuild()
  const [result] = await machine.engine.run('repository.sync', {}, { signal: never })
  expect(result?.failure).toBeNull()
}

/** Everything that tells of installed releases, in one. */
async function told() {
  const { run } = machine.engine
  const audit = await run('package.audit', {}, { signal: never })
  const installed = await run('package.installed', {}, { signal: never })
  const updates = await run('updates.list', {}, { signal: never })
  const info = await run('package.info', { name: 'editor' }, { signal: never })
  const strict = await run('package.verify', { strict: true }, { signal: never })
  return {
    audit: audit.unvouched,
    list: installed.map((one) => one.installed?.unvouched?.reason),
    updates: updates.map(({ available, unvouched }) => [available, unvouched?.reason]),
    info: info.installed?.unvouched?.reason,
    strict: strict.map(({ ok, untrusted = [] }) => [
      ok,
      ...untrusted.map(({ kind, signatures }) => [kind, signatures]),
    ]),
  }
}

const nothingLost = { audit: undefined, list: [undefined], info: undefined }

const lost = (reason: string, signed: number, needed: number) => ({
  ...{ name: 'editor', version: '1.0.0', repository: 'main', publisher: 'Test Works' },
  ...{ reason, signed, needed },
})

test('nothing is told of a release whose key is its publisher’s still, though another one came', async () => {
  await succeed()
  await sync()

  expect(await told()).toMatchObject({ ...nothingLost, updates: [], strict: [[true]] })
})

test('a release by a key that was revoked is told of wherever installed ones are, until a newer one is here', async () => {
  const next = await succeed()
  await offer('2.0.0', next)
  await revokePublisherKey({ ...place(), keyId: repository.publisher.key.keyId })
  await sync()

  expect(await told()).toEqual({
    audit: [lost('key', 0, 1)],
    list: ['key'],
    updates: [['2.0.0', 'key']],
    info: 'key',
    strict: [[false, ['delegation', undefined]]],
  })
  await machine.change({ kind: 'update' })
  expect(await told()).toMatchObject({ ...nothingLost, strict: [[true]] })
})

test('a release with fewer signatures than its publisher asks for by now is told of, strictly too', async () => {
  const second = createSigner()
  await setPublisher({ ...place(), keys: [second.key], namespaces: [], threshold: 2 })
  await sync()

  expect(await told()).toEqual({
    audit: [lost('threshold', 1, 2)],
    list: ['threshold'],
    updates: [],
    info: 'threshold',
    strict: [[false, ['delegation', { valid: 1, needed: 2 }]]],
  })
  await offer('2.0.0', second, repository.publisher)
  await sync()
  await machine.change({ kind: 'update' })
  expect(await told()).toMatchObject({ ...nothingLost, strict: [[true]] })
})

test('a key that only signed besides counts towards what its publisher asks for later', async () => {
  const second = createSigner()
  await setPublisher({ ...place(), keys: [second.key], namespaces: [] })
  await offer('2.0.0', repository.publisher, second)
  await sync()
  await machine.change({ kind: 'update' })
  await setPublisher({ ...place(), keys: [], namespaces: [], threshold: 2 })
  await sync()

  expect(await machine.installed()).toEqual(['editor 2.0.0'])
  expect(await told()).toMatchObject({ ...nothingLost, strict: [[true]] })
})

test('a publisher to whom nobody delegates any more vouches for nothing', async () => {
  await publishIndex(repository, { ...indexOf(repository), publishers: [], packages: [] })
  const [result] = await machine.engine.run('repository.sync', {}, { signal: never })

  expect(result?.failure).toBeNull()
  expect(await told()).toMatchObject({ audit: [lost('publisher', 0, 1)], list: ['publisher'] })
})

test('where an index names the publishers, a key that is gone from it is told of, too', async () => {
  await start(await anOldRepository(release('editor', '1.0.0')))
  const next = await succeed()
  await offer('2.0.0', next)
  await revokePublisherKey({ ...place(), keyId: repository.publisher.key.keyId })
  await sync()

  expect(await told()).toMatchObject({ audit: [lost('key', 0, 1)], list: ['key'] })
})

test('nothing is said of a release whose repository is here no more, nor where its cache was deleted', async () => {
  await succeed()
  await sync()
  rmSync(path.join(machine.data, 'metadata'), { recursive: true })
  const withoutCache = await machine.engine.run('package.audit', {}, { signal: never })
  await machine.engine.run('repository.remove', { name: 'main' }, { signal: never })
  const withoutRepository = await machine.engine.run('package.audit', {}, { signal: never })

  expect([withoutCache.unvouched, withoutRepository.unvouched]).toEqual([undefined, undefined])
})
