/** Release r is the literal 2r where it is there, and 2r + 1 where it is not. */
export type Literal = number
export const present = (release: number): Literal => release * 2
export const absent = (release: number): Literal => release * 2 + 1

/** Literals that hardly a small request comes to. Fresh memory is what it pays most for. */
const usualLength = 1 << 11

/** What is there and what is not so far, in the order in which that became so, and why. */
export class Trail {
  /** By release: 1 there, -1 not, 0 open. */
  readonly values: Int8Array
  /** The first `length` of them. */
  literals = new Int32Array(usualLength)
  length = 0
  /** By place: its level, and its reason as one number. */
  #levels = new Int32Array(usualLength)
  #reasons = new Int32Array(usualLength)
  /** By release that is not open: its place, for the first so many places. Only who explains asks for it. */
  #places: Int32Array | null = null
  #placed = 0
  /** Length at which each decision was made. */
  readonly #limits: number[] = []

  constructor(releases: number) {
    this.values = new Int8Array(releases)
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
    if (this.length === this.literals.length) this.#grow()
    this.literals[this.length] = literal
    this.#levels[this.length] = this.#limits.length
    this.#reasons[this.length] = reason
    this.length += 1
  }

  levelOf(release: number): number {
    return this.#levels[this.#placeOf(release)]!
  }

  /** Of a release that is not open. */
  reasonOf(release: number): number {
    return this.#reasons[this.#placeOf(release)]!
  }

  #placeOf(release: number): number {
    const places = (this.#places ??= new Int32Array(this.values.length))
    for (; this.#placed < this.length; this.#placed += 1)
      places[this.literals[this.#placed]! >> 1] = this.#placed
    return places[release]!
  }

  #grow(): void {
    this.literals = doubled(this.literals)
    this.#levels = doubled(this.#levels)
    this.#reasons = doubled(this.#reasons)
  }

  /** Takes back every later level, last things first; `withdraw` hears of what is there no more. */
  backTo(level: number, withdraw: (release: number) => void): void {
    const length = this.#limits[level]!
    for (let at = this.length - 1; at >= length; at -= 1) {
      const literal = this.literals[at]!
      this.values[literal >> 1] = 0
      if ((literal & 1) === 0) withdraw(literal >> 1)
    }
    this.length = length
    this.#placed = Math.min(this.#placed, length)
    this.#limits.length = level
  }
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}
