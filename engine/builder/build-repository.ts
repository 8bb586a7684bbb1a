import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import * as v from 'valibot'
import { parseManifest } from '../archive/manifest-bytes.ts'
import { refuse } from '../archive/refusal.ts'
import { byCodePoint, canonicalJson, type Json } from '../base/canonical-json.ts'
import {
  advisoriesTarget,
  type IndexRecord,
  indexTarget,
  RepositoryIndex,
} from '../model/repository-index.ts'
import { onDisk } from '../system-errors.ts'
import { readCuration } from './curation.ts'
import { categoryLists, indexRecord, inOrder, packageList } from './make-index.ts'
import { type Media, publishPictures, readMedia } from './media.ts'
import { publishBytes } from './publish-file.ts'
import { type Files, publishRelease } from './publish-release.ts'
import {
  checkSigners,
  metadataFolder,
  publishedVersion,
  type PublishedRoot,
  readRoot,
} from './published-metadata.ts'
import { readAdvisories } from './read-advisories.ts'
import {
  type PublishedPackage,
  readRecord,
  type RepositoryPlace,
  type RepositoryRecord,
} from './repository-record.ts'
import { manifestPathBeside } from './sidecars.ts'
import { makeRoot, type RepositorySigners } from './tuf-metadata.ts'

export interface BuildRepositoryOptions extends RepositoryPlace {
  readonly signers: RepositorySigners
  readonly now: Date
}

export interface BuiltRepository {
  readonly name: string
  readonly path: string
  readonly fingerprint: string
  /** Number of releases in the index. */
  readonly packages: number
  /** Version of the targets, snapshot and timestamp roles. */
  readonly version: number
}

const compress = promisify(gzip)

/** Builds everything that readers of a repository fetch, and signs it. */
export async function buildRepository(
  options: BuildRepositoryOptions,
  signal: AbortSignal,
): Promise<BuiltRepository> {
  const place = { name: options.name, path: path.resolve(options.path) }
  const record = await readRecord(place)
  const root = await readRoot(place)
  checkSigners(place.name, root, options.signers)
  const index = await makeIndex(place.path, record, signal)
  const files = await makeFiles(place.path, index)
  const version = (await publishedVersion(place.path)) + 1
  signal.throwIfAborted()
  await renewRoot(place.path, root, { ...options, expiry: record.expiry })
  const { signers, now } = options
  await publishRelease(place.path, files, { version, now, expiry: record.expiry, signers })
  return { ...place, fingerprint: root.fingerprint, packages: index.packages.length, version }
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
  const publishers = record.publishers.toSorted((a, b) => byCodePoint(a.name, b.name))
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
  const advisories = jsonBytes(await readAdvisories(repository))
  const targets = new Map<string, Uint8Array>([
    [indexTarget, await gzipped(json)],
    [advisoriesTarget, await gzipped(advisories)],
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

/** A new root with the same keys well before the old one ends, so that a repository that is built stays alive. */
async function renewRoot(
  repository: string,
  { root, version }: PublishedRoot,
  about: Parameters<typeof makeRoot>[1],
): Promise<void> {
  const left = Date.parse(root.expires) - about.now.getTime()
  const isFresh = left > (about.expiry.root * 86_400_000) / 4
  if (isFresh) return
  const bytes = await makeRoot(version + 1, about)
  await publishBytes(path.join(metadataFolder(repository), `${version + 1}.root.json`), bytes)
}

function jsonBytes(value: object): Uint8Array {
  return Buffer.from(`${canonicalJson(value as Json)}\n`)
}

/** The same bytes on every system: byte 9 of the header names the system that compressed. */
async function gzipped(bytes: Uint8Array): Promise<Uint8Array> {
  const unknownSystem = 255
  const compressed = await compress(bytes, { level: 9 })
  compressed[9] = unknownSystem
  return compressed
}
