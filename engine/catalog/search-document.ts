import { barOf, maintainerName } from '../model/publisher.ts'
import type { IndexRecord, Publisher } from '../model/repository-index.ts'
import { shelvesOf } from '../model/shelf.ts'
import type { SearchDocument, Standing } from '../search/document.ts'
import { cardText } from './card.ts'
import { firstLine } from './first-line.ts'
import { keywordsOf, mediaTypesOf, roleOf } from './record-facts.ts'
import { nameInRelation, namesUsedBy } from './used-names.ts'

/** Of releases of one name in one repository, as they are ranked, the one that stands for all. */
export function standingOf<T extends { readonly architecture: string }>(
  releases: readonly T[],
  machine: string,
): T {
  return releases.find((release) => fits(release, machine)) ?? releases[0]!
}

export function fits({ architecture }: { readonly architecture: string }, machine: string): boolean {
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
