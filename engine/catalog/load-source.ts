import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { parseJsonStrict } from '../base/json.ts'
import { AdvisoryFile } from '../model/advisory.ts'
import { indexProblem, RepositoryIndex } from '../model/repository-index.ts'
import type { Connection } from '../state/database.ts'
import { replaceSource, storedAdvisories } from './build-catalog.ts'
import { inThread } from './in-thread.ts'
import type { BroughtSource, PackedFile, SourceJob, UnreadableFile } from './jobs.ts'

/** Bytes of an index up to which it is read at once: a thread takes longer to start than that takes. */
const smallIndex = 100_000

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

function advisoriesOf(catalog: Connection, { repository, advisories }: SourceJob): Advisories {
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
