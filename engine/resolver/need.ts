import { end, start, type Candidates } from './candidates.ts'
import { isExclusion } from './pool-layout.ts'
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

/** Who needs a release, and by which clause. */
export interface Need {
  readonly by: number
  readonly clause: number
}

/** What is needed, and by whom: the first need that was met, nearest to the roots. */
export interface Needed {
  readonly has: (release: number) => boolean
  /** Null for roots, which are there for their own sake. */
  readonly needOf: (release: number) => Need | null
}

const root = -1

/**
 * What of `present` (1 by release) the roots need, through dependencies, recommendations and suggestions. Where two
 * packages satisfy one need, both count as needed.
 */
export function findNeeded(
  roots: Iterable<number>,
  present: Int8Array,
  { universe, candidates }: { readonly universe: Universe; readonly candidates: Candidates },
): Needed {
  // By release: who needs it + 2, and the clause.
  const needers = new Int32Array(universe.releaseCount)
  const clauses = new Int32Array(universe.releaseCount)
  const isTold = new Uint8Array(universe.clauseCount)
  const queue: number[] = []
  for (const release of roots) {
    needers[release] = root + 2
    queue.push(release)
  }
  const tell = (by: number, clause: number): void => {
    if (isTold[clause] === 1) return
    isTold[clause] = 1
    const row = candidates.rowOf(clause)
    const { items, rows } = candidates
    for (let at = rows[row + start]!; at < rows[row + end]!; at += 1) {
      const release = items[at]!
      if (present[release] !== 1 || needers[release] !== 0) continue
      needers[release] = by + 2
      clauses[release] = clause
      queue.push(release)
    }
  }
  for (let head = 0; head < queue.length; head += 1) tellAll(queue[head]!, universe, tell)
  return {
    has: (release) => needers[release] !== 0,
    needOf: (release) =>
      needers[release]! < 2 ? null : { by: needers[release]! - 2, clause: clauses[release]! },
  }
}

function tellAll(by: number, universe: Universe, tell: (by: number, clause: number) => void): void {
  const { starts, items } = universe.relationsOf(by)
  const row = universe.rowOf(by)
  for (let at = starts[row]!; at < starts[row + 1]!; at += 1) {
    if (items[at]! < isExclusion) tell(by, items[at]!)
  }
  universe.forEachExtra('recommends', by, tell)
  universe.forEachExtra('suggests', by, tell)
}

/** How `by` says the clause. */
export function kindOfNeed({ by, clause }: Need, universe: Universe): NeedKind {
  return needKinds.find((kind) => clausesOf(kind, by, universe).includes(clause)) ?? 'dependency'
}
