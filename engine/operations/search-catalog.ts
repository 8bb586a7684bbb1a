import type { FoundPackage, SearchAnswer } from '../api/catalog-operations.ts'
import type { ParsedInput } from '../api/operations.ts'
import { cardAt, type CardOffer } from '../catalog/card.ts'
import { keywordsOf, mediaTypesOf } from '../catalog/record-facts.ts'
import { nameInRelation } from '../catalog/used-names.ts'
import { shelfOf } from '../model/shelf.ts'
import { explain } from '../search/explain.ts'
import type { Filters } from '../search/facets.ts'
import { find, type Found } from '../search/find.ts'
import type { HiddenReason } from '../search/view.ts'
import { type SearchPlace, searchPlace } from './search-place.ts'
import type { Toolbox } from './toolbox.ts'

type SearchInput = ParsedInput<'catalog.search'>

/** All of it comes from the index; only where rules are to be asked is the page read from the catalog. */
export function searchCatalog(
  toolbox: Toolbox,
  input: SearchInput,
  signal: AbortSignal,
): Promise<SearchAnswer> {
  return toolbox.search.use((index) => {
    const place = searchPlace(toolbox, index)
    const finding = find(place, { ...input, filters: filtersOf(input) })
    const { total, page, facets, hidden, meant, partial } = finding
    const about = { query: meant ?? input.query, locales: input.locales }
    const packages = page.map((found) => cardOf(place, about, found))
    return { total, packages, facets, hidden, meant, ...(partial ? { partial } : {}) }
  }, signal)
}

function filtersOf(input: SearchInput): Filters {
  const { repositories, licenses, roles, sizes, ages } = input
  const categories = input.categories?.map(shelfOf)
  const { verified, installed, updates, fits } = input
  const chosen = Object.entries({ verified, installed, updates, fits }).flatMap(([name, wanted]) =>
    wanted === undefined ? [] : [[name, [wanted ? 'yes' : 'no']] as const],
  )
  return { categories, repositories, licenses, roles, sizes, ages, ...Object.fromEntries(chosen) }
}

function cardOf(
  place: SearchPlace,
  { query, locales }: Pick<SearchInput, 'query' | 'locales'>,
  found: Found,
): FoundPackage {
  const offer = cardAt(place.index, found.number)
  const { record } = offer
  const texts = {
    command: record.commands,
    label: [
      ...mediaTypesOf(record),
      ...keywordsOf(record),
      ...record.categories,
      ...record.provides.map(nameInRelation),
    ],
  }
  const card = place.summarize(offer, locales)
  return {
    ...card,
    matched: explain(found.matched, { ...texts, shown: card }, query),
    similar: found.similar,
    hidden: found.hidden === null ? null : { reason: found.hidden, by: whoHides(place, found.hidden, offer) },
    refused: place.refusalOf(found.number),
  }
}

/** The repository to which a package owes that it is hidden; null where it is this machine. */
function whoHides(
  place: SearchPlace,
  reason: HiddenReason,
  { repository, record }: CardOffer,
): string | null {
  switch (reason) {
    case 'architecture':
      return null
    case 'owner':
      return place.ownerOf(record.name)
    case 'priority':
      return firstOf(place, record.name)
    case 'revoked':
    case 'stranger':
    case 'disabled':
      return repository
  }
}

function firstOf({ index, view }: SearchPlace, name: string): string | null {
  const [from, to] = index.named(name)
  for (let at = from; at < to; at += 1) {
    if (view.hidden[at] === 0) return index.about.repositories[index.data.repositories[at]!]!
  }
  return null
}
