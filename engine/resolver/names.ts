import { textOf } from '../base/code-units.ts'
import { hashOf } from './hash-name.ts'
import type { LaterNumbers } from './pool-layout.ts'
import type { SectionReader } from './section-reader.ts'

/** Where texts lie in a pool: one after the other in UTF-8, and starts that count UTF-16 units. */
interface TextSections {
  readonly text: 'nameText' | 'virtualText' | 'text'
  readonly starts: LaterNumbers
}

/** Texts of a pool by their number. A few are read by themselves, many by decoding all at once. */
export class Texts {
  readonly #reader: SectionReader
  readonly #sections: TextSections
  #whole: string | null = null
  #isAscii: boolean | null = null
  #asked = 0

  constructor(reader: SectionReader, sections: TextSections) {
    this.#reader = reader
    this.#sections = sections
  }

  get count(): number {
    return this.#reader.lengthOf(this.#sections.starts) - 1
  }

  get(index: number): string {
    const [start, end] = this.#placeOf(index)
    this.#asked += 1
    if (this.#whole === null && this.#asked <= this.#few() && this.#isPlain()) {
      return textOf(this.#reader.part(this.#sections.text, start, end))
    }
    return this.#all().slice(start, end)
  }

  /** Whether this is the text of that number. */
  isAt(index: number, text: string): boolean {
    const [start, end] = this.#placeOf(index)
    if (end - start !== text.length) return false
    if (!this.#isPlain()) return this.#all().startsWith(text, start)
    const bytes = this.#reader.part(this.#sections.text, start, end)
    for (let at = 0; at < text.length; at += 1) if (bytes[at] !== text.charCodeAt(at)) return false
    return true
  }

  /** Texts up to which each is read by itself: decoding all costs what there is. */
  #few(): number {
    return Math.max(few, this.#reader.lengthOf(this.#sections.text) / bytesForOne)
  }

  #placeOf(index: number): readonly [number, number] {
    const { starts } = this.#sections
    return [this.#reader.item(starts, index), this.#reader.item(starts, index + 1)]
  }

  /** All of it is ASCII: there are as many units as bytes. */
  #isPlain(): boolean {
    const { text, starts } = this.#sections
    this.#isAscii ??= this.#reader.item(starts, this.count) === this.#reader.lengthOf(text)
    return this.#isAscii
  }

  /** A slice of it costs next to nothing. */
  #all(): string {
    const { text } = this.#sections
    this.#whole ??= new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#reader.later(text))
    return this.#whole
  }
}

const few = 192
/** So many are read and decoded with others in the time of one that is read by itself. */
const bytesForOne = 5_000
/** Slots of a table that are looked at together. */
const slotsAtOnce = 8

/** The place of a text, found by its table (open addressing: place + 1, or 0); -1 where it is not there. */
export function findIn(
  texts: Texts,
  table: 'nameTable' | 'virtualTable',
  { reader, text }: { readonly reader: SectionReader; readonly text: string },
): number {
  const size = reader.lengthOf(table)
  let slot = hashOf(text) & (size - 1)
  // A damaged table may have no empty slot.
  for (let looked = 0; looked < size; looked += slotsAtOnce) {
    const slots = reader.part(table, slot, slot + slotsAtOnce)
    for (let at = 0; at < slots.length; at += 1) {
      const found = slots[at]! - 1
      if (found < 0) return -1
      if (texts.isAt(found, text)) return found
    }
    slot = slot + slotsAtOnce < size ? slot + slotsAtOnce : 0
  }
  return -1
}

/** Open addressing at most five sixths full, so that looking up a name that is not there ends soon. */
export function tableOf(names: readonly string[]): Uint32Array {
  let size = 16
  while (5 * size < 6 * names.length) size *= 2
  const table = new Uint32Array(size)
  for (let index = 0; index < names.length; index += 1) {
    let slot = hashOf(names[index]!) & (size - 1)
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1)
    table[slot] = index + 1
  }
  return table
}
