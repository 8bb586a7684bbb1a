import type { FoundPackage, SearchAnswer } from '../../engine/api/catalog-operations.ts'
import type { PackageSummary } from '../../engine/api/package-operations.ts'

/** An answer with these packages, none of which is hidden, refused or guessed. */
export function searchAnswer(
  packages: readonly PackageSummary[] = [],
  { total = packages.length, ...more }: Partial<SearchAnswer> = {},
): SearchAnswer {
  const none = { categories: [], repositories: [], licenses: [], roles: [], sizes: [], ages: [] }
  return {
    total,
    packages: packages.map(asFound),
    meant: null,
    hidden: [],
    facets: { ...none, verified: [], installed: [], updates: [], fits: [] },
    ...more,
  }
}

export function asFound(summary: PackageSummary): FoundPackage {
  return { matched: [], similar: false, hidden: null, refused: null, ...summary }
}
