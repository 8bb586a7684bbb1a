import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { addPackages } from '../../../engine/builder/add-packages.ts'
import { createRepository, createWithOfflineRoot } from '../../../engine/builder/create-repository.ts'
import { publishRepository } from '../../../engine/builder/publish-repository.ts'
import { publishRoot, rotateKeys, signPendingRoot } from '../../../engine/builder/rotate-keys.ts'
import { setPublisher } from '../../../engine/builder/set-publisher.ts'
import { signPackage } from '../../../engine/builder/sign-package.ts'
import { signPendingTargets } from '../../../engine/builder/targets-elsewhere.ts'
import { createSigner, type Signer } from '../../../engine/keys/signer.ts'
import { failureOf } from '../../../engine/model/failure.ts'
import { aMachine } from '../../kit/a-machine.ts'
import { buildRelease, release } from '../../kit/a-repository.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { keysInMemory } from './keys-in-memory.ts'

const name = 'test'
const publisher = createSigner()
const day = 86_400_000

/** A repository with editor 1.0, published; without `releases` as builders of before made it. */
async function aRepository({ isOld = false } = {}) {
  const keystore = keysInMemory()
  const folder = path.join(temporaryFolder(), 'repository')
  const made = {
    ...{ root: createSigner(), targets: createSigner(), snapshot: createSigner() },
    ...{ timestamp: createSigner(), advisories: createSigner() },
    ...(isOld ? {} : { releases: createSigner() }),
  }
  for (const [role, signer] of Object.entries(made)) keystore.keep(`repository:${name}:${role}`, signer)
  const about = { name, path: folder, description: '', now: new Date() }
  const { fingerprint } = await createRepository({ ...about, signers: made }, never)
  const place = { name, path: folder, keystore }
  const publish = (now = new Date()) => publishRepository({ ...place, now }, never)
  const add = async (one: string, version: string, signer: Signer = publisher, ...others: Signer[]) => {
    const file = await buildRelease(release(one, version).with({ maintainer: ofWhom(signer) }), signer)
    for (const other of others) await signPackage({ file, signer: other }, never)
    await addPackages({ ...about, files: [file] }, never)
  }
  await add('editor', '1.0')
  await publish()
  const machine = await aMachine()
  await machine.use({ folder, fingerprint })
  const offers = async (): Promise<unknown> => {
    const [synced] = await machine.engine.run('repository.sync', {}, { signal: never })
    const { packages } = await machine.engine.run('catalog.search', { query: '' }, { signal: never })
    return [synced?.failure, packages.map((one) => `${one.name} ${one.version}`).toSorted()]
  }
  return {
    ...place,
    folder,
    publish,
    add,
    offers,
    machine,
    waiting: path.join(folder, 'targets.pending.json'),
  }
}

const ofWhom = (signer: Signer) => (signer === publisher ? 'Test Works' : 'Guest')
const rolesIn = (folder: string, version: number) =>
  (
    JSON.parse(readFileSync(path.join(folder, `metadata/${version}.targets.json`), 'utf8')) as {
      signed: { delegations: { roles: { name: string; paths: string[]; terminating: boolean }[] } }
    }
  ).signed.delegations.roles.map(({ name: role, paths, terminating }) => [role, paths, terminating])

test('the targets role says who publishes what, and nothing new where nothing of that is', async () => {
  const { folder, add, publish } = await aRepository()

  await add('editor', '2.0')
  await publish()
  const still = existsSync(path.join(folder, 'metadata/2.targets.json'))
  await add('viewer', '1.0')
  await publish()

  expect(still).toBe(false)
  expect(rolesIn(folder, 2)).toEqual([
    ['advisories', ['metadata/advisories*'], true],
    ['releases', ['metadata/*'], true],
    ['pub-Test Works', ['packages/editor-*', 'packages/viewer-*'], true],
  ])
})

