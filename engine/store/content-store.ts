import { createHash, hash } from 'node:crypto'
import { existsSync, lstatSync, statSync } from 'node:fs'
import { lstat, mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { EngineError } from '../model/failure.ts'
import { Manifest, manifestPath } from '../model/manifest.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import { toDiskFailure } from '../system-errors.ts'
import { syncFileSystem, syncFolder } from './durable.ts'
import { digestIn, type Layout, storeDirectory } from './layout.ts'
import type { Arrival } from './stage-release.ts'
import { stageReleases } from './stage-releases.ts'
import { readOwnSync } from '../plain-file.ts'

/** Where a release lies until its change is whole, and where afterwards. */
interface Folders {
  readonly from: string
  readonly to: string
}

export interface Adding {
  /** Names of releases whose every file is to be replaced by a fresh one, though they are whole. */
  readonly again: ReadonlySet<string>
  /** Whether nobody needs this thread until it is over. */
  readonly isAlone: boolean
}

/**
 * Unpacks artifacts into the store, all or none visible. A release that is whole there is left alone. Killed anywhere:
 * what remains is `.new-…` folders, which `sweepLeftovers` removes.
 */
export async function addToStore(
  layout: Layout,
  arrivals: readonly Arrival[],
  { again, isAlone }: Adding,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(layout.store, { recursive: true })
  const wanted = arrivals.filter(({ record }) => again.has(record.name) || !isWhole(layout, record))
  const folders = wanted.map((arrival) => ({ arrival, ...foldersOf(layout, arrival.record) }))
  try {
    await stageReleases(folders, isAlone, signal)
    signal.throwIfAborted()
    if (folders.length === 0) return
    // Contents must be on disk before their final names are.
    await syncFileSystem(layout.store)
    for (const release of folders) await settle(release)
    await syncFolder(layout.store)
  } catch (error) {
    for (const { from } of folders) await rm(from, { recursive: true, force: true })
    throw await toDiskFailure(error, layout.store)
  }
}

function foldersOf(layout: Layout, record: IndexRecord): Folders {
  const folder = storeDirectory(record.manifest_sha256, record.name, record.version)
  return {
    from: path.join(layout.store, `.new-${process.pid}-${folder}`),
    to: path.join(layout.store, folder),
  }
}

/**
 * Gives a staged release its final place. Where it is there already, file by file: running trees keep the files
 * they link to, and killed at any moment the release is no less whole than before.
 */
async function settle({ from, to }: Folders): Promise<void> {
  if (await isFree(to)) return rename(from, to)
  const { files } = manifestIn(path.join(from, manifestPath))
  const paths = [...files, { type: 'directory', path: path.dirname(manifestPath) } as const]
  for (const { type, path: file } of paths) {
    const target = path.join(to, file)
    const standing = await lstat(target).catch(() => null)
    const fits = standing === null || standing.isDirectory() === (type === 'directory')
    if (!fits) await rm(target, { recursive: true })
    if (type !== 'directory') await rename(path.join(from, file), target)
    else if (standing === null || !fits) await mkdir(target)
  }
  await rename(path.join(from, manifestPath), path.join(to, manifestPath))
  await rm(from, { recursive: true })
}

/** Whether no folder stands there. Nothing is written through a link that somebody put there: it may lead anywhere. */
async function isFree(place: string): Promise<boolean> {
  const standing = await lstat(place).catch(() => null)
  if (standing?.isDirectory() === false) await rm(place)
  return standing?.isDirectory() !== true
}

/** The manifest of a release in the store, as it came in the archive. Throws `state/damaged`. */
export function readStoredManifest(layout: Layout, directory: string): Manifest {
  const file = path.join(layout.store, directory, manifestPath)
  const stamp = stampOf(file)
  const kept = keptBy(layout)
  const known = kept.get(file)
  const same = known !== undefined && known.stamp === stamp ? known.manifest.deref() : undefined
  if (same !== undefined) return same
  const manifest = manifestIn(file, digestIn(directory))
  if (kept.size >= mostKept) kept.clear()
  if (stamp !== null) kept.set(file, { stamp, manifest: new WeakRef(manifest) })
  return manifest
}

interface Kept {
  readonly stamp: string
  readonly manifest: WeakRef<Manifest>
}

/** Manifests that are still in memory: a change asks for each five times, and reading one takes milliseconds. */
const keptManifests = new WeakMap<Layout, Map<string, Kept>>()
const mostKept = 4_096

function keptBy(layout: Layout): Map<string, Kept> {
  const known = keptManifests.get(layout)
  if (known !== undefined) return known
  const fresh = new Map<string, Kept>()
  keptManifests.set(layout, fresh)
  return fresh
}

/** Differs where somebody wrote to the file, or put another one in its place; null where there is none. */
function stampOf(file: string): string | null {
  const status = statSync(file, { bigint: true, throwIfNoEntry: false })
  return status === undefined ? null : `${status.ino} ${status.size} ${status.mtimeNs} ${status.ctimeNs}`
}

/**
 * `digest` is how the digest of an untouched manifest begins. Then its files, which were checked when it came, are not
 * checked again: that would take a hundred times as long as reading them.
 */
function manifestIn(file: string, digest: string | null = null): Manifest {
  const bytes = readBytes(file)
  const isUntouched = digest !== null && hash('sha256', bytes).startsWith(digest)
  const raw = parseJson(bytes, file)
  const parsed = v.safeParse(Manifest, isUntouched ? { ...raw, files: [] } : raw)
  if (!parsed.success) throw new EngineError('state/damaged', { file, detail: parsed.issues[0].message })
  return isUntouched ? { ...parsed.output, files: (raw as Manifest).files } : parsed.output
}

function readBytes(file: string): Buffer {
  try {
    return readOwnSync(file)
  } catch (error) {
    throw new EngineError('state/damaged', { file, detail: 'missing or not JSON' }, { cause: error })
  }
}

function parseJson(bytes: Buffer, file: string): object {
  try {
    return JSON.parse(bytes.toString('utf8')) as object
  } catch (error) {
    throw new EngineError('state/damaged', { file, detail: 'missing or not JSON' }, { cause: error })
  }
}

export function isInStore(layout: Layout, manifestSha256: string, name: string, version: string): boolean {
  return existsSync(path.join(layout.store, storeDirectory(manifestSha256, name, version)))
}

/** Whether a release is in the store with the very manifest that its digest names. */
export function isWhole(
  layout: Layout,
  { manifest_sha256: digest, name, version }: Pick<IndexRecord, 'manifest_sha256' | 'name' | 'version'>,
): boolean {
  const folder = path.join(layout.store, storeDirectory(digest, name, version))
  const file = path.join(folder, manifestPath)
  try {
    // A link leads to where others may write.
    if (!lstatSync(folder).isDirectory()) return false
    return createHash('sha256').update(readOwnSync(file)).digest('hex') === digest
  } catch {
    // Not there, or nothing that can be read.
    return false
  }
}
