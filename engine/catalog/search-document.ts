import { barOf, maintainerName } from '../model/publisher.ts'
import { parseRelation } from '../model/relation.ts'
import type { IndexRecord, Publisher } from '../model/repository-index.ts'
import { shelvesOf } from '../model/shelf.ts'
import { isProblem } from '../model/version-range.ts'
import type { SearchDocument, Standing } from '../search/document.ts'
import { cardText } from './card.ts'
import type { GoneRelease } from './change-log.ts'
import { firstLine } from './first-line.ts'
import { keywordsOf, mediaTypesOf, roleOf } from './record-facts.ts'

/** Of releases of one name in one repository, as they are ranked, the one that stands for all. */
export function standingOf<T extends Pick<IndexRecord, 'architecture'>>(
  releases: readonly T[],
  machine: string,
): T {
  return releases.find((release) => fits(release, machine)) ?? releases[0]!
}

function fits({ architecture }: Pick<IndexRecord, 'architecture'>, machine: string): boolean {
  return architecture === 'universal' || architecture === machine
}

export interface ReadFor {
  /** Of this machine. */
  readonly architecture: string
  readonly publishers: readonly Publisher[]
}

/** What search knows of a release that stands for its name; `id` is its row in the catalog. */
export function documentOf(
  repository: string,
  { id, record }: { readonly id: number; readonly record: IndexRecord },
  { architecture, publishers }: ReadFor,
): SearchDocument {
  const standing: Standing = fits(record, architecture)
    ? (barOf(record, publishers) ?? 'offered')
    : 'architecture'
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
    // Whichever name of a shelf a package gives, it stands there once; its own word for it finds it still.
    tags: [...keywordsOf(record), ...categories],
    categories: shelvesOf(categories),
    provides: provides.map(nameInRelation),
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

/** Each as often as it is told. */
export function namesUsedBy({ dependencies, recommends, suggests }: Omit<GoneRelease, 'name'>): string[] {
  return [...dependencies, ...recommends, ...suggests].flatMap(namesIn)
}

export function nameInRelation(relation: string): string {
  return /^[^\s(=<>]+/.exec(relation)?.[0] ?? ''
}

/** Names of a clause; what is counted need not be understood in whole. */
function namesIn(clause: string): string[] {
  const relation = clause.includes('|') ? parseRelation(clause) : null
  if (relation === null || isProblem(relation)) return [nameInRelation(clause)]
  return relation.alternatives.map(({ name }) => name)
}
