import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { createSigner, type RepositorySigners } from '../../engine/publishing.ts'
import { envelopeBytes, signManifest } from '../../engine/keys/verify-envelope.ts'
import { aMachine, failureFrom, type Machine } from '../kit/a-machine.ts'
import { aRepository, release, type TestRepository } from '../kit/a-repository.ts'
import { never, temporaryFolder } from '../kit/temporary.ts'
import type { IndexRecord, RepositoryIndex } from '../../engine/model/repository-index.ts'
import {
  copyOf,
  type Editable,
  indexOf,
  publishIndex,
  publishLie,
  publishRoot,
} from './kit/hostile-repository.ts'

let honest: TestRepository
beforeEach(async () => {
  honest = await aRepository(release('editor', '2.0.0'), release('trap', '1.0.0'))
})

describe('a list that tells of another package than the one that was signed', () => {
  const lies: readonly [string, (record: Editable<IndexRecord>, others: readonly IndexRecord[]) => void][] = [
    [
      'name',
      (record, others) => {
        const {
          path: place,
          size,
          sha256,
          manifest_sha256,
          installed_size,
        } = others.find(({ name }) => name === 'trap')!
        Object.assign(record, { path: place, size, sha256, manifest_sha256, installed_size })
      },
    ],
    ['version', (record) => void (record.version = '9.9.9')],
    ['architecture', (record) => void (record.architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64')],
    ['dependencies', (record) => void (record.dependencies = ['trap'])],
    ['replaces', (record) => void (record.replaces = ['trap'])],
    ['description', (record) => void (record.description = 'Something nice')],
    ['commands', (record) => void (record.commands = ['ls'])],
  ]
  test.each(lies)('is refused for its %s, and nothing is changed', async (field, lie) => {
    const repository = copyOf(honest)
    await publishLie(repository, 'editor', lie)
    const machine = await aMachine()
    await machine.use(repository)

    const failure = await failureFrom(machine.install('editor'))

    expect(failure).toMatchObject({
      code: 'trust/artifact',
      facts: {
        file: expect.stringMatching(/^packages\//) as string,
        reason: 'manifest',
        detail: expect.stringContaining(`${field}:`) as string,
      },
    })
    expect(await machine.installed()).toEqual([])
    expect(readdirSync(path.join(machine.data, 'store'))).toEqual([])
  })

  test('is refused, too, where the release is in the store already', async () => {
    const repository = copyOf(honest)
    const machine = await aMachine()
    await machine.use(repository)
    await machine.install('editor')
    await machine.remove('editor')
    await publishLie(repository, 'editor', (record) => void (record.dependencies = ['trap']))
    await machine.engine.run('repository.sync', {}, { signal: never })

    expect(await failureFrom(machine.install('editor'))).toMatchObject({
      code: 'trust/artifact',
      facts: { reason: 'manifest' },
    })
    expect(await machine.installed()).toEqual([])
  })
})

test.each([
  ['as it was', (record: Editable<IndexRecord>) => record],
  ['not told', ({ signed_by: _keys, ...record }: Editable<IndexRecord>) => record],
])(
  'a publisher of a repository cannot sign in the name of another one, with its key %s',
  async (_how, told) => {
    const mallory = createSigner()
    const index = indexOf(honest)
    const editor = index.packages.find(({ name }) => name === 'editor')!
    const signed = await signManifest(editor.manifest_sha256, mallory)
    writeFileSync(path.join(honest.folder, `${editor.path}.sig`), envelopeBytes(signed))
    const publishers = [...index.publishers, { name: 'Mallory', keys: [mallory.key] }]
    const packages = index.packages.map((one) => (one === editor ? told(one) : one))
    await publishIndex(honest, { ...index, publishers, packages })
    const machine = await aMachine()
    await machine.use(honest)

    expect(await failureFrom(machine.install('editor'))).toMatchObject({
      code: 'trust/artifact',
      facts: { file: `${editor.path}.sig`, reason: 'publisher' },
    })
  },
)

describe('a list is refused, though its keys are the right ones, for', () => {
  const edit = (change: (record: Editable<IndexRecord>) => void) => (index: RepositoryIndex) => {
    change(index.packages[0]!)
    return index
  }
  const text = (change: (json: string) => string) => (index: RepositoryIndex) => change(JSON.stringify(index))
  const forms: readonly [string, (index: RepositoryIndex) => RepositoryIndex | string, RegExp][] = [
    ['a name that climbs', edit((one) => void (one.name = '../editor')), /a name starts/],
    ['a version that climbs', edit((one) => void (one.version = '1/../../x')), /no version/],
    ['a version with a NUL', edit((one) => void (one.version = '1\u0000')), /no version/],
    ['a version of a thousand digits', edit((one) => void (one.version = '9'.repeat(1_000))), /no version/],
    ['a size that is no whole number', edit((one) => void (one.size = 0.5)), /safe integer/],
    ['a release twice', (index) => ({ ...index, packages: [...index.packages, ...index.packages] }), /twice/],
    ['a field that we do not know', (index) => ({ ...index, more: 1 }), /more/],
    ['one key twice', text((json) => json.replace('{', '{"format":1,')), /twice/],
    ['the key __proto__', text((json) => json.replace('{', '{"__proto__":{},')), /__proto__/],
    ['a number beyond 2^53', text((json) => json.replace(/"size":\d+/, '"size":9007199254740993')), /large/],
    ['a byte order mark', text((json) => `\ufeff${json}`), /no JSON/],
    ['100,000 lists in each other', () => '['.repeat(100_000) + ']'.repeat(100_000), /deeper/],
  ]
  test.each(forms)('%s', async (_name, change, detail) => {
    await publishIndex(honest, change(indexOf(honest)))
    const machine = await aMachine()

    expect(await failureFrom(machine.use(honest))).toMatchObject({
      code: 'trust/metadata',
      facts: {
        file: 'metadata/index.json.gz',
        reason: 'format',
        detail: expect.stringMatching(detail) as string,
      },
    })
  })
})

test('a list that unpacks to a thousand times its size is refused before it fills the memory', async () => {
  await publishIndex(honest, gzipSync(Buffer.alloc(50_000_000, 0x20)))
  const machine = await aMachine()

  expect(await failureFrom(machine.use(honest))).toMatchObject({ facts: { reason: 'format' } })
})

test('a list that promises terabytes is not asked for', async () => {
  await publishIndex(honest, indexOf(honest), { length: 5e12 })
  const machine = await aMachine()

  expect(await failureFrom(machine.use(honest))).toMatchObject({ facts: { reason: 'length' } })
})

describe('a root that is followed by another one', () => {
  const sync = async (machine: Machine) =>
    (await machine.engine.run('repository.sync', {}, { signal: never }))[0]
  const rotated = (...roles: (keyof RepositorySigners)[]): RepositorySigners => ({
    ...honest.signers,
    ...Object.fromEntries(roles.map((role) => [role, createSigner()])),
  })

  test('is accepted when the old keys and the new ones signed it', async () => {
    const machine = await aMachine()
    await machine.use(honest)
    const signers = rotated('root', 'timestamp')
    await publishRoot(honest, 2, { signers, signedBy: [honest.signers.root, signers.root] })
    await publishIndex(honest, indexOf(honest), { signers })

    expect(await sync(machine)).toMatchObject({ outcome: 'updated' })
    expect(await machine.engine.run('repository.list', {}, { signal: never })).toMatchObject([
      { trust: { rootVersion: 2 } },
    ])
  })

  test.each(['old', 'new'] as const)('is refused when only the %s keys signed it', async (age) => {
    const machine = await aMachine()
    await machine.use(honest)
    const signers = rotated('root')
    await publishRoot(honest, 2, { signers, signedBy: [age === 'old' ? honest.signers.root : signers.root] })

    expect(await sync(machine)).toMatchObject({
      failure: { facts: { file: 'metadata/2.root.json', reason: 'signature' } },
    })
  })

  test('is refused when it has expired', async () => {
    const machine = await aMachine()
    await machine.use(honest)
    const expires = '2020-01-01T00:00:00Z'
    await publishRoot(honest, 2, { signers: honest.signers, signedBy: [honest.signers.root], expires })

    expect(await sync(machine)).toMatchObject({ failure: { facts: { reason: 'expired' } } })
  })

  test('stays trusted where whoever stole a key holds back what follows it, and then the root itself', async () => {
    const machine = await aMachine()
    await machine.use(honest)
    const stolen = copyOf(honest)
    await publishIndex(stolen, indexOf(honest))
    await publishRoot(honest, 2, { signers: rotated('timestamp'), signedBy: [honest.signers.root] })
    rmSync(path.join(honest.folder, 'metadata/timestamp.json'))
    expect(await sync(machine)).toMatchObject({ failure: { facts: { reason: 'missing' } } })

    rmSync(honest.folder, { recursive: true })
    renameSync(stolen.folder, honest.folder)

    expect(await sync(machine)).toMatchObject({
      failure: { facts: { file: 'metadata/timestamp.json', reason: 'signature' } },
    })
  })

  test('frees a repository whose stolen keys had signed the highest versions there are', async () => {
    const machine = await aMachine()
    await machine.use(honest)
    const stolen = copyOf(honest)
    await publishIndex(stolen, indexOf(honest), { version: Number.MAX_SAFE_INTEGER - 1 })
    const before = path.join(temporaryFolder(), 'before')
    renameSync(honest.folder, before)
    renameSync(stolen.folder, honest.folder)
    expect(await sync(machine)).toMatchObject({ failure: null })
    rmSync(honest.folder, { recursive: true })
    renameSync(before, honest.folder)
    expect(await sync(machine)).toMatchObject({ failure: { facts: { reason: 'rollback' } } })

    const signers = rotated('timestamp', 'snapshot', 'targets')
    await publishRoot(honest, 2, { signers, signedBy: [honest.signers.root] })
    await publishIndex(honest, indexOf(honest), { signers })

    expect(await sync(machine)).toMatchObject({ failure: null })
  })
})
