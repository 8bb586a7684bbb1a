/** Numbers for pairs of numbers, in the order in which they are first met. A `Map` would want one key for both. */
export class NumberedPairs {
  /** By number, both. */
  #pairs = new Uint32Array(2 * 4_096)
  /** Open addressing: number + 1, or 0. */
  #slots = new Uint32Array(2 * 4_096)
  #count = 0

  idOf(one: number, other: number): number {
    const slot = this.#slotOf(one, other)
    if (this.#slots[slot] !== 0) return this.#slots[slot]! - 1
    const number = this.#count++
    this.#slots[slot] = number + 1
    this.#pairs[2 * number] = one
    this.#pairs[2 * number + 1] = other
    if (2 * this.#count === this.#pairs.length) this.#grow()
    return number
  }

  #slotOf(one: number, other: number): number {
    const [slots, pairs] = [this.#slots, this.#pairs]
    const mask = slots.length - 1
    const hash = Math.imul(Math.imul(one, 0x9e3779b1) ^ other, 0x85ebca6b)
    let slot = (hash ^ (hash >>> 15)) & mask
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const at = 2 * (slots[slot]! - 1)
      if (pairs[at] === one && pairs[at + 1] === other) break
    }
    return slot
  }

  #grow(): void {
    const pairs = new Uint32Array(2 * this.#pairs.length)
    pairs.set(this.#pairs)
    this.#pairs = pairs
    this.#slots = new Uint32Array(pairs.length)
    for (let number = 0; number < this.#count; number += 1)
      this.#slots[this.#slotOf(pairs[2 * number]!, pairs[2 * number + 1]!)] = number + 1
  }
}
