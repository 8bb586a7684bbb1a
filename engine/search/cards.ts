/** Texts as bytes, one behind the other as they come: as strings they would be copied over and over until the end. */
export class Cards {
  readonly #encoder = new TextEncoder()
  #bytes = new Uint8Array(1 << 16)
  #starts = new Uint32Array(1 << 10)
  #count = 0

  add(card: string): void {
    const start = this.#starts[this.#count]!
    if (this.#bytes.length < start + mostBytes * card.length)
      this.#bytes = grown(new Uint8Array(2 * this.#bytes.length + mostBytes * card.length), this.#bytes)
    if (this.#count + 1 === this.#starts.length)
      this.#starts = grown(new Uint32Array(2 * this.#starts.length), this.#starts)
    const { written } = this.#encoder.encodeInto(card, this.#bytes.subarray(start))
    this.#count += 1
    this.#starts[this.#count] = start + written
  }

  /** In another order: `order` has their numbers. */
  sections(order: readonly number[]) {
    const cardText = new Uint8Array(this.#starts[this.#count]!)
    const cardStarts = new Uint32Array(order.length + 1)
    for (let place = 0; place < order.length; place += 1) {
      const number = order[place]!
      const start = cardStarts[place]!
      const card = this.#bytes.subarray(this.#starts[number], this.#starts[number + 1])
      cardText.set(card, start)
      cardStarts[place + 1] = start + card.length
    }
    return { cardText, cardStarts }
  }
}

/** Of a letter in UTF-8, a UTF-16 unit of it. */
const mostBytes = 3

function grown<T extends Uint8Array | Uint32Array>(next: T, old: T): T {
  next.set(old)
  return next
}
