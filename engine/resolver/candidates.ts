import { isExclusion } from './pool-layout.ts'
import type { Universe } from './universe.ts'

/** Numbers in a row of the table. */
export const stride = 8
/** Where the candidates of a clause begin and end in `items`. */
export const start = 0
export const end = 1
/** Who asks for the clause: see the search. */
export const asker = 2
/** The two candidates through which it is watched, and the next watching places of these. */
export const watched = 3
export const nextPlace = 5

/** Clauses that hardly a small request comes to. */
const usualRows = 1 << 10

/**
 * The clauses that a request has come to, a row of numbers each, and the releases that satisfy them, best first. Rows
 * are as many as clauses were touched, not as many as there are: fresh pages of memory are what a small request pays
 * most for. Numbers behind the universe's clauses belong to the request: wishes, and what wants to stay.
 */
export class Candidates {
  rows = new Int32Array(stride * usualRows)
  items = new Int32Array(4 * usualRows)
  readonly #universe: Universe
  /** By clause that somebody has come to: the offset of its row. The first row is nobody's. */
  readonly #rowOf = new Map<number, number>()
  readonly #scratch: number[] = []
  #rowsEnd = stride
  #itemsEnd = 0
  #count: number
  readonly #most: number

  /** `own`: how many lists the request adds at most. */
  constructor(universe: Universe, own: number) {
    this.#universe = universe
    this.#count = universe.clauseCount
    this.#most = this.#count + own
  }

  /** A new list; answers its number. */
  add(releases: readonly number[]): number {
    const clause = this.#newNumber()
    this.#addRow(clause, releases)
    return clause
  }

  addOne(release: number): number {
    const clause = this.#newNumber()
    this.#addSingle(clause, release)
    return clause
  }

  #newNumber(): number {
    if (this.#count >= this.#most) throw new Error('more lists than were set aside')
    this.#count += 1
    return this.#count - 1
  }

  /** The offset of a clause's row, which is made where there is none yet. `rows` and `items` may be others then. */
  rowOf(clause: number): number {
    return this.#rowOf.get(clause) ?? this.#prepare(clause)
  }

  listOf(clause: number): number[] {
    const row = this.rowOf(clause)
    return Array.from(this.items.subarray(this.rows[row + start], this.rows[row + end]))
  }

  /** What only `release` asked for binds no more. Who asked later went before it. */
  withdraw(release: number): void {
    const { starts, items } = this.#universe.relationsOf(release)
    const row = this.#universe.rowOf(release)
    for (let at = starts[row]!; at < starts[row + 1]!; at += 1) {
      const clause = items[at]!
      if (clause >= isExclusion) continue
      const asked = this.#rowOf.get(clause) ?? 0
      if (this.rows[asked + asker] === release + 2) this.rows[asked + asker] = 0
    }
  }

  /** A candidate besides `other` that by `values` is there or can be; -1 without one. */
  possibleIn(row: number, values: Int8Array, other: number): number {
    for (let at = this.rows[row + start]!; at < this.rows[row + end]!; at += 1) {
      const release = this.items[at]!
      if (release !== other && values[release]! >= 0) return release
    }
    return -1
  }

  #prepare(clause: number): number {
    const { terms, pool } = this.#universe
    const found = this.#scratch
    if (found.length > 0) found.length = 0
    if (clause < pool.termCount) {
      // Nearly every clause is one term that one release meets.
      const only = terms.onlyMatch(clause)
      if (only >= 0) return this.#addSingle(clause, only)
      terms.matching(clause, found)
      return this.#addRow(clause, found)
    }
    const alternatives = terms.of(clause)
    for (let at = 0; at < alternatives.length; at += 1) terms.matching(alternatives[at]!, found)
    return this.#addRow(clause, found.length > 1 ? [...new Set(found)] : found)
  }

  #addRow(clause: number, releases: readonly number[]): number {
    if (this.#itemsEnd + releases.length > this.items.length)
      this.items = doubled(this.items, this.#itemsEnd + releases.length)
    const row = this.#newRow(clause)
    for (let at = 0; at < releases.length; at += 1) this.items[this.#itemsEnd + at] = releases[at]!
    this.#itemsEnd += releases.length
    this.rows[row + end] = this.#itemsEnd
    return row
  }

  #addSingle(clause: number, release: number): number {
    if (this.#itemsEnd === this.items.length) this.items = doubled(this.items, this.#itemsEnd + 1)
    const row = this.#newRow(clause)
    this.items[this.#itemsEnd] = release
    this.#itemsEnd += 1
    this.rows[row + end] = this.#itemsEnd
    return row
  }

  #newRow(clause: number): number {
    if (this.#rowsEnd === this.rows.length) this.rows = doubled(this.rows, this.#rowsEnd + stride)
    const row = this.#rowsEnd
    this.#rowsEnd += stride
    this.#rowOf.set(clause, row)
    this.rows[row + start] = this.#itemsEnd
    return row
  }
}

function doubled(numbers: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, numbers.length * 2))
  larger.set(numbers)
  return larger
}
