/** A list of whole numbers that is filled anew again and again: a list of each release would be garbage of each release. */
export class FilledList {
  #items = new Int32Array(64)
  #length = 0

  get length(): number {
    return this.#length
  }

  at(place: number): number {
    return this.#items[place]!
  }

  set(place: number, item: number): void {
    this.#items[place] = item
  }

  clear(): void {
    this.#length = 0
  }

  push(item: number): void {
    if (this.#length === this.#items.length) {
      const items = new Int32Array(2 * this.#length)
      items.set(this.#items)
      this.#items = items
    }
    this.#items[this.#length++] = item
  }
}
