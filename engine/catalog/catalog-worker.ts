// Does one job on the catalog in a thread of its own, so that no window waits for it.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { failureOf } from '../model/failure.ts'
import { openCatalog } from './catalog-database.ts'
import { systemCode } from '../system-errors.ts'
import type { CatalogJob, JobOutcome } from './jobs.ts'
import { loadDelta, loadSource } from './load-source.ts'
import { keepPool, makePool } from './make-pool.ts'
import { makeSearch } from './make-search.ts'
import { packedIndex, readPacked } from './packed-index.ts'

const job = workerData as CatalogJob
parentPort?.postMessage(outcomeOf(job))

function outcomeOf(job: CatalogJob): JobOutcome<unknown> {
  try {
    return { kind: 'done', value: perform(job) }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { kind: 'failed', failure }
  }
}

/** What is there already; null where nothing can be read. */
function keptFile(file: string): Uint8Array | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if (systemCode(error) === null) throw error
    return null
  }
}

function perform(job: CatalogJob): unknown {
  const catalog = openCatalog(path.dirname(job.database))
  try {
    if (job.kind === 'source') return loadSource(catalog, job.source)
    if (job.kind === 'delta') return loadDelta(catalog, job.job)
    if (job.kind === 'pool') {
      const pool = makePool(catalog, job.architecture, keptFile(job.file))
      keepPool(job.file, pool)
      return pool
    }
    const index = makeSearch(catalog, job.architecture, readPacked(job.file))
    keepPool(job.file, packedIndex(index))
    return index
  } finally {
    catalog.close()
  }
}
