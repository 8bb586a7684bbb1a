import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import path from 'node:path'
import { plainFlags } from '../plain-file.ts'
import { lengthsIn, prefixBytes } from '../resolver/pool-layout.ts'
import { openPool, type Pool } from '../resolver/pool.ts'
import { type Connection, guarded } from '../state/database.ts'
import { systemCode } from '../system-errors.ts'
import { type AskCatalog, inThread } from './in-thread.ts'
import type { PoolJob } from './jobs.ts'
import { countReleases, isMadeOf } from './pool-sources.ts'

/** All that repositories offer, as the resolver reads it: one file beside the catalog, made again where it is old. */
export interface PoolFile {
  /**
   * Runs `work` with the pool of what the catalog holds; both are of one moment. May make the pool first. What `work`
   * returns must not hold the pool: its file may be closed later.
   */
  readonly use: <T>(work: (pool: Pool) => T, signal: AbortSignal) => Promise<T>
  /** As `use`, where the pool is there already; null where it would have to be made. */
  readonly glance: <T>(work: (pool: Pool) => T) => T | null
  /** Makes the pool now, where it is not that of the catalog, so that nobody waits for it later. */
  readonly refresh: (signal: AbortSignal, ask?: AskCatalog) => Promise<void>
  readonly close: () => void
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
    database: catalog.name,
    file: path.join(options.dataDirectory, 'catalog.pool'),
    architecture: options.architecture,
  }
  let known: OpenedPool | null = null
  const isRight = (pool: Pool) => isMadeOf(pool.about, catalog, job.architecture)
  const find = (): Pool | null => {
    if (known !== null && isRight(known.pool)) return known.pool
    known?.close()
    known = openKept(job.file)
    return known !== null && isRight(known.pool) ? known.pool : null
  }
  const make = async (signal: AbortSignal, ask = inThread): Promise<Pool> => {
    // A copy in memory of a catalog on a disk that takes no writes: no other thread can open it.
    const isSmall = catalog.memory || countReleases(catalog) <= (options.fewReleases ?? few)
    const pool = openPool(
      isSmall ? await makeHere(catalog, job) : await ask<Uint8Array>({ kind: 'pool', ...job }, signal),
    )
    if (pool === null) throw new Error('a pool that was just made cannot be read')
    return pool
  }
  return {
    use: async (work, signal) => {
      for (let made: Pool | null = null; ; made = await make(signal)) {
        signal.throwIfAborted()
        const answer = guarded(job.database, () =>
          catalog.transaction(() => {
            // What was made but could not be kept, or was written over, is still right for this once.
            const pool = find() ?? (made !== null && isRight(made) ? made : null)
            return pool === null ? null : { value: work(pool) }
          })(),
        )
        // Where there is none, somebody may change the catalog while it is made: then it is made again.
        if (answer !== null) return answer.value
      }
    },
    glance: (work) =>
      guarded(job.database, () =>
        catalog.transaction(() => {
          const pool = find()
          return pool === null ? null : work(pool)
        })(),
      ),
    refresh: async (signal, ask) => {
      if (guarded(job.database, find) === null) await make(signal, ask)
    },
    close: () => {
      known?.close()
      known = null
    },
  }
}

// Loaded only by whoever makes a pool: nearly every command finds one.
async function makeHere(catalog: Connection, job: PoolJob): Promise<Uint8Array> {
  const { keepPool, makePool } = await import('./make-pool.ts')
  const pool = guarded(job.database, () => makePool(catalog, job.architecture))
  if (!catalog.memory) keepPool(job.file, pool)
  return pool
}

interface OpenedPool {
  readonly pool: Pool
  readonly close: () => void
}

/**
 * Reads what every request touches; the rest when it is asked for, from the same file even where another one has
 * taken its name by then. Null where there is none, or none that can be read.
 */
function openKept(file: string): OpenedPool | null {
  const handle = openOrNull(file)
  if (handle === null) return null
  const read = (offset: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, readSync(handle, bytes, 0, length, offset))
  }
  try {
    const lengths = lengthsIn(read(0, prefixBytes))
    const isWhole = lengths !== null && lengths.whole === fstatSync(handle).size
    const pool = isWhole ? openPool(read(0, lengths.first), read) : null
    if (pool !== null) return { pool, close: () => closeSync(handle) }
  } catch (error) {
    if (systemCode(error) === null) throw error
  }
  closeSync(handle)
  return null
}

function openOrNull(file: string): number | null {
  try {
    return openSync(file, plainFlags)
  } catch (error) {
    if (systemCode(error) === null) throw error
    return null
  }
}
