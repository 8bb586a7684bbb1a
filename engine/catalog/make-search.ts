import { barOf, maintainerName } from '../model/publisher.ts'
import { parseRelation } from '../model/relation.ts'
import type { IndexRecord, Publisher } from '../model/repository-index.ts'
import { isProblem } from '../model/version-range.ts'
import { buildIndex } from '../search/build-index.ts'
import type { SearchDocument, Standing } from '../search/document.ts'
import type { Connection } from '../state/database.ts'
import { firstLine } from './build-catalog.ts'
import { publishersOf } from './make-pool.ts'
import { poolSources } from './pool-sources.ts'
import { keywordsOf, mediaTypesOf, roleOf } from './record-facts.ts'

/** A search index of everything in the catalog, disabled repositories included: what is in use is asked each time. */
export function makeSearch(catalog: Connection, architecture: string): Uint8Array {
  return catalog.transaction(() =>
    buildIndex(documents(catalog, architecture), { architecture, sources: poolSources(catalog) }),
  )()
}

interface Row {
  readonly id: number
  readonly repository: string
  readonly name: string
  readonly architecture: string
}

/** One document for each name of each repository: the newest release that fits this machine stands for it. */
function* documents(catalog: Connection, architecture: string): Generator<SearchDocument> {
  const publishers = publishersOf(catalog)
  const rows = catalog
    .prepare<[], Row>(
      'SELECT id, repository, name, architecture FROM release ORDER BY name, repository, rank',
    )
    .all()
  const recordOf = catalog.prepare<[number], string>('SELECT record FROM release WHERE id = ?').pluck()
  for (let start = 0, end = 0; start < rows.length; start = end) {
    const first = rows[start]!
    end = start + 1
    while (rows[end]?.name === first.name && rows[end]?.repository === first.repository) end += 1
    const standing = rows.slice(start, end).find((row) => fits(row, architecture))
    const { id, repository } = standing ?? first
    const record = JSON.parse(recordOf.get(id)!) as IndexRecord
    const known = publishers.get(repository) ?? []
    const bar = standing === undefined ? 'architecture' : (barOf(record, known) ?? 'offered')
    yield documentOf({ id, repository, record }, bar, known)
  }
}

function fits({ architecture }: Row, machine: string): boolean {
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
    uses: [...record.dependencies, ...record.recommends, ...record.suggests].flatMap(namesIn),
    license,
    role: roleOf(record),
    verified: publishers.some((known) => known.name === publisher),
    size,
    published,
    standing,
  }
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
