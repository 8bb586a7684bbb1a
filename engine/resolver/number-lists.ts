/** Lists, one behind the other: a list of each release would be an object of each release. */
export class NumberLists {
  readonly #starts = [0]
  readonly #items: number[] = []

  get count(): number {
    return this.#starts.length - 1
  }

  add(list: readonly number[]): void {
    for (const item of list) this.#items.push(item)
    this.#starts.push(this.#items.length)
  }

  startOf(list: number): number {
    return this.#starts[list]!
  }

  itemAt(place: number): number {
    return this.#items[place]!
  }

  /** The same lists in another order. */
  inOrder(order: Iterable<number>): NumberLists {
    const ordered = new NumberLists()
    for (const list of order) {
      for (let at = this.#starts[list]!; at < this.#starts[list + 1]!; at += 1)
        ordered.#items.push(this.#items[at]!)
      ordered.#starts.push(ordered.#items.length)
    }
    return ordered
  }

  /** As sections of a file, each item as `valueOf` has it. */
  sections(valueOf: (item: number) => number): readonly [starts: Uint32Array, items: Uint32Array] {
    return [Uint32Array.from(this.#starts), Uint32Array.from(this.#items, valueOf)]
  }
}
