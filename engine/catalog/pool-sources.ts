import type { PoolSource } from '../resolver/pool.ts'
import type { Connection } from '../state/database.ts'

/** Repositories and the digests of what they last offered. */
export function poolSources(catalog: Connection): PoolSource[] {
  return catalog
    .prepare<[], PoolSource>('SELECT repository, index_sha256 AS digest FROM source ORDER BY repository')
    .all()
}
