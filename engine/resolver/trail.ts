/** Release r is the literal 2r where it is there, and 2r + 1 where it is not. */
export type Literal = number
export const present = (release: number): Literal => release * 2
export const absent = (release: number): Literal => release * 2 + 1

/** What is there and what is not so far, in the order in which that became so, and why. */
export class Trail {
  /** By release: 1 there, -1 not, 0 open. */
  readonly values: Int8Array
  readonly literals: Literal[] = []
  /** By release that is not open: its place; by place: its level, and its reason as one number. */
  readonly #places: Int32Array
  readonly #levels: number[] = []
  readonly #reasons: number[] = []
  /** Length at which each decision was made. */
  readonly #limits: number[] = []

  constructor(releases: number) {
    this.values = new Int8Array(releases)
    this.#places = new Int32Array(releases)
  }

  get length(): number {
    return this.literals.length
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
    this.values[release] = (literal & 1) === 0 ? 1 : -1
    this.#places[release] = this.literals.length
    this.literals.push(literal)
    this.#levels.push(this.#limits.length)
    this.#reasons.push(reason)
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
    for (let at = this.literals.length - 1; at >= length; at -= 1) {
      const literal = this.literals[at]!
      this.values[literal >> 1] = 0
      if ((literal & 1) === 0) withdraw(literal >> 1)
    }
    this.literals.length = length
    this.#levels.length = length
    this.#reasons.length = length
    this.#limits.length = level
  }
}
