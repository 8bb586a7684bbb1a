import { hashOf } from './pool-layout.ts'

/** What names are looked up in: a string, or bytes that say the same. */
export interface SearchableText {
  readonly startsWith: (text: string, at: number) => boolean
}

/** A text in ASCII that was not decoded. */
export class AsciiText implements SearchableText {
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  startsWith(text: string, start: number): boolean {
    for (let at = 0; at < text.length; at += 1) {
      if (this.#bytes[start + at] !== text.charCodeAt(at)) return false
    }
    return true
  }
}

/** Sorted names in one text, with a table to find them in. Starts count the units of the text. */
export interface NameSection {
  readonly text: SearchableText
  readonly starts: Uint32Array
  /** Open addressing: place of a name + 1, or 0. */
  readonly table: Uint32Array
}

/** The place of a name, or -1. */
export function findIn({ text, starts, table }: NameSection, name: string): number {
  const mask = table.length - 1
  if (mask < 0) return -1
  for (let slot = hashOf(name) & mask; ; slot = (slot + 1) & mask) {
    const found = (table[slot] ?? 0) - 1
    if (found < 0) return -1
    const start = starts[found]!
    if (starts[found + 1]! - start === name.length && text.startsWith(name, start)) return found
  }
}

/** Open addressing at most five sixths full, so that looking up a name that is not there ends soon. */
export function tableOf(names: readonly string[]): Uint32Array {
  let size = 16
  while (5 * size < 6 * names.length) size *= 2
  const table = new Uint32Array(size)
  for (const [index, name] of names.entries()) {
    let slot = hashOf(name) & (size - 1)
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1)
    table[slot] = index + 1
  }
  return table
}

/** A table that a search could walk for ever was not written by us. */
export function isTable(table: Uint32Array): boolean {
  return table.length > 0 && (table.length & (table.length - 1)) === 0 && table.includes(0)
}
