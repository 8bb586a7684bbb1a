/** Repositories whose own keys sign what no honest builder would publish. */
import { createHash } from 'node:crypto'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { Key, Metadata, MetadataKind, MetaFile, Root, Signature, Targets } from '@tufjs/models'
import { advisoriesToPublish } from '../../../engine/builder/advisories-role.ts'
import { wantedDelegations } from '../../../engine/builder/targets-role.ts'
import {
  addSignature,
  type AdvisoriesRelease,
  delegationsTo,
  type DelegatingTargets,
  makeRelease,
  metadataBytes,
  type RepositorySigners,
  tufKeyId,
} from '../../../engine/builder/tuf-metadata.ts'
import { tufDescription } from '../../../engine/keys/public-key.ts'
import type { Signer } from '../../../engine/keys/signer.ts'
import { publisherOfRole } from '../../../engine/model/delegation.ts'
import { maintainerName } from '../../../engine/model/publisher.ts'
import type { IndexRecord, RepositoryIndex } from '../../../engine/model/repository-index.ts'
import type { TestRepository } from '../../kit/a-repository.ts'
import { temporaryFolder } from '../../kit/temporary.ts'

export type Editable<T> = { -readonly [K in keyof T]: T[K] }

const expiry = { root: 365, targets: 90, snapshot: 7, timestamp: 7, advisories: 14 }

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The same repository in a folder of its own. */
export function copyOf(repository: TestRepository): TestRepository {
  const folder = path.join(temporaryFolder(), 'repository')
  cpSync(repository.folder, folder, { recursive: true, verbatimSymlinks: true })
  return { ...repository, folder }
}

export function indexOf({ folder }: TestRepository): RepositoryIndex {
  return JSON.parse(readFileSync(path.join(folder, 'metadata/index.json'), 'utf8')) as RepositoryIndex
}

export function publishedVersion({ folder }: TestRepository): number {
  const text = readFileSync(path.join(folder, 'metadata/timestamp.json'), 'utf8')
  return (JSON.parse(text) as { signed: { version: number } }).signed.version
}

export interface Signing {
  readonly version?: number
  readonly signers?: RepositorySigners
  /** Promised in place of the true length. */
  readonly length?: number
  /** Usually those of before. */
  readonly advisories?: AdvisoriesRelease | null
  /** `published` is what a thief without the targets key is left with; usually that key says what the index does. */
  readonly targets?: 'published' | DelegatingTargets
  /** How many keys of a publisher must sign. */
  readonly threshold?: number
}

/** Publishes an index, as an object, as text, or as the compressed bytes themselves. */
export async function publishIndex(
  repository: TestRepository,
  index: RepositoryIndex | string | Uint8Array,
  signing: Signing = {},
): Promise<void> {
  const bytes =
    index instanceof Uint8Array ? index : gzipSync(typeof index === 'string' ? index : JSON.stringify(index))
  const at = (name: string) => path.join(repository.folder, 'metadata', name)
  rmSync(at('index.json.gz'), { force: true })
  writeFileSync(at('index.json.gz'), bytes)
  writeFileSync(at(`${sha256(bytes)}.index.json.gz`), bytes)
  const { version = publishedVersion(repository) + 1, signers = repository.signers } = signing
  const { advisories = await advisoriesOf(repository) } = signing
  const delegating = await targetsFor(repository, index, { ...signing, version, signers, advisories })
  const { targets, targetsVersion, releases, snapshot, timestamp } = await makeRelease({
    version,
    delegating,
    now: new Date(),
    expiry,
    signers,
    advisories,
    targets: [
      { name: 'metadata/index.json.gz', length: signing.length ?? bytes.length, sha256: sha256(bytes) },
    ],
  })
  if (advisories !== null) {
    writeFileSync(at(`${advisories.version}.advisories.json`), advisories.role)
    writeFileSync(at(`${sha256(advisories.file)}.advisories.json.gz`), advisories.file)
  }
  writeFileSync(at(`${targetsVersion}.targets.json`), targets)
  if (releases !== null) writeFileSync(at(`${version}.releases.json`), releases)
  writeFileSync(at(`${version}.snapshot.json`), snapshot)
  writeFileSync(at('timestamp.json'), timestamp)
}

async function targetsFor(
  repository: TestRepository,
  index: RepositoryIndex | string | Uint8Array,
  {
    targets,
    signers,
    version,
    advisories,
    threshold = 1,
  }: Required<Pick<Signing, 'signers' | 'version' | 'advisories'>> & Signing,
): Promise<DelegatingTargets | undefined> {
  const { releases } = signers
  if (releases === undefined) return undefined
  if (targets === 'published') return { ...publishedTargets(repository), releases }
  if (targets !== undefined) return targets
  const named = typeof index === 'string' || index instanceof Uint8Array ? indexOf(repository) : index
  return { version, bytes: await targetsNaming(named, { signers, advisories, version, threshold }), releases }
}

/** What the targets role says now, to be said again. */
export function publishedTargets({ folder }: TestRepository): Pick<DelegatingTargets, 'version' | 'bytes'> {
  const at = (name: string) => path.join(folder, 'metadata', name)
  const signed = (name: string) => (JSON.parse(readFileSync(at(name), 'utf8')) as { signed: never }).signed
  const { version: latest } = signed('timestamp.json') as { version: number }
  const { meta } = signed(`${latest}.snapshot.json`) as { meta: Record<string, { version: number }> }
  const { version } = meta['targets.json']!
  return { version, bytes: readFileSync(at(`${version}.targets.json`)) }
}

