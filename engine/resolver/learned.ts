import type { Cause } from './cause.ts'
import type { Literal } from './trail.ts'

export interface LearnedClause {
  /** The first two are watched. */
  readonly literals: Literal[]
  readonly sources: readonly Cause[]
}

/** Clauses learned from conflicts; few, so that they are plain objects. */
export class Learned {
  readonly clauses: LearnedClause[] = []
  readonly #watchers = new Map<Literal, number[]>()
  readonly #spend: () => void

  /** `spend` is called for each clause that is visited. */
  constructor(spend: () => void) {
    this.#spend = spend
  }

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
      this.#spend()
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
