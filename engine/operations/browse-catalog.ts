import type { DiscoverAnswer } from '../api/catalog-operations.ts'
import type { ParsedInput } from '../api/operations.ts'
import type { PackageSummary } from '../api/package-operations.ts'
import { cardAt } from '../catalog/card.ts'
import { mediaName } from '../catalog/media-files.ts'
import { find } from '../search/find.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { lostVouchers } from './lost-vouchers.ts'
import { newerReleases } from './newer-releases.ts'
import { type SearchPlace, searchPlace } from './search-place.ts'
import { summarizer } from './summaries.ts'
import { orderedRepositories } from './ordered-repositories.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'
import { useTeller } from './package-use.ts'

const recentCount = 12

/** All packages come from the search index. */
export function discover(
  toolbox: Toolbox,
  { locales }: ParsedInput<'catalog.discover'>,
  signal: AbortSignal,
): Promise<DiscoverAnswer> {
  return toolbox.search.use((index) => frontPage(toolbox, searchPlace(toolbox, index), locales), signal)
}

function frontPage(toolbox: Toolbox, place: SearchPlace, locales: readonly string[]): DiscoverAnswer {
  const { index, view, catalog, summarize } = place
  const faces = newest(place, ['app', 'command'])
  // Apps are what people look for here; commands fill the room that they leave.
  const recent = new Set([...newest(place, ['app']).page, ...faces.page].map(({ number }) => number))
  const abouts = enabledNames(toolbox).flatMap((name) => catalog.about(name) ?? [])
  const summaryOf = (number: number): PackageSummary => summarize(cardAt(index, number), locales)
  const named = (name: string): PackageSummary[] => {
    const [from, to] = index.named(name)
    for (let at = from; at < to; at += 1) if (view.hidden[at] === 0) return [summaryOf(at)]
    return []
  }
  return {
    featured: abouts.flatMap(({ featured }) =>
      featured.flatMap(({ package: name, kicker, headline, art }) =>
        named(name).map((summary) => ({
          package: summary,
          kicker,
          headline,
          art: art === undefined ? null : `media/${mediaName(art)}`,
        })),
      ),
    ),
    categories: faces.facets.categories.map(({ value, count }) => ({ value, count })),
    collections: abouts.flatMap(({ collections }) =>
      collections.flatMap(({ packages, ...collection }) => {
        const members = packages.flatMap(named)
        return members.length === 0 ? [] : [{ ...collection, packages: members }]
      }),
    ),
    recent: [...recent].slice(0, recentCount).map(summaryOf),
    total: view.visibleCount,
  }
}

function newest(place: SearchPlace, roles: readonly ('app' | 'command')[]) {
  return find(place, {
    query: '',
    description: false,
    tags: false,
    filters: { roles },
    hidden: false,
    order: 'newest',
    offset: 0,
    limit: recentCount,
  })
}

export function listInstalled(
  toolbox: Toolbox,
  { locales }: ParsedInput<'package.installed'>,
): PackageSummary[] {
  const installed = installedReleases(toolbox)
  const catalog = openedCatalog(toolbox)
  const { ofInstalled } = summarizer(
    catalog,
    installed,
    newerReleases(toolbox, catalog, installed),
    lostVouchers(toolbox, catalog),
  )
  const withUse = useTeller(toolbox.layout)
  return [...installed.values()].map((release) =>
    withUse(ofInstalled(release, () => readStoredManifest(toolbox.layout, release.directory), locales)),
  )
}

function enabledNames(toolbox: Toolbox): string[] {
  return orderedRepositories(toolbox)
    .filter(({ enabled }) => enabled)
    .map(({ name }) => name)
}
