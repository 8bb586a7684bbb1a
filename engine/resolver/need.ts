import type { Candidates } from './candidates.ts'
import type { Universe } from './universe.ts'

export type NeedKind = 'dependency' | 'recommended' | 'suggested'

/** Who needs a release, by which clause; null for what is there for its own sake. */
export interface Need {
  readonly by: number
  readonly clause: number
  readonly kind: NeedKind
}

const relations = [
  ['dependencies', 'dependency'],
  ['recommends', 'recommended'],
  ['suggests', 'suggested'],
] as const

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
  const isTold = new Set<number>()
  for (const root of roots) needs.set(root, null)
  // A map keeps the order of insertion and visits what is added while it is walked: breadth first.
  for (const by of needs.keys()) {
    for (const [list, kind] of relations) {
      const clauses = universe.listOf(list, by)
      for (let at = 0; at < clauses.length; at += 1) {
        const clause = clauses[at]!
        if (isTold.has(clause)) continue
        isTold.add(clause)
        for (const release of candidates.listOf(clause)) {
          if (isPresent(release) && !needs.has(release)) needs.set(release, { by, clause, kind })
        }
      }
    }
  }
  return needs
}
