import type { Universe } from './universe.ts'

/** Adding past the end of what was set aside is a mistake of ours. */
const spare = 16

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
    this.starts = new Int32Array(this.#count + own + spare)
    this.ends = new Int32Array(this.#count + own + spare)
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
    const terms = this.#universe.terms.of(clause)
    const found = this.#scratch
    found.length = 0
    for (let at = 0; at < terms.length; at += 1) this.#universe.terms.matching(terms[at]!, found)
    this.#put(clause, terms.length > 1 && found.length > 1 ? [...new Set(found)] : found)
  }

  listOf(clause: number): number[] {
    this.prepare(clause)
    return Array.from(this.items.subarray(this.starts[clause]! - 1, this.ends[clause]! - 1))
  }

  #put(clause: number, releases: readonly number[]): void {
    this.starts[clause] = this.#length + 1
    if (this.#length + releases.length > this.items.length) this.#grow(this.#length + releases.length)
    for (const release of releases) this.items[this.#length++] = release
    this.ends[clause] = this.#length + 1
  }

  #grow(least: number): void {
    const larger = new Int32Array(Math.max(least, this.items.length * 2))
    larger.set(this.items)
    this.items = larger
  }
}
