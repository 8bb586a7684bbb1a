import type { PoolSource } from '../resolver/pool.ts'
import type { Connection } from '../state/database.ts'

/** What a pool is made from, and where it is kept. */
export interface PoolJob {
  /** catalog.db */
  readonly database: string
  readonly file: string
  /** Of this machine. */
  readonly architecture: string
}

/** Repositories and the digests of what they last offered. */
export function poolSources(catalog: Connection): PoolSource[] {
  return catalog
    .prepare<[], PoolSource>('SELECT repository, index_sha256 AS digest FROM source ORDER BY repository')
    .all()
}
