/**
 * Orders of many things, as the numbers of what stands where; equal ones keep theirs. A comparison of two texts goes to both
 * of them in memory, sixteen times for each of 50,000: here four letters of each are looked at together, once.
 */

/** By UTF-16 units, as `<` has it. */
export function orderOfTexts(texts: readonly string[]): Uint32Array {
  const order = new Uint32Array(texts.length)
  for (let at = 0; at < order.length; at += 1) order[at] = at
  if (!isAscending(texts)) sortTexts({ texts, order, keys: new Keys(order.length) }, 0, order.length, 0)
  return order
}

/** Whole numbers from 0 to 2^53, ascending. */
export function orderOfNumbers(numbers: ArrayLike<number>): Uint32Array {
  const { length } = numbers
  const keys = new Keys(length)
  for (let at = 0; at < length; at += 1) keys.put(at, numbers[at]! % 2 ** 32, at)
  if (length > 0) keys.sort(0, length)
  const byLower = keys.numbers(0, length)
  for (let at = 0; at < length; at += 1) keys.put(at, Math.floor(numbers[byLower[at]!]! / 2 ** 32), at)
  keys.sort(0, length)
  return keys.numbers(0, length).map((place) => byLower[place]!)
}

/** Pairs of 32-bit numbers, sorted as one of 64 bits. */
class Keys {
  readonly #whole: BigUint64Array
  readonly #halves: Uint32Array

  constructor(count: number) {
    this.#whole = new BigUint64Array(count)
    this.#halves = new Uint32Array(this.#whole.buffer)
  }

  put(at: number, key: number, number: number): void {
    this.#halves[2 * at + upper] = key
    this.#halves[2 * at + 1 - upper] = number
  }

  keyAt(at: number): number {
    return this.#halves[2 * at + upper]!
  }

  numberAt(at: number): number {
    return this.#halves[2 * at + 1 - upper]!
  }

  sort(from: number, to: number): void {
    this.#whole.subarray(from, to).sort()
  }

  numbers(from: number, to: number): Uint32Array {
    const numbers = new Uint32Array(to - from)
    for (let at = from; at < to; at += 1) numbers[at - from] = this.numberAt(at)
    return numbers
  }
}

/** Which half of a number of 64 bits counts more: that depends on the machine. */
const upper = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0

interface Sorting {
  readonly texts: readonly string[]
  readonly order: Uint32Array
  readonly keys: Keys
}

/** Letters that are looked at together, a byte each. */
const together = 4
/** For every letter that a byte cannot tell from others. */
const other = 0xff
/** So few are compared with each other. */
const few = 12

/** Texts in these places of the order, which begin with the same letters, so many. */
function sortTexts(sorting: Sorting, from: number, to: number, same: number): void {
  if (to - from <= few) return insertTexts(sorting, from, to)
  const { texts, order, keys } = sorting
  for (let at = from; at < to; at += 1) keys.put(at, keyOf(texts[order[at]!]!, same), order[at]!)
  keys.sort(from, to)
  for (let at = from; at < to; at += 1) order[at] = keys.numberAt(at)
  for (let start = from, end = from; start < to; start = end) {
    const key = keys.keyAt(start)
    end = start + 1
    while (end < to && keys.keyAt(end) === key) end += 1
    // A key that ends with 0 has the end of the text: those are all the same.
    if (end === start + 1) continue
    if ((key & other) === other) compareTexts(sorting, start, end)
    else if ((key & other) !== 0) sortTexts(sorting, start, end, same + together)
  }
}

function keyOf(text: string, from: number): number {
  let key = 0
  let byte = 0
  for (let at = from; at < from + together; at += 1) {
    // What follows one that is not known must not decide.
    if (byte !== other) byte = at < text.length ? Math.min(other, text.charCodeAt(at) + 1) : 0
    key = (key << 8) | byte
  }
  return key >>> 0
}

/** Some that have the same key differ in it. */
function compareTexts({ texts, order }: Sorting, from: number, to: number): void {
  order.subarray(from, to).sort((a, b) => compare(texts[a]!, texts[b]!) || a - b)
}

function insertTexts({ texts, order }: Sorting, from: number, to: number): void {
  for (let next = from + 1; next < to; next += 1) {
    const number = order[next]!
    let at = next
    for (; at > from && compare(texts[order[at - 1]!]!, texts[number]!) > 0; at -= 1)
      order[at] = order[at - 1]!
    order[at] = number
  }
}

function isAscending(texts: readonly string[]): boolean {
  for (let at = 1; at < texts.length; at += 1) if (texts[at - 1]! > texts[at]!) return false
  return true
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
