import type { IndexRecord } from '../model/repository-index.ts'
import type { PoolSource } from '../resolver/pool.ts'
import type { Connection } from '../state/database.ts'
import { poolSources } from './pool-sources.ts'

/**
 * What the last delta of a repository changed. What was made of the catalog before it is changed likewise, which takes a
 * tenth of making it anew.
 */
export interface CatalogChange {
  readonly repository: string
  /** All of their releases may be others. */
  readonly names: readonly string[]
  /** Releases of these names as they were, newest first. */
  readonly gone: readonly GoneRelease[]
}

export type GoneRelease = Pick<
  IndexRecord,
  'name' | 'architecture' | 'dependencies' | 'recommends' | 'suggests'
>

/** Names up to which a change is remembered: beyond, making everything anew costs little more. */
const mostNames = 5_000

/** Digests of the index before and after. */
export interface Way {
  readonly from: string
  readonly to: string
}

/** In the transaction that changes it. */
export function recordChange(
  catalog: Connection,
  { repository, names, gone }: CatalogChange,
  way: Way,
): void {
  forgetChange(catalog, repository)
  if (names.length > mostNames) return
  const told = gone.map(({ name, architecture, dependencies, recommends, suggests }): GoneRelease => ({
    ...{ name, architecture, dependencies, recommends, suggests },
  }))
  catalog
    .prepare('INSERT INTO change VALUES (?, ?, ?, ?, ?)')
    .run(repository, way.from, way.to, JSON.stringify(names), JSON.stringify(told))
}

export function forgetChange(catalog: Connection, repository: string): void {
  catalog.prepare('DELETE FROM change WHERE repository = ?').run(repository)
}

/** What leads from what repositories offered once to what they offer now; null where that is not known. */
export function changesSince(catalog: Connection, before: readonly PoolSource[]): CatalogChange[] | null {
  const now = poolSources(catalog)
  if (now.length !== before.length) return null
  const find = catalog.prepare<[string, string, string], { names: string; gone: string }>(
    'SELECT names, gone FROM change WHERE repository = ? AND from_digest = ? AND to_digest = ?',
  )
  const changes: CatalogChange[] = []
  for (const [at, { repository, digest }] of now.entries()) {
    if (before[at]!.repository !== repository) return null
    if (before[at]!.digest === digest) continue
    const row = find.get(repository, before[at]!.digest, digest)
    if (row === undefined) return null
    const [names, gone] = [JSON.parse(row.names) as string[], JSON.parse(row.gone) as GoneRelease[]]
    changes.push({ repository, names, gone })
  }
  return changes
}

/** Whether a package is one that changed. */
export function hasChanged(changes: readonly CatalogChange[]): (repository: string, name: string) => boolean {
  const names = new Map(changes.map((change) => [change.repository, new Set(change.names)]))
  return (repository, name) => names.get(repository)?.has(name) === true
}
