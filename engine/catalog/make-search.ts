import { barOf, maintainerName } from '../model/publisher.ts'
import { parseRelation } from '../model/relation.ts'
import type { IndexRecord, Publisher } from '../model/repository-index.ts'
import { isProblem } from '../model/version-range.ts'
import { buildIndex } from '../search/build-index.ts'
import type { SearchDocument, Standing } from '../search/document.ts'
import { mergeIndex } from '../search/merge-index.ts'
import { type IndexSources, openIndex } from '../search/search-index.ts'
import type { Connection } from '../state/database.ts'
import { cardText } from './card.ts'
import { type CatalogChange, changesSince, type GoneRelease, hasChanged } from './change-log.ts'
import { firstLine } from './first-line.ts'
import { publishersOf } from './make-pool.ts'
import { poolSources } from './pool-sources.ts'
import { recordAt, type RecordPlace } from './record-blocks.ts'
import { keywordsOf, mediaTypesOf, roleOf } from './record-facts.ts'

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
      buildIndex(documents(catalog, architecture, null), about)
    )
  })()
}

function changedIndex(catalog: Connection, about: IndexSources, file: Uint8Array | null): Uint8Array | null {
  const before = file === null ? null : openIndex(file, true)
  if (before === null || before.about.architecture !== about.architecture) return null
  const changes = changesSince(catalog, before.about.sources)
  if (changes === null) return null
  const added = openIndex(buildIndex(documents(catalog, about.architecture, changes), about), true)
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
    const stood = releases.find((release) => fits(release, architecture)) ?? releases[0]!
    return [...new Set(namesUsedBy(stood))]
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
  changes: readonly CatalogChange[] | null,
): Generator<SearchDocument> {
  const publishers = publishersOf(catalog)
  for (const releases of groupsIn(changes === null ? allRows(catalog) : rowsOf(catalog, changes))) {
    const standing = releases.find((row) => fits(row, architecture))
    const { id, repository, ...place } = standing ?? releases[0]!
    const record = recordAt(catalog, place)
    const known = publishers.get(repository) ?? []
    const bar = standing === undefined ? 'architecture' : (barOf(record, known) ?? 'offered')
    yield documentOf({ id, repository, record }, bar, known)
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

function rowsOf(catalog: Connection, changes: readonly CatalogChange[]): Row[] {
  const named = catalog.prepare<[string, string], Row>(
    'SELECT id, repository, name, architecture, block, start, length FROM release WHERE repository = ? AND name = ? ORDER BY rank',
  )
  return changes.flatMap(({ repository, names }) => names.flatMap((name) => named.all(repository, name)))
}

function fits({ architecture }: Pick<IndexRecord, 'architecture'>, machine: string): boolean {
  return architecture === 'universal' || architecture === machine
}

interface Stored {
  readonly id: number
  readonly repository: string
  readonly record: IndexRecord
}

function documentOf(
  { id, repository, record }: Stored,
  standing: Standing,
  publishers: readonly Publisher[],
): SearchDocument {
  const { name, app, description, commands, categories, provides, license, size, published } = record
  const publisher = maintainerName(record.maintainer)
  const verified = publishers.some((known) => known.name === publisher)
  return {
    release: id,
    repository,
    name,
    title: app?.name ?? name,
    summary: app?.summary ?? firstLine(description),
    description: app?.description ?? description,
    commands,
    tags: keywordsOf(record),
    categories,
    provides: provides.map(nameIn),
    mediaTypes: mediaTypesOf(record),
    uses: namesUsedBy(record),
    license,
    role: roleOf(record),
    verified,
    size,
    published,
    standing,
    card: cardText(record, verified),
  }
}

function namesUsedBy({ dependencies, recommends, suggests }: Omit<GoneRelease, 'name'>): string[] {
  return [...dependencies, ...recommends, ...suggests].flatMap(namesIn)
}

function nameIn(relation: string): string {
  return /^[^\s(=<>]+/.exec(relation)?.[0] ?? ''
}

/** Names of a clause; what is counted need not be understood in whole. */
function namesIn(clause: string): string[] {
  const relation = clause.includes('|') ? parseRelation(clause) : null
  if (relation === null || isProblem(relation)) return [nameIn(clause)]
  return relation.alternatives.map(({ name }) => name)
}
