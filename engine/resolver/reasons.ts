import { asker, type Candidates } from './candidates.ts'
import { causeOfReason, Reason, type Cause } from './cause.ts'
import { absent, present, type Trail } from './trail.ts'
import type { Universe } from './universe.ts'

/** What a search has come to, and what it searches in. */
interface Searched {
  readonly universe: Universe
  readonly candidates: Candidates
  readonly trail: Trail
  /** Clauses, by release, that do not bind it. */
  readonly waived: ReadonlyMap<number, ReadonlySet<number>>
}

/** Why a release is there, or is not; null where that was decided, or is open. */
export function causeOf(release: number, searched: Searched): Cause | null {
  const { trail, candidates } = searched
  const value = trail.values[release]
  const literal = value === 1 ? present(release) : absent(release)
  return causeOfReason(value === 0 ? Reason.none : trail.reasonOf(release), literal, {
    askerOf: (clause) => askerOf(clause, candidates),
    onlyClauseOf: (by, other) => onlyClauseOf(by, other, searched),
  })
}

/** The release that asked first for a clause; below 0 for the request, or where nobody did. */
export function askerOf(clause: number, candidates: Candidates): number {
  return candidates.rows[candidates.rowOf(clause) + asker]! - 2
}

/** The first one, which is the one that was asked for. */
function onlyClauseOf(release: number, other: number, { universe, waived }: Searched): number {
  const accepted = waived.get(release)
  return universe
    .dependenciesOf(release)
    .find((clause) => universe.terms.onlyMatch(clause) === other && accepted?.has(clause) !== true)!
}
