import { indexProblem, type RepositoryIndex } from '../model/repository-index.ts'
import { type Connection, guarded } from '../state/database.ts'
import { type CatalogSource, type Described, rowsOf } from './catalog-rows.ts'
import { forgetBlocks } from './record-blocks.ts'
import { UnreadableIndex, writtenRecord, type WrittenRecord } from './read-index.ts'

/** Replaces all that the catalog says of one repository, in one transaction: readers see old or new. */
export function replaceSource(catalog: Connection, source: CatalogSource): void {
  replaceReleases(catalog, source, source.index.packages.map(writtenRecord))
}

export type OfferedSource = Described &
  Pick<CatalogSource, 'repository'> & { readonly index: Pick<RepositoryIndex, 'featured'> }

/** As `replaceSource`, of records that are written already. Throws `UnreadableIndex`, and nothing has changed. */
export function replaceReleases(
  catalog: Connection,
  source: OfferedSource,
  releases: readonly WrittenRecord[],
): void {
  const replace = (): void => {
    clearSource(catalog, source.repository)
    const rows = rowsOf(catalog, source.repository)
    rows.describe(source)
    for (const named of byName(releases)) {
      const problem = indexProblem({ packages: named.map(({ record }) => record) })
      if (problem !== null) throw new UnreadableIndex(problem)
      rows.add(named, source.index.publishers)
    }
    rows.addArt(source.index)
    rows.finish()
  }
  try {
    guarded(catalog.name, () => catalog.transaction(replace).immediate())
  } catch (error) {
    forgetBlocks(catalog)
    throw error
  }
}

/** In the order of names, in which the records are read. */
function byName(releases: readonly WrittenRecord[]): WrittenRecord[][] {
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
