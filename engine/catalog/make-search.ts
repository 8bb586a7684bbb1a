import type { IndexRecord } from '../model/repository-index.ts'
import { buildIndex } from '../search/build-index.ts'
import type { SearchDocument } from '../search/document.ts'
import { mergeIndex } from '../search/merge-index.ts'
import { type IndexSources, openIndex } from '../search/search-index.ts'
import type { Connection } from '../state/database.ts'
import { type CatalogChange, changesSince, type GoneRelease, hasChanged } from './change-log.ts'
import type { FreshReleases } from './fresh-releases.ts'
import { publishersOf } from './make-pool.ts'
import { poolSources } from './pool-sources.ts'
import { recordAt, type RecordPlace } from './record-blocks.ts'
import { documentOf, standingOf } from './search-document.ts'
import { namesUsedBy } from './used-names.ts'

/**
 * A search index of everything in the catalog, disabled repositories included: what is in use is asked each time. Where
 * `before` is one of what was there before the last changes, it is changed likewise; the bytes are the same.
 */
export function makeSearch(
  catalog: Connection,
  architecture: string,
  before?: Uint8Array | null,
): Uint8Array {
  return catalog.transaction(() => {
    const about = { architecture, sources: poolSources(catalog) }
    return (
      changedIndex(catalog, about, before ?? null) ??
      buildIndex(documents(catalog, architecture, allRows(catalog)), about)
    )
  })()
}

/** As `makeSearch`, where some repositories were just read; null where they offer something else by now. */
export function freshSearch(
  catalog: Connection,
  architecture: string,
  fresh: FreshReleases,
): Uint8Array | null {
  return catalog.transaction(() => {
    const about = { architecture, sources: poolSources(catalog) }
    const others = fresh.othersOf(about)
    if (others === null) return null
    const rows = others.flatMap((repository) => rowsIn(catalog, repository))
    for (const each of documents(catalog, architecture, rows)) fresh.search.add(each)
    return fresh.search.finish(about)
  })()
}

function changedIndex(catalog: Connection, about: IndexSources, file: Uint8Array | null): Uint8Array | null {
  const before = file === null ? null : openIndex(file, true)
  if (before === null || before.about.architecture !== about.architecture) return null
  const changes = changesSince(catalog, before.about.sources)
  if (changes === null) return null
  const added = openIndex(
    buildIndex(documents(catalog, about.architecture, rowsOf(catalog, changes)), about),
    true,
  )
  const change = {
    goes: hasChanged(changes),
    goneUses: changes.flatMap(({ gone }) => usesOf(gone, about.architecture)),
    added: added!,
  }
  return mergeIndex(before, change, about)
}

/** Names that the packages of these releases used, each as often as packages did. */
function usesOf(gone: readonly GoneRelease[], architecture: string): string[] {
  return [...Map.groupBy(gone, ({ name }) => name).values()].flatMap((releases) => {
    return [...new Set(namesUsedBy(standingOf(releases, architecture)))]
  })
}

interface Row extends RecordPlace {
  readonly id: number
  readonly repository: string
  readonly name: string
  readonly architecture: IndexRecord['architecture']
}

/** One document for each name of each repository: the newest release that fits this machine stands for it. */
function* documents(
  catalog: Connection,
  architecture: string,
  rows: readonly Row[],
): Generator<SearchDocument> {
  const publishers = publishersOf(catalog)
  for (const releases of groupsIn(rows)) {
    const { id, repository, ...place } = standingOf(releases, architecture)
    const known = publishers.get(repository) ?? []
    yield documentOf(
      repository,
      { id, record: recordAt(catalog, place) },
      { architecture, publishers: known },
    )
  }
}

/** Releases of one name in one repository. */
function* groupsIn(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0, end = 0; start < rows.length; start = end) {
    const first = rows[start]!
    end = start + 1
    while (rows[end]?.name === first.name && rows[end]?.repository === first.repository) end += 1
    yield rows.slice(start, end)
  }
}

/** Releases of one name in one repository are neighbours, newest first. */
function allRows(catalog: Connection): Row[] {
  return catalog
    .prepare<[], Row>(
      'SELECT id, repository, name, architecture, block, start, length FROM release ORDER BY name, repository, rank',
    )
    .all()
}

function rowsIn(catalog: Connection, repository: string): Row[] {
  return catalog
    .prepare<[string], Row>(
      'SELECT id, repository, name, architecture, block, start, length FROM release WHERE repository = ? ORDER BY name, rank',
    )
    .all(repository)
}

function rowsOf(catalog: Connection, changes: readonly CatalogChange[]): Row[] {
  const named = catalog.prepare<[string, string], Row>(
    'SELECT id, repository, name, architecture, block, start, length FROM release WHERE repository = ? AND name = ? ORDER BY rank',
  )
  return changes.flatMap(({ repository, names }) => names.flatMap((name) => named.all(repository, name)))
}
