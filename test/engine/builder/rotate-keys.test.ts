import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { addPackages } from '../../../engine/builder/add-packages.ts'
import { createRepository, createWithOfflineRoot } from '../../../engine/builder/create-repository.ts'
import { publishRepository } from '../../../engine/builder/publish-repository.ts'
import { publishRoot, rotateKeys, signPendingRoot } from '../../../engine/builder/rotate-keys.ts'
import type { RoleName } from '../../../engine/builder/tuf-metadata.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { failureOf } from '../../../engine/model/failure.ts'
import type { PublicKey } from '../../../engine/model/signature.ts'
import { aMachine } from '../../kit/a-machine.ts'
import { buildRelease, release } from '../../kit/a-repository.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'
import { keysInMemory } from './keys-in-memory.ts'
import { isFull } from '../../kit/full.ts'

const name = 'test'
const publisher = createSigner()
const day = 86_400_000

async function add(folder: string, version: string): Promise<void> {
  const files = [await buildRelease(release('editor', version), publisher)]
  await addPackages({ name, path: folder, files, now: new Date() }, never)
}

/** A repository whose keys are all at hand, with editor 1.0, published. */
async function aRepository() {
  const keystore = keysInMemory()
  const folder = path.join(temporaryFolder(), 'repository')
  const online = signersFor(keystore)
  const root = createSigner()
  keystore.keep(`repository:${name}:root`, root)
  const about = { name, path: folder, description: '', now: new Date() }
  const { fingerprint } = await createRepository({ ...about, signers: { ...online, root } }, never)
  await add(folder, '1.0')
  const publish = (now = new Date()) => publishRepository({ name, path: folder, keystore, now }, never)
  await publish()
  return { keystore, folder, fingerprint, publish }
}

function signersFor(keystore: ReturnType<typeof keysInMemory>) {
  const made = {
    targets: createSigner(),
    snapshot: createSigner(),
    timestamp: createSigner(),
    advisories: createSigner(),
    releases: createSigner(),
  }
  for (const [role, signer] of Object.entries(made)) keystore.keep(`repository:${name}:${role}`, signer)
  return made
}

/** What a machine that knew the repository before is offered now. */
async function offered(machine: Awaited<ReturnType<typeof aMachine>>): Promise<unknown> {
  await machine.engine.run('repository.sync', {}, { signal: never })
  const { packages } = await machine.engine.run('catalog.search', { query: 'editor' }, { signal: never })
  return packages.map(({ version }) => version)
}

test.each<readonly [RoleName, PublicKey['algorithm'], readonly RoleName[]]>([
  ['root', 'ecdsa-p256', ['root']],
  ['targets', 'rsa-2048', ['targets']],
  ['snapshot', 'ecdsa-p384', ['snapshot', 'timestamp']],
  ['timestamp', 'ed25519', ['snapshot', 'timestamp']],
  ['advisories', 'rsa-4096', ['advisories']],
  ['releases', 'ecdsa-p256', ['releases']],
])('a new key for %s, of %s, is followed without a question', async (role, algorithm, roles) => {
  const { keystore, folder, fingerprint, publish } = await aRepository()
  const machine = await aMachine()
  await machine.use({ folder, fingerprint })

  const rotation = await rotateKeys(
    { name, path: folder, keystore, roles: [role], algorithm, now: new Date() },
    never,
  )
  const afterwards = await offered(machine)
  await add(folder, '2.0')
  await publish()

  expect(rotation).toMatchObject({ kind: 'published', roles, built: { fingerprint, version: 2 } })
  expect([afterwards, await offered(machine)]).toEqual([['1.0'], ['2.0']])
})

test('hundreds of new keys of the root are followed in one go', { timeout: 300_000 }, async () => {
  const times = isFull ? 300 : 40
  const { keystore, folder, fingerprint } = await aRepository()
  const machine = await aMachine()
  await machine.use({ folder, fingerprint })

  for (let time = 0; time < times; time += 1)
    await rotateKeys({ name, path: folder, keystore, roles: ['root'], now: new Date() }, never)

  expect(existsSync(path.join(folder, `metadata/${times + 1}.root.json`))).toBe(true)
  expect(await offered(machine)).toEqual(['1.0'])
})

test('keys that have come to their age are replaced when something is published', async () => {
  const { publish } = await aRepository()

  const early = await publish(new Date(Date.now() + 179 * day))
  const due = await publish(new Date(Date.now() + 181 * day))
  const soonAfter = await publish(new Date(Date.now() + 182 * day))

  expect([early, due, soonAfter].map(({ rotated, due: left }) => [rotated, left])).toEqual([
    [[], []],
    [['targets', 'snapshot', 'timestamp', 'advisories', 'releases'], []],
    [[], []],
  ])
})