test('the targets role is signed anew before it ends', async () => {
  const { folder, publish } = await aRepository()

  await publish(new Date(Date.now() + 44 * day))
  const early = existsSync(path.join(folder, 'metadata/2.targets.json'))
  await publish(new Date(Date.now() + 46 * day))

  expect([early, existsSync(path.join(folder, 'metadata/2.targets.json'))]).toEqual([false, true])
})

test('keys of targets that are kept elsewhere are named when they have signed, and not before', async () => {
  const { folder, keystore, offers, waiting } = await aRepository()
  const guardians = [createSigner(), createSigner()] as const
  const targets = { keys: guardians.map(({ key }) => key), threshold: 2 }
  const rotate = async () =>
    rotateKeys({ name, path: folder, keystore, roles: ['targets'], targets, now: new Date() }, never)

  const first = await rotate()
  const told = await signPendingTargets(waiting, guardians[0])
  const second = await rotate()
  await signPendingTargets(waiting, guardians[1])
  const third = await rotate()

  expect([first, second]).toEqual([
    { kind: 'targets-pending', file: waiting, lacking: 2 },
    { kind: 'targets-pending', file: waiting, lacking: 1 },
  ])
  expect(told).toMatchObject({ version: 2, signatures: 1 })
  expect(told.roles.at(-1)).toEqual({
    ...{ name: 'pub-Test Works', publisher: 'Test Works', keys: [publisher.key.keyId], threshold: 1 },
    may: ['editor'],
  })
  expect([third.kind, existsSync(waiting)]).toEqual(['published', false])
  expect(await offers()).toEqual([null, ['editor 1.0']])
})

test('keys of root and targets that were never here sign before anything is published', async () => {
  const keystore = keysInMemory()
  const folder = path.join(temporaryFolder(), 'repository')
  const [root, ...guardians] = [createSigner(), createSigner(), createSigner()] as const
  const online = {
    ...{ snapshot: createSigner(), timestamp: createSigner() },
    ...{ advisories: createSigner(), releases: createSigner() },
  }
  for (const [role, signer] of Object.entries(online)) keystore.keep(`repository:${name}:${role}`, signer)
  const place = { name, path: folder, description: '', now: new Date() }
  const targets = { keys: guardians.map(({ key }) => key), threshold: 2 }
  const file = await createWithOfflineRoot(
    { ...place, signers: { ...online, targets }, root: { keys: [root.key], threshold: 1 } },
    never,
  )
  await signPendingRoot(file, root)
  const publish = async () => publishRoot({ ...place, keystore }, never)
  const waiting = path.join(folder, 'targets.pending.json')

  const unsigned = await publish().catch(failureOf)
  await signPendingTargets(waiting, guardians[0])
  const half = await publish().catch(failureOf)
  await signPendingTargets(waiting, guardians[1])
  const built = await publish()

  const lacks = (lacking: number) => ({ code: 'key/targets-unsigned', facts: { file: waiting, lacking } })
  expect([unsigned, half]).toEqual([lacks(2), lacks(1)])
  expect(built).toMatchObject({ version: 1, targetsWaiting: null })
})

/** Whose targets key is with one guardian. */
async function aGuardedRepository() {
  const repository = await aRepository()
  const guardian = createSigner()
  const targets = { keys: [guardian.key], threshold: 1 }
  const { folder, keystore, waiting } = repository
  const rotate = async () =>
    rotateKeys({ name, path: folder, keystore, roles: ['targets'], targets, now: new Date() }, never)
  await rotate()
  await signPendingTargets(waiting, guardian)
  await rotate()
  return { ...repository, guardian }
}

