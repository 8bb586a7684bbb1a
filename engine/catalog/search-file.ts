import path from 'node:path'
import { openIndex, type SearchIndex } from '../search/search-index.ts'
import { type Connection, guarded } from '../state/database.ts'
import { type AskCatalog, inThread } from './in-thread.ts'
import type { SearchJob } from './jobs.ts'
import { packedIndex, readPacked } from './packed-index.ts'
import { countReleases, isMadeOf } from './pool-sources.ts'

/** All that repositories offer, as search reads it: one file beside the catalog, made again where it is old. */
export interface SearchFile {
  /** Runs `work` with the index of what the catalog holds; both are of one moment. May make the index first. */
  readonly use: <T>(work: (index: SearchIndex) => T, signal: AbortSignal) => Promise<T>
  /** The catalog is about to change a little: where a thread will make the index, it reads the one that is there. */
  readonly foresee: (signal: AbortSignal, ask: AskCatalog) => Promise<void>
  /** Makes the index now, where it is not that of the catalog, so that nobody waits for it later. */
  readonly refresh: (signal: AbortSignal, ask?: AskCatalog) => Promise<void>
}

export interface SearchFileOptions {
  readonly dataDirectory: string
  /** Of this machine. */
  readonly architecture: string
  /** Releases up to which an index is made at once: a thread takes longer to start than they take. */
  readonly fewReleases?: number
}

const few = 1_000

export function searchFile(catalog: Connection, options: SearchFileOptions): SearchFile {
  const job: SearchJob = {
    database: catalog.name,
    file: path.join(options.dataDirectory, 'catalog.search'),
    architecture: options.architecture,
  }
  let known: SearchIndex | null = null
  const isRight = (index: SearchIndex | null): index is SearchIndex =>
    index !== null && isMadeOf(index.about, catalog, job.architecture)
  const find = (): SearchIndex | null => {
    if (!isRight(known)) known = openKept(job.file)
    return isRight(known) ? known : null
  }
  // A copy in memory of a catalog on a disk that takes no writes: no other thread can open it.
  const isSmall = () => catalog.memory || countReleases(catalog) <= (options.fewReleases ?? few)
  const make = async (signal: AbortSignal, ask = inThread): Promise<void> => {
    const bytes = isSmall()
      ? await makeHere(catalog, job)
      : await ask<Uint8Array>({ kind: 'search', ...job }, signal)
    known = openIndex(bytes, true)
    if (known === null) throw new Error('a search index that was just made cannot be read')
  }
  return {
    use: async (work, signal) => {
      for (;;) {
        signal.throwIfAborted()
        const answer = guarded(job.database, () =>
          catalog.transaction(() => {
            const index = find()
            return index === null ? null : { value: work(index) }
          })(),
        )
        if (answer !== null) return answer.value
        // Somebody may change the catalog while it is made: then it is made again.
        await make(signal)
      }
    },
    foresee: async (signal, ask) => {
      if (!guarded(job.database, isSmall)) await ask({ kind: 'search-before', ...job }, signal)
    },
    refresh: async (signal, ask) => {
      // Of a large one the thread looks whether it is right: unpacking it here would keep a window waiting.
      const isThere = guarded(job.database, () => (isSmall() ? find() !== null : isRight(known)))
      if (!isThere) await make(signal, ask)
    },
  }
}

// Loaded only by whoever makes an index: nearly every command finds one.
async function makeHere(catalog: Connection, job: SearchJob): Promise<Uint8Array> {
  const [{ makeSearch }, { keepPool }] = await Promise.all([
    import('./make-search.ts'),
    import('./make-pool.ts'),
  ])
  const bytes = guarded(job.database, () => makeSearch(catalog, job.architecture))
  if (!catalog.memory) keepPool(job.file, packedIndex(bytes))
  return bytes
}

/** Null where there is none, or none that can be read. */
function openKept(file: string): SearchIndex | null {
  const bytes = readPacked(file)
  return bytes === null ? null : openIndex(bytes, true)
}
