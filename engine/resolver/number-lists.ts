/** Lists, one behind the other: a list of each release would be an object of each release. */
export class NumberLists {
  #starts = new Uint32Array(1_024)
  #count = 0
  /** Numbers of 32 bits, with a sign or without. */
  #items = new Float64Array(4_096)
  #end = 0
  /** Of a long list that has not ended, what is in it. */
  #further: Set<number> | null = null

  get count(): number {
    return this.#count
  }

  add(list: readonly number[]): void {
    for (const item of list) this.push(item)
    this.end()
  }

  /** Into the list that has not ended. */
  push(item: number): void {
    if (this.#end === this.#items.length) this.#items = grown(new Float64Array(2 * this.#end), this.#items)
    this.#items[this.#end++] = item
  }

  /** The same, where it is not there already. */
  pushDistinct(item: number): void {
    const start = this.#starts[this.#count]!
    for (let at = start; at < this.#end && at < start + few; at += 1) if (this.#items[at] === item) return
    if (this.#end - start > few && this.#isFurther(item)) return
    this.push(item)
    this.#further?.add(item)
  }

  end(): void {
    this.#count += 1
    if (this.#count === this.#starts.length)
      this.#starts = grown(new Uint32Array(2 * this.#count), this.#starts)
    this.#starts[this.#count] = this.#end
    this.#further = null
  }

  startOf(list: number): number {
    return this.#starts[list]!
  }

  itemAt(place: number): number {
    return this.#items[place]!
  }

  /** The same lists in another order. */
  inOrder(order: Uint32Array): NumberLists {
    const ordered = new NumberLists()
    for (let place = 0; place < order.length; place += 1) {
      const list = order[place]!
      for (let at = this.#starts[list]!; at < this.#starts[list + 1]!; at += 1) ordered.push(this.#items[at]!)
      ordered.end()
    }
    return ordered
  }

  /** As sections of a file, each item as `valueOf` has it. */
  sections(valueOf: (item: number) => number): readonly [starts: Uint32Array, items: Uint32Array] {
    const items = new Uint32Array(this.#end)
    for (let at = 0; at < this.#end; at += 1) items[at] = valueOf(this.#items[at]!)
    return [this.#starts.slice(0, this.#count + 1), items]
  }

  #isFurther(item: number): boolean {
    this.#further ??= new Set(this.#items.subarray(this.#starts[this.#count], this.#end))
    return this.#further.has(item)
  }
}

/** Items that are compared with each other sooner than a set is made of them. */
const few = 32

function grown<T extends Uint32Array | Float64Array>(next: T, old: T): T {
  next.set(old)
  return next
}