test('a new release is published without the targets key, a new publisher only when it has signed', async () => {
  const { add, publish, offers, waiting, guardian, machine } = await aGuardedRepository()
  await add('editor', '2.0')
  const known = await publish()
  await add('game', '1.0', createSigner())

  const early = await publish()
  const before = await offers()
  await signPendingTargets(waiting, guardian)
  const late = await publish()

  expect([known.targetsWaiting, early.targetsWaiting, late.targetsWaiting]).toEqual([
    null,
    { file: waiting, packages: 1 },
    null,
  ])
  expect(before).toEqual([null, ['editor 2.0']])
  expect(await offers()).toEqual([null, ['editor 2.0', 'game 1.0']])
  await machine.install('game')
  expect(await machine.installed()).toEqual(['game 1.0'])
})

test('until the targets role says that fewer keys must sign, what fewer signed is left out', async () => {
  const { folder, add, publish, offers, waiting, guardian } = await aGuardedRepository()
  const second = createSigner()
  const asking = { name, path: folder, publisher: 'Test Works', namespaces: [] }
  await setPublisher({ ...asking, keys: [second.key], threshold: 2 })
  await add('editor', '2.0', publisher, second)
  await publish()
  await signPendingTargets(waiting, guardian)
  await publish()
  await setPublisher({ ...asking, keys: [], threshold: 1 })
  await add('viewer', '1.0')

  const early = await publish()
  const before = await offers()
  await signPendingTargets(waiting, guardian)
  await publish()

  expect(early.targetsWaiting).toEqual({ file: waiting, packages: 1 })
  expect([before, await offers()]).toEqual([
    [null, ['editor 2.0']],
    [null, ['editor 2.0', 'viewer 1.0']],
  ])
})

test('what somebody else signed who waits for it counts for nothing', async () => {
  const { add, publish, offers, waiting } = await aGuardedRepository()
  await add('game', '1.0', createSigner())
  await publish()
  await signPendingTargets(waiting, createSigner())

  const { targetsWaiting } = await publish()

  expect(targetsWaiting).toEqual({ file: waiting, packages: 1 })
  expect(await offers()).toEqual([null, ['editor 1.0']])
})

test('another key of releases signs when the targets role names it, and the one before it until then', async () => {
  const { folder, keystore, publish, offers, waiting, guardian } = await aGuardedRepository()

  const rotation = await rotateKeys(
    { name, path: folder, keystore, roles: ['releases'], now: new Date() },
    never,
  )
  const before = await offers()
  await signPendingTargets(waiting, guardian)
  await publish()

  expect(rotation).toMatchObject({ kind: 'published', built: { targetsWaiting: { file: waiting } } })
  expect([before, await offers()]).toEqual([
    [null, ['editor 1.0']],
    [null, ['editor 1.0']],
  ])
})

test('holders of the targets key are asked in time to sign it once more', async () => {
  const { publish, waiting } = await aGuardedRepository()

  const early = await publish(new Date(Date.now() + 60 * day))
  const late = await publish(new Date(Date.now() + 70 * day))

  expect([early.targetsWaiting, late.targetsWaiting]).toEqual([null, { file: waiting, packages: 0 }])
})

test('a repository of before takes up delegations with a key of releases, and clients follow', async () => {
  const { folder, keystore, offers, machine } = await aRepository({ isOld: true })

  await rotateKeys({ name, path: folder, keystore, roles: ['releases'], now: new Date() }, never)

  expect(rolesIn(folder, 2).map(([role]) => role)).toEqual(['advisories', 'releases', 'pub-Test Works'])
  expect(await offers()).toEqual([null, ['editor 1.0']])
  await machine.install('editor')
  expect(await machine.installed()).toEqual(['editor 1.0'])
})

test('the targets key of a repository of before has to sign the index, and stays where it is', async () => {
  const { folder, keystore } = await aRepository({ isOld: true })
  const targets = { keys: [createSigner().key], threshold: 1 }

  const error = await rotateKeys(
    { name, path: folder, keystore, roles: ['targets'], targets, now: new Date() },
    never,
  ).catch((reason: unknown) => reason)

  expect(failureOf(error)).toMatchObject({ code: 'request/invalid', facts: { what: 'targets key' } })
})
