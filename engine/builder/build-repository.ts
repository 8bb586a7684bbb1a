import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Metadata, Root } from '@tufjs/models'
import * as v from 'valibot'
import { parseManifest } from '../archive/manifest-bytes.ts'
import { refuse } from '../archive/refusal.ts'
import { byCodePoint } from '../base/canonical-json.ts'
import { type IndexRecord, indexTarget, RepositoryIndex } from '../model/repository-index.ts'
import { EngineError } from '../model/failure.ts'
import { onDisk } from '../system-errors.ts'
import { advisoriesToPublish, endOf, forgetPending } from './advisories-role.ts'
import { readCuration } from './curation.ts'
import { indexDeltas } from './index-deltas.ts'
import { categoryLists, indexRecord, inOrder, packageList } from './make-index.ts'
import { isComplete, lackingIn, nextRoot, signRoot } from './next-root.ts'
import { gzipped, jsonBytes } from './packed-json.ts'
import { type Media, publishPictures, readMedia } from './media.ts'
import { allowedBy, delegate, type Delegated } from './delegate.ts'
import { sweepUnfinished } from './publish-file.ts'
import { type Files, publishRelease } from './publish-release.ts'
import { checkSigners, publishedVersion, readRoot, readRootIfThere } from './published-metadata.ts'
import {
  type PublishedPackage,
  readRecord,
  type RepositoryPlace,
  type RepositoryRecord,
  writeRecord,
} from './repository-record.ts'
import { manifestPathBeside } from './sidecars.ts'
import { roleKeyName, type SignersAtHand } from './root-keys.ts'
import { forgetPendingTargets } from './targets-role.ts'
import { metadataBytes, type RoleHolders } from './tuf-metadata.ts'

export interface BuildRepositoryOptions extends RepositoryPlace {
  readonly signers: SignersAtHand
  readonly now: Date
  /** A root to publish with it, signed by all who have to; `signers` are those that it names. */
  readonly nextRoot?: Metadata<Root> | undefined
}

export interface BuiltRepository {
  readonly name: string
  readonly path: string
  readonly fingerprint: string
  /** How many names its index has, as those who fetch it count them. */
  readonly packages: number
  /** How many versions and architectures of them. */
  readonly releases: number
  /** Version of the targets, snapshot and timestamp roles. */
  readonly version: number
  /** When the root ends, where that is soon and its key is kept elsewhere; null otherwise. */
  readonly rootEndsSoon: string | null
  /** What the holders of the targets key are to sign next; null where nothing waits for them. */
  readonly targetsWaiting: TargetsWaiting | null
  /** When the advisories end, where their key is kept elsewhere; null otherwise. */
  readonly advisoriesEnd: string | null
}

export interface TargetsWaiting {
  readonly file: string
  /** Releases that are left out until then. */
  readonly packages: number
}

/** Builds everything that readers of a repository fetch, and signs it. */
export async function buildRepository(
  options: BuildRepositoryOptions,
  signal: AbortSignal,
): Promise<BuiltRepository> {
  const place = { name: options.name, path: path.resolve(options.path) }
  const record = await readRecord(place)
  const { root, named } = await rootOf(place, record, options)
  const version = (await publishedVersion(place.path)) + 1
  const { signers, now } = options
  const holders = record.advisories ?? (await firstHolders(place, record, options))
  const signing = { signers, root: named, now }
  const delegated = await delegate(place.path, { ...record, advisories: holders }, signing)
  const offered = delegated === null ? record : allowedBy(record, delegated.targets.role)
  const index = await makeIndex(place.path, offered, signal)
  const files = await makeFiles(place.path, index)
  const watching = delegated?.advisories ?? { holders, signer: signers.advisories }
  const next = signers.advisories === null && watching.holders !== holders ? holders : undefined
  const about = { holders: watching.holders, next, now, days: record.expiry.advisories }
  const advisories = await advisoriesToPublish(place.path, about, watching.signer)
  signal.throwIfAborted()
  await sweepUnfinished(place.path)
  await publishRelease(place.path, files, {
    version,
    now,
    expiry: record.expiry,
    signers,
    advisories,
    ...namedBy(delegated, root),
  })
  await forgetPending(place.path)
  await forgetPendingTargets(place.path)
  const { fingerprint, root: newest } = await readRoot(place)
  return {
    ...place,
    fingerprint,
    packages: new Set(index.packages.map((each) => each.name)).size,
    releases: index.packages.length,
    version,
    rootEndsSoon: endsSoon(newest, now, record.expiry.root) ? newest.expires : null,
    advisoriesEnd: signers.advisories === null ? endOf(advisories) : null,
    targetsWaiting: waitingFor(delegated?.targets.waiting, record.packages.length - offered.packages.length),
  }
}

