import type { Universe } from './universe.ts'

/**
 * The releases that satisfy each clause, best first, one after the other in one growing array: clause c has
 * `items[starts[c] - 1]` up to `items[ends[c] - 1]`, or 0 as its start where nobody has asked yet. Numbers behind
 * the universe's clauses belong to the request: wishes, and what wants to stay.
 */
export class Candidates {
  items = new Int32Array(1 << 13)
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly #universe: Universe
  readonly #scratch: number[] = []
  #length = 0
  #count: number

  /** `own`: how many lists the request adds at most. */
  constructor(universe: Universe, own: number) {
    this.#universe = universe
    this.#count = universe.clauseCount
    this.starts = new Int32Array(this.#count + own)
    this.ends = new Int32Array(this.#count + own)
  }

  /** A new list; answers its number. */
  add(releases: readonly number[]): number {
    const clause = this.#count
    if (clause >= this.starts.length) throw new Error('more lists than were set aside')
    this.#count += 1
    this.#put(clause, releases)
    return clause
  }

  /** Works out a clause of the universe unless that is done. */
  prepare(clause: number): void {
    if (this.starts[clause] !== 0) return
    const { terms, pool } = this.#universe
    const found = this.#scratch
    found.length = 0
    if (clause < pool.termCount) {
      // Nearly every clause is one term that one release meets.
      const only = terms.onlyMatch(clause)
      if (only >= 0) return this.#putOne(clause, only)
      terms.matching(clause, found)
      return this.#put(clause, found)
    }
    const alternatives = terms.of(clause)
    for (let at = 0; at < alternatives.length; at += 1) terms.matching(alternatives[at]!, found)
    this.#put(clause, found.length > 1 ? [...new Set(found)] : found)
  }

  listOf(clause: number): number[] {
    this.prepare(clause)
    return Array.from(this.items.subarray(this.starts[clause]! - 1, this.ends[clause]! - 1))
  }

  #putOne(clause: number, release: number): void {
    if (this.#length === this.items.length) this.#grow(this.#length + 1)
    this.items[this.#length] = release
    this.#length += 1
    this.starts[clause] = this.#length
    this.ends[clause] = this.#length + 1
  }

  #put(clause: number, releases: readonly number[]): void {
    if (this.#length + releases.length > this.items.length) this.#grow(this.#length + releases.length)
    this.starts[clause] = this.#length + 1
    for (const release of releases) this.items[this.#length++] = release
    this.ends[clause] = this.#length + 1
  }

  #grow(least: number): void {
    const larger = new Int32Array(Math.max(least, this.items.length * 2))
    larger.set(this.items)
    this.items = larger
  }
}
