/** Numbers anew in the order in which they are asked for, so that what nobody asks for has none. */
export class Renumbered {
  /** By number before: the new one + 1, or 0. */
  readonly #ids: Uint32Array
  /** By new number: the one before. */
  readonly #before: number[] = []

  constructor(count: number) {
    this.#ids = new Uint32Array(count)
  }

  idOf(number: number): number {
    if (this.#ids[number] === 0) this.#ids[number] = this.#before.push(number)
    return this.#ids[number]! - 1
  }

  /** What belongs to each number, in the new order. */
  inOrder<T>(values: readonly T[]): T[] {
    return this.#before.map((number) => values[number]!)
  }
}
