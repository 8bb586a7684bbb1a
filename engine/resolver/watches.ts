/**
 * Two places for each clause, numbered 2c and 2c + 1, each of which looks at one candidate; by candidate, the places
 * that look at it, as a linked list. A clause that was watched once stays so, whether it binds or not.
 */
export class Watches {
  readonly #watched: Int32Array
  /** The next place that looks at the same release + 1, or 0. */
  readonly #next: Int32Array
  /** By release: the first place that looks at it + 1, or 0. */
  readonly #first: Int32Array

  constructor(clauses: number, releases: number) {
    this.#watched = new Int32Array(2 * clauses)
    this.#next = new Int32Array(2 * clauses)
    this.#first = new Int32Array(releases)
  }

  /** Watches a clause through two different releases unless it is watched. */
  begin(clause: number, first: number, second: number): void {
    // Only places that were never used look at the same release.
    if (this.#watched[2 * clause] !== this.#watched[2 * clause + 1]) return
    this.put(2 * clause, first)
    this.put(2 * clause + 1, second)
  }

  put(place: number, release: number): void {
    this.#watched[place] = release
    this.#next[place] = this.#first[release]!
    this.#first[release] = place + 1
  }

  releaseAt(place: number): number {
    return this.#watched[place]!
  }

  /** Empties the list of a release; answers its first place, or -1. Each must be put somewhere again. */
  takeAll(release: number): number {
    const first = this.#first[release]! - 1
    this.#first[release] = 0
    return first
  }

  /** The next place of the same list, or -1. */
  nextOf(place: number): number {
    return this.#next[place]! - 1
  }
}