/** The root to publish, where there is a new one, and the one that says whose signatures count. */
async function rootOf(
  place: RepositoryPlace,
  record: RepositoryRecord,
  options: BuildRepositoryOptions,
): Promise<{ readonly root: Metadata<Root> | null; readonly named: Root }> {
  const published = options.nextRoot === undefined ? await readRoot(place) : await readRootIfThere(place)
  const root = options.nextRoot ?? (await renewedRoot(published?.root, options, record.expiry.root))
  const named = root?.signed ?? published!.root
  checkSigners(place.name, named, options.signers)
  return { root, named }
}

/** What is published of those who say whose keys count. */
function namedBy(delegated: Delegated | null, root: Metadata<Root> | null) {
  return {
    delegating: delegated === null ? undefined : { ...delegated.targets, releases: delegated.releases },
    root: root === null ? undefined : { version: root.signed.version, bytes: metadataBytes(root) },
  }
}

function waitingFor(file: string | null | undefined, packages: number): TargetsWaiting | null {
  return file === null || file === undefined ? null : { file, packages }
}

/** A repository of before advisories had a role of their own names its key from now on. */
async function firstHolders(
  { name, path: repository }: RepositoryPlace,
  record: RepositoryRecord,
  { signers, now }: BuildRepositoryOptions,
): Promise<RoleHolders> {
  if (signers.advisories === null)
    throw new EngineError('key/not-found', { keyId: roleKeyName(name, 'advisories'), nearest: [] })
  const advisories = { keys: [signers.advisories.key], threshold: 1 }
  const since =
    record.since === undefined ? {} : { since: { ...record.since, advisories: now.toISOString() } }
  await writeRecord(repository, { ...record, ...since, advisories })
  return advisories
}

async function makeIndex(
  repository: string,
  record: RepositoryRecord,
  signal: AbortSignal,
): Promise<RepositoryIndex> {
  const media = await readMedia(repository)
  const records: IndexRecord[] = []
  for (const entry of record.packages) {
    signal.throwIfAborted()
    records.push(await readPackage(repository, entry, media, signal))
  }
  const packages = inOrder(records)
  const curation = await readCuration(repository, new Set(packages.map(({ name }) => name)), media)
  const { name, description } = record
  const publishers = record.publishers
    .map(({ threshold: _threshold, ...publisher }) => publisher)
    .toSorted((a, b) => byCodePoint(a.name, b.name))
  // What we publish must be what readers accept: an index that does not parse is a bug of ours.
  return v.parse(RepositoryIndex, { format: 1, name, description, publishers, packages, ...curation })
}

async function readPackage(
  repository: string,
  entry: PublishedPackage,
  media: Media,
  signal: AbortSignal,
): Promise<IndexRecord> {
  const archive = path.join(repository, entry.path)
  const file = manifestPathBeside(archive)
  const { manifest, manifestSha256 } = parseManifest(await onDisk(file, async () => readFile(file)), file)
  if (manifestSha256 !== entry.manifest_sha256) {
    refuse(file, 'manifest', `expected ${entry.manifest_sha256}, found ${manifestSha256}`)
  }
  await publishPictures({ repository, archive, manifest }, media, signal)
  return indexRecord(manifest, entry, media)
}

async function makeFiles(repository: string, index: RepositoryIndex): Promise<Files> {
  const json = jsonBytes(index)
  const packed = await gzipped(json)
  const targets = new Map<string, Uint8Array>([
    [indexTarget, packed],
    ...(await indexDeltas(repository, index, packed)),
  ])
  for (const [category, list] of categoryLists(index.packages)) {
    targets.set(`metadata/category-${category}.json`, jsonBytes(list))
  }
  const plain = new Map<string, Uint8Array>([
    ['metadata/index.json', json],
    ['metadata/packages.txt', Buffer.from(packageList(index.packages))],
  ])
  return { targets, plain }
}

/** The next root with the same keys, where the last one ends soon and its key is here: a repository that is built lives. */
async function renewedRoot(
  before: Root | undefined,
  { signers, now }: BuildRepositoryOptions,
  days: number,
): Promise<Metadata<Root> | null> {
  if (before === undefined || signers.root === null || !endsSoon(before, now, days)) return null
  const next = nextRoot({ before, keys: {}, now, days })
  await signRoot(next, [signers.root])
  return isComplete(lackingIn(next, before)) ? next : null
}

function endsSoon(root: Root, now: Date, days: number): boolean {
  return Date.parse(root.expires) - now.getTime() <= (days * 86_400_000) / 4
}