/** A newer snapshot and timestamp, which name the releases role of before: all that needs are the keys of a server. */
export async function bringReleasesBack({ folder, signers }: TestRepository, version: number): Promise<void> {
  const at = (name: string) => path.join(folder, 'metadata', name)
  const read = (name: string) => JSON.parse(readFileSync(at(name), 'utf8')) as never
  const timestamp = Metadata.fromJSON(MetadataKind.Timestamp, read('timestamp.json'))
  const snapshot = Metadata.fromJSON(MetadataKind.Snapshot, read(`${timestamp.signed.version}.snapshot.json`))
  const next = timestamp.signed.version + 1
  const fileOf = (bytes: Uint8Array, of: number) =>
    new MetaFile({ version: of, length: bytes.length, hashes: { sha256: sha256(bytes) } })
  snapshot.signed.meta['releases.json'] = fileOf(readFileSync(at(`${version}.releases.json`)), version)
  Object.assign(snapshot.signed, { version: next })
  await addSignature(snapshot, signers.snapshot)
  writeFileSync(at(`${next}.snapshot.json`), metadataBytes(snapshot))
  Object.assign(timestamp.signed, { version: next, snapshotMeta: fileOf(metadataBytes(snapshot), next) })
  await addSignature(timestamp, signers.timestamp)
  writeFileSync(at('timestamp.json'), metadataBytes(timestamp))
}

/** Delegations to everybody whom an index names, for whatever it lists of them. */
async function targetsNaming(
  { publishers, packages }: RepositoryIndex,
  {
    signers,
    advisories,
    version,
    threshold,
  }: {
    signers: RepositorySigners
    advisories: AdvisoriesRelease | null
    version: number
    threshold: number
  },
): Promise<Uint8Array> {
  const holders = { keys: [signers.advisories.key], threshold: 1 }
  const entries = packages.map((record) => ({
    ...record,
    publisher: maintainerName(record.maintainer),
    signed_by: record.signed_by ?? [],
  }))
  const wanted = wantedDelegations(
    { publishers, packages: entries },
    { advisories: advisories?.holders ?? holders, releases: { keys: [signers.releases!.key], threshold: 1 } },
  )
  const role = Targets.fromJSON({
    ...{ _type: 'targets', spec_version: '1.0.31', version, targets: {} },
    expires: new Date(Date.now() + 90 * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z'),
    delegations: delegationsTo(
      wanted.map((one) => (publisherOfRole(one.role) === null ? one : { ...one, threshold })),
    ),
  })
  const metadata = new Metadata(role)
  await addSignature(metadata, signers.targets)
  return metadataBytes(metadata)
}

/** What the advisories role says now, to be said again. */
export async function advisoriesOf({ folder, signers }: TestRepository): Promise<AdvisoriesRelease> {
  const holders = { keys: [signers.advisories.key], threshold: 1 }
  return advisoriesToPublish(folder, { holders, now: new Date(), days: 14 }, null)
}

/** Publishes the index with one release told otherwise than it is. */
export async function publishLie(
  repository: TestRepository,
  name: string,
  lie: (record: Editable<IndexRecord>, others: readonly IndexRecord[]) => void,
): Promise<void> {
  const index = indexOf(repository)
  const record = index.packages.find((one) => one.name === name)
  if (record === undefined) throw new Error(`no ${name}`)
  lie(record, index.packages)
  await publishIndex(repository, index)
}

/** Puts `N.root.json` there, which names the keys of `signers` and is signed by `signedBy`. */
export async function publishRoot(
  { folder }: TestRepository,
  version: number,
  {
    signers,
    signedBy,
    expires,
  }: { signers: RepositorySigners; signedBy: readonly Signer[]; expires?: string },
): Promise<void> {
  const root = new Root({
    specVersion: '1.0.31',
    version,
    expires: expires ?? new Date(Date.now() + 100 * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z'),
    consistentSnapshot: true,
  })
  for (const role of ['root', 'targets', 'snapshot', 'timestamp'] as const)
    root.addKey(keyOf(signers[role]), role)
  const metadata = new Metadata(root)
  let bytes: Uint8Array = new Uint8Array(0)
  metadata.sign((data) => {
    bytes = data
    return new Signature({ keyID: '', sig: '' })
  })
  const made = await Promise.all(
    signedBy.map(async (signer) => ({
      keyID: tufKeyId(signer.key),
      sig: Buffer.from(await signer.sign(bytes)).toString('hex'),
    })),
  )
  const [first, ...rest] = made.map((signature) => new Signature(signature))
  metadata.sign(() => first!, false)
  for (const signature of rest) metadata.sign(() => signature, true)
  writeFileSync(path.join(folder, `metadata/${version}.root.json`), JSON.stringify(metadata.toJSON()))
}

function keyOf({ key }: Signer): Key {
  const { keytype, keyval, scheme } = tufDescription(key)
  return new Key({ keyID: tufKeyId(key), keyType: keytype, scheme, keyVal: keyval })
}
