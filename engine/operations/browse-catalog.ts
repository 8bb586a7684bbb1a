import type { DiscoverAnswer, PackageSummary, SearchAnswer } from '../api/package-operations.ts'
import type { ParsedInput } from '../api/operations.ts'
import { mediaName } from '../catalog/build-catalog.ts'
import type { SearchColumn } from '../catalog/catalog.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { listRepositories } from '../state/repositories.ts'
import { newerReleases } from './newer-releases.ts'
import { summarizer } from './summaries.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

const recentCount = 12

export function discover(toolbox: Toolbox): DiscoverAnswer {
  const catalog = openedCatalog(toolbox)
  const installed = installedReleases(toolbox)
  const summarize = summarizer(catalog, installed, newerReleases(toolbox, catalog, installed)).ofOffer
  const all = catalog.newest().map(summarize)
  const byName = new Map(all.map((summary) => [summary.name, summary]))
  const faces = all.filter(({ role }) => role !== 'component')
  const abouts = enabledNames(toolbox).flatMap((name) => catalog.about(name) ?? [])
  return {
    featured: abouts.flatMap(({ featured }) =>
      featured.flatMap(({ package: name, kicker, headline, art }) => {
        const summary = byName.get(name)
        if (summary === undefined) return []
        return [
          { package: summary, kicker, headline, art: art === undefined ? null : `media/${mediaName(art)}` },
        ]
      }),
    ),
    categories: countValues(faces, ({ categories }) => categories),
    collections: abouts.flatMap(({ collections }) =>
      collections.flatMap(({ packages, ...collection }) => {
        const members = packages.flatMap((name) => byName.get(name) ?? [])
        return members.length === 0 ? [] : [{ ...collection, packages: members }]
      }),
    ),
    recent: faces
      .toSorted(
        (a, b) => (b.published ?? '').localeCompare(a.published ?? '') || a.name.localeCompare(b.name),
      )
      .slice(0, recentCount),
    total: all.length,
  }
}

export function search(toolbox: Toolbox, input: ParsedInput<'catalog.search'>): SearchAnswer {
  const catalog = openedCatalog(toolbox)
  const installed = installedReleases(toolbox)
  const summarize = summarizer(catalog, installed, newerReleases(toolbox, catalog, installed)).ofOffer
  const offers =
    input.query.trim() === '' ? catalog.newest() : catalog.matching(input.query, columnsOf(input))
  const found = offers.map(summarize)
  const kept = found.filter((summary) => passes(summary, input))
  const facet = (ignored: FilterName, values: (summary: PackageSummary) => readonly string[]) =>
    countValues(
      found.filter((summary) => passes(summary, input, ignored)),
      values,
    )
  return {
    total: kept.length,
    packages: ordered(kept, input.order).slice(input.offset, input.offset + input.limit),
    facets: {
      categories: facet('categories', ({ categories }) => categories),
      repositories: facet('repositories', ({ repository }) => (repository === null ? [] : [repository])),
      licenses: facet('licenses', ({ license }) => [license]),
      roles: facet('roles', ({ role }) => [role]),
    },
  }
}

export function listInstalled(toolbox: Toolbox): PackageSummary[] {
  const installed = installedReleases(toolbox)
  const catalog = openedCatalog(toolbox)
  const { ofInstalled } = summarizer(catalog, installed, newerReleases(toolbox, catalog, installed))
  return [...installed.values()].map((release) =>
    ofInstalled(release, () => readStoredManifest(toolbox.layout, release.directory)),
  )
}

function enabledNames(toolbox: Toolbox): string[] {
  return listRepositories(toolbox.state)
    .filter(({ enabled }) => enabled)
    .map(({ name }) => name)
}

function columnsOf(input: ParsedInput<'catalog.search'>): SearchColumn[] {
  return [
    'name',
    'title',
    'commands',
    'summary',
    ...(input.description ? (['description'] as const) : []),
    ...(input.tags ? (['tags'] as const) : []),
  ]
}

type FilterName = 'categories' | 'repositories' | 'licenses' | 'roles'

function passes(
  summary: PackageSummary,
  input: ParsedInput<'catalog.search'>,
  ignored?: FilterName,
): boolean {
  const values: Record<FilterName, readonly string[]> = {
    categories: summary.categories,
    repositories: summary.repository === null ? [] : [summary.repository],
    licenses: [summary.license],
    roles: [summary.role],
  }
  const wanted: Record<FilterName, readonly string[]> = input
  const names = Object.keys(values) as FilterName[]
  return (
    (input.installed === undefined || (summary.installed !== null) === input.installed) &&
    names.every(
      (name) =>
        name === ignored ||
        wanted[name].length === 0 ||
        values[name].some((value) => wanted[name].includes(value)),
    )
  )
}

function ordered(list: PackageSummary[], order: ParsedInput<'catalog.search'>['order']): PackageSummary[] {
  switch (order) {
    case 'best':
      return list
    case 'name':
      return list.toSorted((a, b) => a.title.localeCompare(b.title))
    case 'newest':
      return list.toSorted((a, b) => (b.published ?? '').localeCompare(a.published ?? ''))
    case 'size':
      return list.toSorted((a, b) => a.size - b.size)
  }
}

/** Most frequent first, then by name. */
function countValues(
  list: readonly PackageSummary[],
  values: (summary: PackageSummary) => readonly string[],
): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const value of list.flatMap(values)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || a.value.localeCompare(b.value))
}
