import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { parseJsonStrict } from '../base/json.ts'
import { AdvisoryFile } from '../model/advisory.ts'
import { IndexDelta } from '../model/index-delta.ts'
import { indexProblem, RepositoryIndex } from '../model/repository-index.ts'
import type { Connection } from '../state/database.ts'
import { replaceSource, storedAdvisories } from './build-catalog.ts'
import { inThread } from './in-thread.ts'
import { followDelta } from './follow-delta.ts'
import type {
  BroughtSource,
  DeltaJob,
  FollowedSource,
  PackedFile,
  SourceJob,
  UnreadableFile,
} from './jobs.ts'

/** Bytes of an index up to which it is read at once: a thread takes longer to start than that takes. */
const smallIndex = 100_000
/** The same, of releases that are there already. */
const fewReleases = 2_000

/** Puts what a repository offers into the catalog, in the place of what it offered before. */
export async function bringSource(
  catalog: Connection,
  source: SourceJob,
  signal: AbortSignal,
): Promise<BroughtSource> {
  signal.throwIfAborted()
  if (catalog.memory || source.index.bytes.length <= smallIndex) return loadSource(catalog, source)
  return inThread({ kind: 'source', database: catalog.name, source }, signal)
}

/** As `bringSource`, by what changed since the index that the catalog has. */
export async function bringDelta(
  catalog: Connection,
  job: DeltaJob,
  signal: AbortSignal,
): Promise<FollowedSource> {
  signal.throwIfAborted()
  if (catalog.memory || isSmall(catalog)) return loadDelta(catalog, job)
  return inThread({ kind: 'delta', database: catalog.name, job }, signal)
}

/** All records are hashed in the end, however few of them change. */
function isSmall(catalog: Connection): boolean {
  return (catalog.prepare<[], number>('SELECT max(id) FROM release').pluck().get() ?? 0) <= fewReleases
}

/** As `bringDelta`, in this thread. */
export function loadDelta(catalog: Connection, job: DeltaJob): FollowedSource {
  const read = unpacked(job.delta, IndexDelta)
  if (read.kind === 'unreadable' || read.value.from !== job.from || read.value.to !== job.to)
    return { kind: 'astray' }
  const advisories = advisoriesOf(catalog, job)
  const isThere = followDelta(catalog, {
    repository: job.repository,
    indexSha256: `${job.to} ${advisories.digest}`,
    advisories: advisories.file,
    delta: read.value,
  })
  return isThere ? { kind: 'brought', advisories: advisories.unreadable } : { kind: 'astray' }
}

/** As `bringSource`, in this thread. */
export function loadSource(catalog: Connection, source: SourceJob): BroughtSource {
  const index = unpacked(source.index, RepositoryIndex)
  if (index.kind === 'unreadable') return { kind: 'unreadable', index: index.file }
  const problem = indexProblem(index.value)
  if (problem !== null) return { kind: 'unreadable', index: { file: source.index.name, detail: problem } }
  const advisories = advisoriesOf(catalog, source)
  replaceSource(catalog, {
    repository: source.repository,
    indexSha256: `${source.index.digest} ${advisories.digest}`,
    index: index.value,
    advisories: advisories.file,
  })
  return { kind: 'brought', advisories: advisories.unreadable }
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

type Unpacked<T> =
  | { readonly kind: 'readable'; readonly value: T }
  | { readonly kind: 'unreadable'; readonly file: UnreadableFile }

function unpacked<S extends v.GenericSchema>(file: PackedFile, schema: S): Unpacked<v.InferOutput<S>> {
  try {
    const text = gunzipSync(file.bytes, { maxOutputLength: file.most }).toString('utf8')
    // The first problem is enough: a list of millions would cost more than the file.
    return { kind: 'readable', value: v.parse(schema, parseJsonStrict(text), { abortEarly: true }) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : ''
    return { kind: 'unreadable', file: { file: file.name, detail } }
  }
}