/** A repository whose root needs two of three keys that are kept elsewhere. */
async function anOfflineRepository() {
  const keystore = keysInMemory()
  const folder = path.join(temporaryFolder(), 'repository')
  const signers = signersFor(keystore)
  const guardians = [createSigner(), createSigner(), createSigner()] as const
  const root = { keys: guardians.map(({ key }) => key), threshold: 2 }
  const about = { name, path: folder, description: '', now: new Date() }
  const file = await createWithOfflineRoot({ ...about, signers, root }, never)
  await add(folder, '1.0')
  const place = { name, path: folder, keystore, now: new Date() }
  return { ...place, place, folder, guardians, file }
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'done',
    (error: unknown) => {
      const failure = failureOf(error)
      if (failure?.code === 'key/signatures-missing') return [failure.facts.before, failure.facts.own]
      return failure?.code === 'request/invalid' ? failure.facts.problem : failure?.code
    },
  )
}

describe('a root whose keys are kept elsewhere', () => {
  test('is published when enough of them have signed, and not before', async () => {
    const { place, folder, guardians, file } = await anOfflineRepository()
    const told = [await codeOf(publishRepository(place, never)), await codeOf(publishRoot(place, never))]
    await signPendingRoot(file, guardians[0])
    told.push(await codeOf(signPendingRoot(file, createSigner())))
    told.push(await codeOf(publishRoot(place, never)))
    const signed = await signPendingRoot(file, guardians[2])

    const { fingerprint } = await publishRoot(place, never)

    expect(told).toEqual([
      [0, 2],
      [0, 2],
      'it is none of the keys of this root, so its signature would count for nothing',
      [0, 1],
    ])
    expect(signed).toMatchObject({ signatures: 2, isOwn: true })
    expect(existsSync(file)).toBe(false)
    const machine = await aMachine()
    await machine.use({ folder, fingerprint })
    expect(await offered(machine)).toEqual(['1.0'])
  })

  test('hands over to other keys when both the old and the new have signed', async () => {
    const { place, folder, guardians, file } = await anOfflineRepository()
    for (const guardian of guardians.slice(0, 2)) await signPendingRoot(file, guardian)
    const { fingerprint } = await publishRoot(place, never)
    const machine = await aMachine()
    await machine.use({ folder, fingerprint })
    const heirs = [createSigner(), createSigner()] as const
    const offlineRoot = { keys: heirs.map(({ key }) => key), threshold: 2 }

    const rotation = await rotateKeys({ ...place, roles: ['root', 'timestamp'], offlineRoot }, never)
    const before = readFileSync(path.join(folder, 'metadata/timestamp.json'), 'utf8')
    for (const heir of heirs) await signPendingRoot(file, heir)
    const tooFew = await codeOf(publishRoot(place, never))
    const byOld = []
    for (const guardian of guardians.slice(1)) byOld.push(await signPendingRoot(file, guardian))
    await add(folder, '2.0')
    await publishRoot(place, never)

    expect(rotation).toEqual({
      kind: 'pending',
      roles: ['root', 'snapshot', 'timestamp'],
      file,
      lacking: { before: 2, own: 2 },
    })
    expect(tooFew).toEqual([2, 0])
    expect(byOld.map(({ isOwn }) => isOwn)).toEqual([false, false])
    expect(before).not.toBe(readFileSync(path.join(folder, 'metadata/timestamp.json'), 'utf8'))
    expect(await offered(machine)).toEqual(['2.0'])
  })

  test('is asked for in time, and nothing that it names is replaced without it', async () => {
    const { place, guardians, file } = await anOfflineRepository()
    for (const guardian of guardians.slice(0, 2)) await signPendingRoot(file, guardian)
    await publishRoot(place, never)

    const later = await publishRepository({ ...place, now: new Date(Date.now() + 300 * day) }, never)

    expect(later).toMatchObject({
      rotated: ['advisories', 'releases'],
      due: ['targets', 'snapshot', 'timestamp'],
    })
    expect(later.rootEndsSoon).toMatch(/^\d{4}-/)
  })

  test('whose next version is signed already is not taken for another one', async () => {
    const { place, guardians, file } = await anOfflineRepository()
    for (const guardian of guardians.slice(0, 2)) await signPendingRoot(file, guardian)
    const first = readFileSync(file)
    await publishRoot(place, never)
    const old = path.join(temporaryFolder(), 'root.json')
    writeFileSync(old, first)

    expect(await codeOf(publishRoot({ ...place, file: old }, never))).toBe(
      'it has version 1, where 2 is next',
    )
  })

  test.each([
    ['more signatures than keys', 3],
    ['none at all', 0],
  ])('cannot want %s', async (_, threshold) => {
    const keystore = keysInMemory()
    const signers = signersFor(keystore)
    const root = { keys: [createSigner().key, createSigner().key], threshold }
    const about = { name, path: temporaryFolder(), description: '', now: new Date() }

    expect(await codeOf(createWithOfflineRoot({ ...about, signers, root }, never))).toMatch(
      /^it is at least 1/,
    )
  })
  test('cannot name one key twice, under an id that was changed on its way', async () => {
    const signers = signersFor(keysInMemory())
    const [key, other] = [createSigner().key, createSigner().key]
    const root = { keys: [key, { ...key, keyId: other.keyId }], threshold: 2 }
    const about = { name, path: temporaryFolder(), description: '', now: new Date() }

    expect(await codeOf(createWithOfflineRoot({ ...about, signers, root }, never))).toBe(
      'it is no key that may sign',
    )
  })
})
