import { indexProblem, type RepositoryIndex } from '../model/repository-index.ts'
import { type Connection, guarded } from '../state/database.ts'
import { type CatalogSource, type Described, rowsOf } from './catalog-rows.ts'
import type { FreshReleases, HearReleases } from './fresh-releases.ts'
import { forgetBlocks } from './record-blocks.ts'
import { UnreadableIndex, writtenRecord, type WrittenRecord } from './read-index.ts'

/** Replaces all that the catalog says of one repository, in one transaction: readers see old or new. */
export function replaceSource(catalog: Connection, source: CatalogSource): void {
  replaceReleases(catalog, { ...source, releases: () => source.index.packages.map(writtenRecord) })
}

export type OfferedSource = Described &
  Pick<CatalogSource, 'repository'> & {
    readonly index: Pick<RepositoryIndex, 'featured'>
    /** All of them, every time that it is called. */
    readonly releases: () => Iterable<WrittenRecord>
  }

/**
 * As `replaceSource`, of records that are written already, and told to `fresh` as they come. Throws `UnreadableIndex`, and
 * what reading the releases throws, and nothing has changed.
 */
export function replaceReleases(catalog: Connection, source: OfferedSource, fresh?: FreshReleases): void {
  const { repository, releases } = source
  try {
    const hear = fresh?.begin(repository)
    const isDone = replaceWith(catalog, source, { groups: neighbours(releases()), hear })
    if (!isDone) replaceWith(catalog, source, { groups: byName(releases()), hear: fresh?.begin(repository) })
  } catch (error) {
    forgetBlocks(catalog)
    throw error
  }
}

interface Offered {
  /** Releases of one name each. */
  readonly groups: Iterable<readonly WrittenRecord[]>
  readonly hear: HearReleases | undefined
}

/** False, and nothing has changed, where names do not come in their order. */
function replaceWith(catalog: Connection, source: OfferedSource, { groups, hear }: Offered): boolean {
  const replace = (): void => {
    clearSource(catalog, source.repository)
    const rows = rowsOf(catalog, source.repository)
    rows.describe(source)
    for (const named of groups) {
      const problem = indexProblem({ packages: named.map(({ record }) => record) })
      if (problem !== null) throw new UnreadableIndex(problem)
      const placed = rows.add(named, source.index.publishers)
      hear?.(placed, source.index.publishers)
    }
    rows.addArt(source.index)
    rows.finish()
  }
  try {
    guarded(catalog.name, () => catalog.transaction(replace).immediate())
    return true
  } catch (error) {
    if (!(error instanceof OutOfOrder)) throw error
    forgetBlocks(catalog)
    return false
  }
}

/** Thrown to take a transaction back. */
class OutOfOrder extends Error {}

/** What stands together under one name. Throws `OutOfOrder` where names do not ascend, as our builder writes them. */
function* neighbours(releases: Iterable<WrittenRecord>): Generator<readonly WrittenRecord[]> {
  let named: WrittenRecord[] = []
  let last = ''
  for (const written of releases) {
    const { name } = written.record
    if (name !== last) {
      if (named.length > 0) yield named
      if (name < last) throw new OutOfOrder()
      named = []
      last = name
    }
    named.push(written)
  }
  if (named.length > 0) yield named
}

function byName(releases: Iterable<WrittenRecord>): WrittenRecord[][] {
  const groups = Map.groupBy(releases, ({ record }) => record.name)
  return [...groups.keys()].sort().map((name) => groups.get(name)!)
}

export function removeSource(catalog: Connection, repository: string): void {
  guarded(catalog.name, () => catalog.transaction(() => clearSource(catalog, repository)).immediate())
}

function clearSource(catalog: Connection, repository: string): void {
  for (const table of ['release', 'block', 'media', 'source', 'change']) {
    catalog.prepare(`DELETE FROM ${table} WHERE repository = ?`).run(repository)
  }
}
