import type { Candidates } from './candidates.ts'
import { absent, present, type Literal } from './trail.ts'

/** Why something cannot be otherwise: a fact of the pool or the request, or what was learned from several. */
export type Cause =
  /** `asker` (-1: the request) is not there, or a candidate of the clause is. */
  | { readonly kind: 'clause'; readonly clause: number; readonly asker: number }
  /** `release` and `other` are not both there: the first excludes the second, or they have one name. */
  | { readonly kind: 'pair'; readonly release: number; readonly other: number }
  /** The request says so, by its fact of this number. */
  | { readonly kind: 'fact'; readonly fact: number; readonly literal: Literal }
  | { readonly kind: 'learned'; readonly index: number }
  | { readonly kind: 'given'; readonly literals: readonly Literal[] }

/** A cause as one number, by literal: 0 for a decision, else which fact, clause, release or learned clause. */
export const Reason = { none: 0, fact: 0, clause: 1, pair: 2, learned: 3, only: 4 } as const
export const clauseReason = (clause: number): number => (clause << 3) | Reason.clause
/** `release` is there and excludes the one that this is the reason of. */
export const pairReason = (release: number): number => (release << 3) | Reason.pair
export const learnedReason = (index: number): number => (index << 3) | Reason.learned
/** `release` is there and depends on what only the one that this is the reason of can be. */
export const onlyReason = (release: number): number => (release << 3) | Reason.only
export const kindOf = (reason: number): number => reason & 7
export const indexOf = (reason: number): number => reason >> 3

export const factReason = (fact: number): number => (fact << 3) | Reason.fact

interface Clauses {
  /** Who asks for a clause. */
  readonly askerOf: (clause: number) => number
  /** By which clause a release depends on what only another one can be. */
  readonly onlyClauseOf: (release: number, other: number) => number
}

/** What a reason says of the literal it is the reason of; null for a decision. */
export function causeOfReason(
  reason: number,
  literal: Literal,
  { askerOf, onlyClauseOf }: Clauses,
): Cause | null {
  if (reason === Reason.none) return null
  const index = indexOf(reason)
  switch (kindOf(reason)) {
    case Reason.clause:
      return { kind: 'clause', clause: index, asker: askerOf(index) }
    case Reason.pair:
      return { kind: 'pair', release: index, other: literal >> 1 }
    case Reason.only:
      return { kind: 'clause', clause: onlyClauseOf(index, literal >> 1), asker: index }
    case Reason.learned:
      return { kind: 'learned', index }
    default:
      return { kind: 'fact', fact: index, literal }
  }
}

/** The literals of which at least one must be true. */
export function literalsOf(
  cause: Cause,
  candidates: Candidates,
  learned: readonly { readonly literals: readonly Literal[] }[],
): readonly Literal[] {
  switch (cause.kind) {
    case 'clause': {
      const literals = candidates.listOf(cause.clause).map(present)
      return cause.asker < 0 ? literals : [absent(cause.asker), ...literals]
    }
    case 'pair':
      return [absent(cause.release), absent(cause.other)]
    case 'fact':
      return [cause.literal]
    case 'learned':
      return learned[cause.index]!.literals
    case 'given':
      return cause.literals
  }
}
