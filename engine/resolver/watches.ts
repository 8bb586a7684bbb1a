import { asker, nextPlace, stride, watched, type Candidates } from './candidates.ts'
import { clauseReason } from './cause.ts'
import { present, type Trail } from './trail.ts'

/** The end of a list of watching places: the first row is nobody's. */
const none = 0

/** Clauses that left a choice look at two of their candidates, and are looked at again when one of these cannot be. */
export class Watches {
  /** By release: the first watching place that looks at it. A row's places are numbered row and row + 1. */
  readonly #first = new Map<number, number>()
  readonly #candidates: Candidates
  readonly #trail: Trail
  /** Told of a clause that binds and has no candidate left. */
  readonly #fail: (clause: number) => void

  constructor(candidates: Candidates, trail: Trail, fail: (clause: number) => void) {
    this.#candidates = candidates
    this.#trail = trail
    this.#fail = fail
  }

  /** Watches a clause, once and for good, whether it binds or not. */
  watch(row: number, clause: number, [one, two]: readonly [number, number]): void {
    const { rows } = this.#candidates
    // Only places that were never used look at the same release.
    if (rows[row + watched] !== rows[row + watched + 1]) return
    rows[row + stride - 1] = clause
    this.#look(row, one)
    this.#look(row + 1, two)
  }

  /** The release is not there: the clauses that watch it look for another candidate. */
  leave(release: number): void {
    let place = this.#first.get(release) ?? none
    if (place === none) return
    this.#first.delete(release)
    while (place !== none) {
      const next = this.#candidates.rows[place + nextPlace]!
      this.#move(place, release)
      place = next
    }
  }

  #move(place: number, release: number): void {
    const { values } = this.#trail
    const { rows } = this.#candidates
    const row = place - (place % stride)
    const clause = rows[row + stride - 1]!
    const other = rows[row + watched + (place === row ? 1 : 0)]!
    const replacement = values[other] === 1 ? -1 : this.#candidates.possibleIn(row, values, other)
    this.#look(place, replacement < 0 ? release : replacement)
    // Nobody asks for it any more, or it is met.
    if (replacement >= 0 || values[other] === 1 || rows[row + asker] === 0) return
    if (values[other] === 0) this.#trail.assign(present(other), clauseReason(clause))
    else this.#fail(clause)
  }

  #look(place: number, release: number): void {
    const { rows } = this.#candidates
    rows[place + watched] = release
    rows[place + nextPlace] = this.#first.get(release) ?? none
    this.#first.set(release, place)
  }
}
