import type { Relation } from '../model/relation.ts'
import type { ResolverRelease } from './package-source.ts'
import type { Universe } from './universe.ts'

/** Who needs a release, and by which words; null for what is there for its own sake. */
export interface Need {
  readonly by: ResolverRelease
  readonly relation: Relation
}

/**
 * What of `present` the `roots` need, through dependencies and recommendations, each with the first need that
 * was met, nearest to the roots. Where two packages satisfy one need, both count as needed.
 */
export function findNeeded(
  roots: readonly ResolverRelease[],
  present: ReadonlyMap<string, ResolverRelease>,
  universe: Universe,
): ReadonlyMap<ResolverRelease, Need | null> {
  const isPresent = (release: ResolverRelease) => present.get(release.name)?.id === release.id
  const needs = new Map<ResolverRelease, Need | null>(roots.map((root) => [root, null]))
  // A map keeps the order of insertion and visits what is added while it is walked: breadth first.
  for (const by of needs.keys()) {
    for (const relation of [...by.dependencies, ...by.recommends]) {
      const met = universe
        .candidatesFor(relation)
        .filter((release) => isPresent(release) && !needs.has(release))
      for (const release of met) needs.set(release, { by, relation })
    }
  }
  return needs
}

export function byName(releases: Iterable<ResolverRelease>): ReadonlyMap<string, ResolverRelease> {
  return new Map(Array.from(releases, (release) => [release.name, release]))
}
