/** Release r is the literal 2r where it is there, and 2r + 1 where it is not. */
export type Literal = number
export const present = (release: number): Literal => release * 2
export const absent = (release: number): Literal => release * 2 + 1

/** What is there and what is not so far, in the order in which that became so, and why. */
export class Trail {
  /** By release: 1 there, -1 not, 0 open. */
  readonly values: Int8Array
  readonly literals: Int32Array
  length = 0
  /** By release that is not open: its place; by place: its level, and its reason as one number. */
  readonly #places: Int32Array
  readonly #levels: Int32Array
  readonly #reasons: Int32Array
  /** Length at which each decision was made. */
  readonly #limits: number[] = []

  constructor(releases: number) {
    this.values = new Int8Array(releases)
    this.literals = new Int32Array(releases)
    this.#places = new Int32Array(releases)
    this.#levels = new Int32Array(releases)
    this.#reasons = new Int32Array(releases)
  }

  get level(): number {
    return this.#limits.length
  }

  valueOf(literal: Literal): number {
    const value = this.values[literal >> 1]!
    return (literal & 1) === 0 ? value : -value
  }

  /** What is assigned from now on is of the next level. */
  beginLevel(): void {
    this.#limits.push(this.length)
  }

  assign(literal: Literal, reason: number): void {
    const release = literal >> 1
    const place = this.length++
    this.values[release] = (literal & 1) === 0 ? 1 : -1
    this.literals[place] = literal
    this.#places[release] = place
    this.#levels[place] = this.#limits.length
    this.#reasons[place] = reason
  }

  levelOf(release: number): number {
    return this.#levels[this.#places[release]!]!
  }

  /** Of a release that is not open. */
  reasonOf(release: number): number {
    return this.#reasons[this.#places[release]!]!
  }

  /** Takes back every later level, last things first; `withdraw` hears of what is there no more. */
  backTo(level: number, withdraw: (release: number) => void): void {
    const length = this.#limits[level]!
    while (this.length > length) {
      const literal = this.literals[--this.length]!
      this.values[literal >> 1] = 0
      if ((literal & 1) === 0) withdraw(literal >> 1)
    }
    this.#limits.length = level
  }
}
