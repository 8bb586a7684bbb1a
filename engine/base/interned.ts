import { textOf } from './code-units.ts'
import type { FilledList } from './filled-list.ts'
import { isLying, type Texts } from './lying-texts.ts'
import { endOfText, endOfWrittenText, writtenText } from './plain-json.ts'

/**
 * Numbers for texts, in the order in which they are first met. Short texts of ASCII, which are nearly all, are looked up by
 * their bytes: a `Map` goes to a string elsewhere in memory for each that it compares.
 */
export class Interned {
  /** By number. */
  readonly texts: string[] = []
  /** Open addressing, in fours: hash, number + 1 or 0, where its bytes begin, and how many they are. */
  #slots = new Int32Array(4 * 4_096)
  /** Of texts with a slot, one behind the other; behind them the one that is looked for. */
  #bytes = new Uint8Array(65_536)
  #kept = viewOf(this.#bytes)
  /** Bytes of others that were looked at last. */
  #seen: Uint8Array = this.#bytes
  #view = this.#kept
  #end = 0
  /** Those without a slot. */
  readonly #others = new Map<string, number>()

  get count(): number {
    return this.texts.length
  }

  idOf(text: string): number {
    const slot = this.#place(text)
    if (slot === noPlace) return this.#idOfOther(text)
    const number = this.#numberIn(slot)
    return number >= 0 ? number : this.#keep(text, slot)
  }

  /** As `idOf`, of a text that need not be there: -1 then. */
  find(text: string): number {
    const slot = this.#place(text)
    const number = slot === noPlace ? -1 : this.#numberIn(slot)
    return number >= 0 ? number : (this.#others.get(text) ?? -1)
  }

  /** Of a text of ASCII that lies there. */
  idIn(bytes: Uint8Array, start: number, end: number): number {
    const slot = end - start > longest ? crowded : this.#slotOf(this.#viewOf(bytes), start, end)
    const number = this.#numberIn(slot)
    if (number >= 0) return number
    const text = textOf(bytes.subarray(start, end))
    return slot === crowded ? this.#idOfOther(text) : this.idOf(text)
  }

  /** Of each of a list, in the place of what is in the other one. */
  fill(numbers: FilledList, texts: Texts): void {
    numbers.clear()
    if (!isLying(texts)) {
      for (const text of texts) numbers.push(this.idOf(text))
      return
    }
    const { bytes } = texts
    for (let at = texts.at; bytes[at] !== closeBracket;) {
      // The bracket or the comma is before it.
      const end = endOfText(bytes, at + 1)
      if (end >= 0) numbers.push(this.idIn(bytes, at + 2, end))
      else numbers.push(this.idOf(writtenText(bytes, at + 1, endOfWrittenText(bytes, at + 1))))
      at = (end >= 0 ? end : endOfWrittenText(bytes, at + 1)) + 1
    }
  }

  /** Its slot; its bytes lie behind those that are kept. */
  #place(text: string): number {
    const { length } = text
    if (length > longest) return noPlace
    const bytes = this.#withRoom(length)
    let end = this.#end
    let seen = 0
    for (let at = 0; at < length; at += 1) {
      const unit = text.charCodeAt(at)
      bytes[end++] = unit
      seen |= unit
    }
    return seen > lastOfAscii ? noPlace : this.#slotOf(this.#kept, this.#end, end)
  }

  #idOfOther(text: string): number {
    let number = this.#others.get(text)
    if (number === undefined) {
      number = this.texts.push(text) - 1
      this.#others.set(text, number)
    }
    return number
  }

  #numberIn(slot: number): number {
    return slot === crowded ? -1 : this.#slots[slot + 1]! - 1
  }

  /** Its bytes lie behind the others. */
  #keep(text: string, slot: number): number {
    if (slot === crowded || this.#others.has(text)) return this.#idOfOther(text)
    const number = this.texts.push(text) - 1
    const { length } = text
    this.#slots[slot] = hashOf(this.#kept, this.#end, this.#end + length)
    this.#slots[slot + 1] = number + 1
    this.#slots[slot + 2] = this.#end
    this.#slots[slot + 3] = length
    this.#end += length
    if (6 * number > this.#slots.length) this.#spread()
    return number
  }

  #withRoom(length: number): Uint8Array {
    if (this.#end + length > this.#bytes.length) {
      const bytes = new Uint8Array(2 * this.#bytes.length)
      bytes.set(this.#bytes)
      this.#bytes = bytes
      this.#kept = viewOf(bytes)
    }
    return this.#bytes
  }

  /** Where a text has its slot, or would have it. */
  #slotOf(bytes: DataView, start: number, end: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    const hash = hashOf(bytes, start, end)
    let slot = (hash << 2) & mask
    for (let looked = 0; looked < mostLooked; looked += 1, slot = (slot + 4) & mask) {
      if (slots[slot + 1] === 0) return slot
      if (slots[slot] === hash && this.#isAt(slot, bytes, start, end)) return slot
    }
    return crowded
  }

  #isAt(slot: number, bytes: DataView, start: number, end: number): boolean {
    if (this.#slots[slot + 3] !== end - start) return false
    const kept = this.#kept
    let from = this.#slots[slot + 2]!
    let at = start
    for (; at + 4 <= end; at += 4, from += 4)
      if (kept.getInt32(from, true) !== bytes.getInt32(at, true)) return false
    for (; at < end; at += 1) if (kept.getUint8(from++) !== bytes.getUint8(at)) return false
    return true
  }

  #viewOf(bytes: Uint8Array): DataView {
    if (bytes !== this.#seen) {
      this.#seen = bytes
      this.#view = viewOf(bytes)
    }
    return this.#view
  }

  /** Into twice as many slots. */
  #spread(): void {
    const before = this.#slots
    const slots = new Int32Array(2 * before.length)
    const mask = slots.length - 1
    for (let at = 0; at < before.length; at += 4) {
      if (before[at + 1] === 0) continue
      let slot = (before[at]! << 2) & mask
      let looked = 0
      while (slots[slot + 1] !== 0 && ++looked < mostLooked) slot = (slot + 4) & mask
      if (looked < mostLooked) for (let of = 0; of < 4; of += 1) slots[slot + of] = before[at + of]!
      else this.#others.set(this.texts[before[at + 1]! - 1]!, before[at + 1]! - 1)
    }
    this.#slots = slots
  }
}

const closeBracket = 0x5d
const lastOfAscii = 0x7f
/** Bytes of a text that has a slot. */
const longest = 1_000
/** Where so many slots in a row are taken, as by texts that somebody chose for their hashes, a `Map` is faster. */
const mostLooked = 64
/** No slot. */
const crowded = -1
/** Another text than those that have slots. */
const noPlace = -2

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}

/** Four bytes at a time. */
function hashOf(bytes: DataView, start: number, end: number): number {
  let hash = end - start
  let at = start
  for (; at + 4 <= end; at += 4) hash = mixed(hash ^ bytes.getInt32(at, true))
  let last = 0
  for (; at < end; at += 1) last = (last << 8) | bytes.getUint8(at)
  return mixed(hash ^ last)
}

function mixed(hash: number): number {
  const product = Math.imul(hash, 0x9e3779b1)
  return product ^ (product >>> 15)
}
