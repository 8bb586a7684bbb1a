import type { Literal } from './search.ts'

/** Why something cannot be otherwise: a fact of the pool or the request, or what was learned from several. */
export type Cause =
  /** `asker` (-1: the request) is not there, or a candidate of the clause is. */
  | { readonly kind: 'clause'; readonly clause: number; readonly asker: number }
  /** `release` and `other` are not both there: the first excludes the second, or they have one name. */
  | { readonly kind: 'pair'; readonly release: number; readonly other: number }
  /** The request rules `release` out, by its fact of this number. */
  | { readonly kind: 'fact'; readonly fact: number; readonly release: number }
  | { readonly kind: 'learned'; readonly index: number }
  | { readonly kind: 'given'; readonly literals: readonly Literal[] }

/** A cause as one number, by literal: 0 for a decision, else which fact, clause, release or learned clause. */
export const Reason = { none: 0, fact: 0, clause: 1, pair: 2, learned: 3 } as const
export const clauseReason = (clause: number): number => (clause << 2) | Reason.clause
/** `release` is there and excludes the one that this is the reason of. */
export const pairReason = (release: number): number => (release << 2) | Reason.pair
export const learnedReason = (index: number): number => (index << 2) | Reason.learned
export const kindOf = (reason: number): number => reason & 3
export const indexOf = (reason: number): number => reason >> 2

export interface LearnedClause {
  /** The first two are watched. */
  readonly literals: Literal[]
  readonly sources: readonly Cause[]
}

/** Clauses learned from conflicts; few, so that they are plain objects. */
export class Learned {
  readonly clauses: LearnedClause[] = []
  readonly #watchers = new Map<Literal, number[]>()

  get count(): number {
    return this.clauses.length
  }

  /** The first literal is the one that is not false after jumping back, the second the one that was false last. */
  add(clause: LearnedClause): number {
    const index = this.clauses.push(clause) - 1
    for (const literal of clause.literals.slice(0, 2)) this.#watch(literal, index)
    return index
  }

  /**
   * `literal` has become false. Each clause that watches it finds another literal, or calls `imply` with its only
   * open one, or with null where all are false; then the visit ends.
   */
  visit(
    literal: Literal,
    valueOf: (literal: Literal) => number,
    imply: (index: number, literal: Literal | null) => void,
  ): void {
    const watchers = this.#watchers.get(literal)
    if (watchers === undefined) return
    let kept = 0
    let isConflict = false
    for (const index of watchers) {
      const { literals } = this.clauses[index]!
      if (!isConflict && this.#moveWatch(index, literal, valueOf)) continue
      watchers[kept++] = index
      const other = literals[0]!
      if (isConflict || valueOf(other) === 1) continue
      isConflict = literals.length === 1 || valueOf(other) === -1
      imply(index, isConflict ? null : other)
    }
    watchers.length = kept
  }

  /** Leaves the other watched literal first. True where the clause now watches another one. */
  #moveWatch(index: number, literal: Literal, valueOf: (literal: Literal) => number): boolean {
    const { literals } = this.clauses[index]!
    if (literals.length === 1) return false
    if (literals[0] === literal) swap(literals, 0, 1)
    if (valueOf(literals[0]!) === 1) return false
    for (let at = 2; at < literals.length; at += 1) {
      if (valueOf(literals[at]!) === -1) continue
      swap(literals, 1, at)
      this.#watch(literals[1]!, index)
      return true
    }
    return false
  }

  #watch(literal: Literal, index: number): void {
    const watchers = this.#watchers.get(literal)
    if (watchers === undefined) this.#watchers.set(literal, [index])
    else watchers.push(index)
  }
}

function swap(literals: Literal[], i: number, j: number): void {
  const literal = literals[i]!
  literals[i] = literals[j]!
  literals[j] = literal
}
