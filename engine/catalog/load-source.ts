import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { parseJsonStrict } from '../base/json.ts'
import { AdvisoryFile } from '../model/advisory.ts'
import { indexProblem, RepositoryIndex } from '../model/repository-index.ts'
import type { Connection } from '../state/database.ts'
import { replaceSource } from './build-catalog.ts'
import { inThread } from './in-thread.ts'
import type { PackedFile, SourceJob, UnreadableFile } from './jobs.ts'

/** Bytes of an index up to which it is read at once: a thread takes longer to start than that takes. */
const smallIndex = 100_000

/** Puts what a repository offers into the catalog, in the place of what it offered before; null where that worked. */
export async function bringSource(
  catalog: Connection,
  source: SourceJob,
  signal: AbortSignal,
): Promise<UnreadableFile | null> {
  signal.throwIfAborted()
  if (catalog.memory || source.index.bytes.length <= smallIndex) return loadSource(catalog, source)
  return inThread({ kind: 'source', database: catalog.name, source }, signal)
}

/** As `bringSource`, in this thread. */
export function loadSource(catalog: Connection, source: SourceJob): UnreadableFile | null {
  const index = unpacked(source.index, RepositoryIndex)
  if (index.kind === 'unreadable') return index.file
  const problem = indexProblem(index.value)
  if (problem !== null) return { file: source.index.name, detail: problem }
  const advisories = source.advisories === null ? noAdvisories : unpacked(source.advisories, AdvisoryFile)
  if (advisories.kind === 'unreadable') return advisories.file
  replaceSource(catalog, {
    repository: source.repository,
    indexSha256: source.digest,
    index: index.value,
    advisories: advisories.value,
  })
  return null
}

type Unpacked<T> =
  | { readonly kind: 'readable'; readonly value: T }
  | { readonly kind: 'unreadable'; readonly file: UnreadableFile }

const noAdvisories: Unpacked<AdvisoryFile> = { kind: 'readable', value: { format: 1, advisories: [] } }

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
