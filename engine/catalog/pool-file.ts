import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { openPool, type Pool } from '../resolver/pool.ts'
import { type Connection, guarded } from '../state/database.ts'
import { keepPool, makePool, type PoolJob, poolSources } from './make-pool.ts'

/** All that repositories offer, as the resolver reads it: one file beside the catalog, made again where it is old. */
export interface PoolFile {
  /** Runs `work` with the pool of what the catalog holds; both are of one moment. May make the pool first. */
  readonly use: <T>(work: (pool: Pool) => T, signal: AbortSignal) => Promise<T>
  /** Makes the pool now, where it is not that of the catalog, so that nobody waits for it later. */
  readonly refresh: (signal: AbortSignal) => Promise<void>
}

export interface PoolFileOptions {
  readonly dataDirectory: string
  /** Of this machine. */
  readonly architecture: string
  /** Releases up to which a pool is made at once: a thread takes longer to start than they take. */
  readonly fewReleases?: number
}

const few = 2_000

export function poolFile(catalog: Connection, options: PoolFileOptions): PoolFile {
  const job: PoolJob = {
    database: path.join(options.dataDirectory, 'catalog.db'),
    file: path.join(options.dataDirectory, 'catalog.pool'),
    architecture: options.architecture,
  }
  // Kept only for as long as the memory is not wanted for something else.
  let known: WeakRef<Pool> | null = null
  const find = (made: Pool | null): Pool | null => {
    const candidates = [() => made, () => known?.deref() ?? null, () => readKept(job.file)]
    for (const candidate of candidates) {
      const pool = candidate()
      if (pool === null || !isOf(pool, catalog, job.architecture)) continue
      known = new WeakRef(pool)
      return pool
    }
    return null
  }
  const make = async (signal: AbortSignal): Promise<Pool> => {
    // A copy in memory of a catalog on a disk that takes no writes: no other thread can open it.
    const isSmall = catalog.memory || countOf(catalog) <= (options.fewReleases ?? few)
    const pool = openPool(isSmall ? makeHere(catalog, job) : await makeInThread(job, signal))
    if (pool === null) throw new Error('a pool that was just made cannot be read')
    return pool
  }
  return {
    use: async (work, signal) => {
      for (let made: Pool | null = null; ; made = await make(signal)) {
        signal.throwIfAborted()
        const answer = guarded(job.database, () =>
          catalog.transaction(() => {
            const pool = find(made)
            return pool === null ? null : { value: work(pool) }
          })(),
        )
        // Where there is none, somebody may change the catalog while it is made: then it is made again.
        if (answer !== null) return answer.value
      }
    },
    refresh: async (signal) => {
      if (guarded(job.database, () => find(null)) === null) known = new WeakRef(await make(signal))
    },
  }
}

function makeHere(catalog: Connection, job: PoolJob): Uint8Array {
  const pool = guarded(job.database, () => makePool(catalog, job.architecture))
  if (!catalog.memory) keepPool(job.file, pool)
  return pool
}

async function makeInThread(job: PoolJob, signal: AbortSignal): Promise<Uint8Array> {
  signal.throwIfAborted()
  const worker = new Worker(workerFile(), { workerData: job })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(signal.aborted ? signal.reason : new Error('no pool was made')))
    })
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Beside this file among the sources; among the built files, which may be chunks, beside the programs. */
function workerFile(): string {
  const { dirname, filename } = import.meta
  if (filename.endsWith('.ts')) return path.join(dirname, 'pool-worker.ts')
  return path.join(path.basename(dirname) === 'chunks' ? path.dirname(dirname) : dirname, 'pool-worker.js')
}

/** Null where there is none, or none that can be read. */
function readKept(file: string): Pool | null {
  try {
    return openPool(readFileSync(file))
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

function isOf(pool: Pool | null | undefined, catalog: Connection, architecture: string): boolean {
  if (pool === null || pool === undefined || pool.about.architecture !== architecture) return false
  const sources = poolSources(catalog)
  return (
    sources.length === pool.about.sources.length &&
    sources.every(({ repository, digest }, index) => {
      const source = pool.about.sources[index]
      return source?.repository === repository && source.digest === digest
    })
  )
}

function countOf(catalog: Connection): number {
  return catalog.prepare<[], number>('SELECT count(*) FROM release').pluck().get() ?? 0
}
