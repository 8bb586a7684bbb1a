import type { Candidates } from './candidates.ts'
import type { Universe } from './universe.ts'

export const needKinds = ['dependency', 'recommended', 'suggested'] as const
export type NeedKind = (typeof needKinds)[number]

/** By which clauses a release needs others. */
export function clausesOf(kind: NeedKind, release: number, universe: Universe): readonly number[] {
  switch (kind) {
    case 'dependency':
      return universe.dependenciesOf(release)
    case 'recommended':
      return Array.from(universe.extrasOf('recommends', release))
    case 'suggested':
      return Array.from(universe.extrasOf('suggests', release))
  }
}

/** Who needs a release, by which clause; null for what is there for its own sake. */
export interface Need {
  readonly by: number
  readonly clause: number
  readonly kind: NeedKind
}

/**
 * What of `isPresent` the roots need, through dependencies, recommendations and suggestions, each with the first
 * need that was met, nearest to the roots. Where two packages satisfy one need, both count as needed.
 */
export function findNeeded(
  roots: Iterable<number>,
  isPresent: (release: number) => boolean,
  { universe, candidates }: { readonly universe: Universe; readonly candidates: Candidates },
): ReadonlyMap<number, Need | null> {
  const needs = new Map<number, Need | null>()
  const isTold = new Uint8Array(universe.clauseCount)
  for (const root of roots) needs.set(root, null)
  // A map keeps the order of insertion and visits what is added while it is walked: breadth first.
  for (const by of needs.keys()) {
    for (const kind of needKinds) {
      for (const clause of clausesOf(kind, by, universe)) {
        if (isTold[clause] === 1) continue
        isTold[clause] = 1
        candidates.prepare(clause)
        const { items, starts, ends } = candidates
        for (let at = starts[clause]! - 1; at < ends[clause]! - 1; at += 1) {
          const release = items[at]!
          if (isPresent(release) && !needs.has(release)) needs.set(release, { by, clause, kind })
        }
      }
    }
  }
  return needs
}
