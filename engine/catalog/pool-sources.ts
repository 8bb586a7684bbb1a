import type { PoolSource } from '../resolver/pool.ts'
import type { Connection } from '../state/database.ts'
import { digestsIn } from './source-digests.ts'

/** Repositories and the digests of their indexes: what is made of releases does not depend on advisories. */
export function poolSources(catalog: Connection): PoolSource[] {
  return catalog
    .prepare<[], PoolSource>('SELECT repository, index_sha256 AS digest FROM source ORDER BY repository')
    .all()
    .map(({ repository, digest }) => ({ repository, digest: digestsIn(digest).index }))
}

/** What a file beside the catalog says that it was made of. */
interface MadeOf {
  readonly architecture: string
  readonly sources: readonly PoolSource[]
}

/** Whether it was made of what the catalog holds now, for this machine. */
export function isMadeOf(about: MadeOf, catalog: Connection, architecture: string): boolean {
  if (about.architecture !== architecture) return false
  const sources = poolSources(catalog)
  return (
    sources.length === about.sources.length &&
    sources.every(({ repository, digest }, index) => {
      const source = about.sources[index]
      return source?.repository === repository && source.digest === digest
    })
  )
}

export function countReleases(catalog: Connection): number {
  return catalog.prepare<[], number>('SELECT count(*) FROM release').pluck().get() ?? 0
}
