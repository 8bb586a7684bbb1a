import * as v from 'valibot'
import { parseJsonStrict } from '../base/json.ts'
import { AdvisoryFile } from '../model/advisory.ts'
import { knownPublishers, type KnownPublisher, publisherProblem } from '../model/delegation.ts'
import { IndexDelta } from '../model/index-delta.ts'
import { findUngranted, maintainerName } from '../model/publisher.ts'
import type { Connection } from '../state/database.ts'
import { replaceReleases } from './build-catalog.ts'
import { type AskCatalog, inThread } from './in-thread.ts'
import { followDelta } from './follow-delta.ts'
import type { FreshReleases } from './fresh-releases.ts'
import type {
  AdvisoriesJob,
  BroughtSource,
  DeltaJob,
  FollowedSource,
  PackedFile,
  SourceJob,
  UnreadableFile,
} from './jobs.ts'
import { readIndex, UnreadableIndex, type WrittenRecord } from './read-index.ts'
import { replaceAdvisories, storedAdvisories } from './stored-advisories.ts'
import { unpackedFile } from './unpacked-file.ts'

/** Bytes of an index up to which it is read at once: a thread takes longer to start than that takes. */
const smallIndex = 100_000
/** The same, of releases that are there already. */
const fewReleases = 2_000

/** Puts what a repository offers into the catalog, in the place of what it offered before. */
export async function bringSource(
  catalog: Connection,
  source: SourceJob,
  signal: AbortSignal,
  ask: AskCatalog = inThread,
): Promise<BroughtSource> {
  signal.throwIfAborted()
  if (catalog.memory || source.index.bytes.length <= smallIndex) return loadSource(catalog, source)
  return ask({ kind: 'source', database: catalog.name, source }, signal)
}

/** As `bringSource`, by what changed since the index that the catalog has. */
export async function bringDelta(
  catalog: Connection,
  job: DeltaJob,
  signal: AbortSignal,
  ask: AskCatalog = inThread,
): Promise<FollowedSource> {
  signal.throwIfAborted()
  if (catalog.memory || isSmall(catalog)) return loadDelta(catalog, job)
  return ask({ kind: 'delta', database: catalog.name, job }, signal)
}

/** Advisories alone, where the index is the one that the catalog has. */
export async function bringAdvisories(
  catalog: Connection,
  job: AdvisoriesJob,
  signal: AbortSignal,
  ask: AskCatalog = inThread,
): Promise<Extract<BroughtSource, { kind: 'brought' }>> {
  signal.throwIfAborted()
  const { advisories } = job
  const isSmallFile =
    advisories === null || advisories === 'as before' || advisories.bytes.length <= smallIndex
  if (catalog.memory || isSmallFile) return loadAdvisories(catalog, job)
  return ask({ kind: 'advisories', database: catalog.name, job }, signal)
}

/** All records are hashed in the end, however few of them change. */
function isSmall(catalog: Connection): boolean {
  return (catalog.prepare<[], number>('SELECT max(id) FROM release').pluck().get() ?? 0) <= fewReleases
}

/** As `bringAdvisories`, in this thread. */
export function loadAdvisories(
  catalog: Connection,
  job: AdvisoriesJob,
): Extract<BroughtSource, { kind: 'brought' }> {
  const advisories = advisoriesOf(catalog, job)
  replaceAdvisories(catalog, job.repository, advisories)
  return { kind: 'brought', advisories: advisories.unreadable }
}

/** As `bringDelta`, in this thread. */
export function loadDelta(catalog: Connection, job: DeltaJob): FollowedSource {
  const read = unpacked(job.delta, IndexDelta)
  if (read.kind === 'unreadable' || read.value.from !== job.from || read.value.to !== job.to)
    return { kind: 'astray' }
  const { publishers } = read.value
  const { delegations } = job
  // Whoever names the whole index is told what is wrong with it.
  if (delegations !== null && publisherProblem(publishers, delegations) !== null) return { kind: 'astray' }
  const advisories = advisoriesOf(catalog, job)
  const isThere = followDelta(catalog, {
    repository: job.repository,
    indexSha256: `${job.to} ${advisories.digest}`,
    advisories: advisories.file,
    delta: { ...read.value, publishers: knownPublishers(publishers, delegations) },
  })
  return isThere ? { kind: 'brought', advisories: advisories.unreadable } : { kind: 'astray' }
}

/** As `bringSource`, in this thread; `fresh` hears of everything that is read. */
export function loadSource(catalog: Connection, source: SourceJob, fresh?: FreshReleases): BroughtSource {
  const { repository, delegations } = source
  const { name: file, digest } = source.index
  const index = readable(source.index, readIndex)
  if (index.kind === 'unreadable') return { kind: 'unreadable', index: index.file }
  const { about, releases } = index.value
  const publishers = knownPublishers(about.publishers, delegations)
  const stranger = delegations === null ? null : publisherProblem(about.publishers, delegations)
  if (stranger !== null) return { kind: 'undelegated', index: { file, detail: stranger } }
  const advisories = advisoriesOf(catalog, source)
  const offered = {
    ...{ repository, indexSha256: `${digest} ${advisories.digest}`, advisories: advisories.file },
    index: { ...about, publishers },
    releases: delegations === null ? releases : () => granted(releases(), publishers),
  }
  try {
    replaceReleases(catalog, offered, fresh)
  } catch (error) {
    if (error instanceof UnreadableIndex)
      return { kind: 'unreadable', index: { file, detail: error.message } }
    if (error instanceof Ungranted) return { kind: 'undelegated', index: { file, detail: error.message } }
    throw error
  }
  fresh?.end(repository, digest)
  return { kind: 'brought', advisories: advisories.unreadable }
}

/** A release that no delegation allows. */
class Ungranted extends Error {}

/** Throws at the first one that no delegation allows. */
function* granted(
  releases: Iterable<WrittenRecord>,
  publishers: readonly KnownPublisher[],
): Generator<WrittenRecord> {
  const isUngranted = findUngranted(publishers)
  for (const written of releases) {
    const { record } = written
    if (isUngranted(record)) throw new Ungranted(`${record.name}, ${maintainerName(record.maintainer)}`)
    yield written
  }
}

interface Advisories {
  readonly digest: string
  readonly file: AdvisoryFile
  readonly unreadable: UnreadableFile | null
}

function advisoriesOf(
  catalog: Connection,
  { repository, advisories }: Pick<SourceJob, 'repository' | 'advisories'>,
): Advisories {
  if (advisories === null) return { digest: '', file: { format: 1, advisories: [] }, unreadable: null }
  const read = advisories === 'as before' ? null : unpacked(advisories, AdvisoryFile)
  if (advisories !== 'as before' && read?.kind === 'readable')
    return { digest: advisories.digest, file: read.value, unreadable: null }
  const unreadable = read?.kind === 'unreadable' ? read.file : null
  return { ...storedAdvisories(catalog, repository), unreadable }
}

type Read<T> =
  | { readonly kind: 'readable'; readonly value: T }
  | { readonly kind: 'unreadable'; readonly file: UnreadableFile }

function unpacked<S extends v.GenericSchema>(file: PackedFile, schema: S): Read<v.InferOutput<S>> {
  // The first problem is enough: a list of millions would cost more than the file.
  return readable(file, (bytes) =>
    v.parse(schema, parseJsonStrict(bytes.toString('utf8')), { abortEarly: true }),
  )
}

function readable<T>(file: PackedFile, read: (bytes: Buffer) => T): Read<T> {
  try {
    return { kind: 'readable', value: read(unpackedFile(file)) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    return { kind: 'unreadable', file: { file: file.name, detail } }
  }
}
