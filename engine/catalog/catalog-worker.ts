// Does jobs on the catalog in a thread of its own, so that no window waits for them.
import path from 'node:path'
import { parentPort } from 'node:worker_threads'
import { failureOf } from '../model/failure.ts'
import { openIndex } from '../search/search-index.ts'
import type { Connection } from '../state/database.ts'
import { readPlainSync } from '../plain-file.ts'
import { systemCode } from '../system-errors.ts'
import { tuneHere } from '../threads/tune-here.ts'
import { openCatalog } from './catalog-database.ts'
import { FreshReleases } from './fresh-releases.ts'
import type { BroughtSource, CatalogJob, JobOutcome, SearchJob, SourceJob } from './jobs.ts'
import { loadAdvisories, loadDelta, loadSource } from './load-source.ts'
import { freshPool, keepPool, makePool } from './make-pool.ts'
import { freshSearch, makeSearch } from './make-search.ts'
import { packedIndex, readPacked } from './packed-index.ts'
import { isMadeOf } from './pool-sources.ts'

let opened: Connection | null = null
/** Of the repositories that were read here. */
let fresh: FreshReleases | null = null
/** A search index as it was before the catalog changed. */
let foreseen: { readonly file: string; readonly bytes: Uint8Array | null } | null = null

tuneHere()
parentPort?.on('message', (job: CatalogJob) => {
  const outcome = outcomeOf(job)
  parentPort?.postMessage(outcome, memoryOf(outcome))
})

/** What need not be copied, because nobody here looks at it any more. */
function memoryOf(outcome: JobOutcome<unknown>): ArrayBuffer[] {
  if (outcome.kind !== 'done' || !(outcome.value instanceof Uint8Array)) return []
  const { buffer, byteLength } = outcome.value
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : []
}

function outcomeOf(job: CatalogJob): JobOutcome<unknown> {
  try {
    return { kind: 'done', value: perform(job) }
  } catch (error) {
    // With what it knew of a change that was taken back.
    opened?.close()
    opened = fresh = null
    const failure = failureOf(error)
    if (failure === null) throw error
    return { kind: 'failed', failure }
  }
}

/** What is there already; null where nothing can be read. */
function keptFile(file: string): Uint8Array | null {
  try {
    return readPlainSync(file, Infinity)
  } catch (error) {
    if (systemCode(error) === null && failureOf(error) === null) throw error
    return null
  }
}

function catalogOf({ database }: CatalogJob): Connection {
  if (opened === null) {
    opened = openCatalog(path.dirname(database))
    // What many rows at once change is noted, in case that one of them cannot be: fifteen megabytes on the disk.
    opened.pragma('temp_store = MEMORY')
  }
  return opened
}

function perform(job: CatalogJob): unknown {
  if (job.kind === 'search-before') return foresee(job.file)
  const catalog = catalogOf(job)
  if (job.kind === 'source') return loadFresh(catalog, job.source)
  if (job.kind === 'delta') return loadDelta(catalog, job.job)
  if (job.kind === 'advisories') return loadAdvisories(catalog, job.job)
  if (job.kind === 'search') return refreshSearch(catalog, job)
  const pool =
    (fresh === null ? null : freshPool(catalog, job.architecture, fresh)) ??
    makePool(catalog, job.architecture, keptFile(job.file))
  keepPool(job.file, pool)
  return pool
}

function loadFresh(catalog: Connection, source: SourceJob): BroughtSource {
  fresh ??= new FreshReleases(source.architecture)
  const brought = loadSource(catalog, source, fresh)
  // What was heard of a source that was refused cannot be taken back.
  if (brought.kind !== 'brought') fresh = null
  return brought
}

function foresee(file: string): null {
  foreseen = { file, bytes: readPacked(file) }
  return null
}

function refreshSearch(catalog: Connection, { file, architecture }: SearchJob): Uint8Array {
  const before = foreseen?.file === file ? foreseen.bytes : readPacked(file)
  foreseen = null
  const known = before === null ? null : openIndex(before, true)
  if (before !== null && known !== null && isMadeOf(known.about, catalog, architecture)) return before
  const index =
    (fresh === null ? null : freshSearch(catalog, architecture, fresh)) ??
    makeSearch(catalog, architecture, before)
  keepPool(file, packedIndex(index))
  return index
}
