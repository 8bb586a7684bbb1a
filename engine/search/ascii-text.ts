/** Hears of a word that lies in bytes, and in which field of a package. */
export type HearBytes = (bytes: Uint8Array, start: number, end: number, field: number) => void

/** Longest word that is told from others with the same beginning. */
export const longestWord = 64

/**
 * A folded text of ASCII, as bytes: its words are found where they lie, and by the same rules as `wordsOf` and `slugOf` have,
 * which a test holds against these. Nearly all texts are such, and cutting each word out of them costs more than finding it.
 */
export class AsciiText {
  /** Behind the text there is room for another one as long, and a byte that is in no word. */
  #bytes = new Uint8Array(1_024)
  #length = 0
  #hasHyphen = false

  /** Folds a text into it; false where it is another than ASCII. */
  read(text: string): boolean {
    const { length } = text
    if (this.#bytes.length <= 2 * length) this.#bytes = new Uint8Array(4 * length)
    const bytes = this.#bytes
    let seen = 0
    let hyphens = 0
    for (let at = 0; at < length; at += 1) {
      const unit = text.charCodeAt(at)
      if (unit === hyphen) hyphens += 1
      bytes[at] = unit >= upperA && unit <= upperZ ? unit | lowerCase : unit
      seen |= unit
    }
    bytes[length] = 0
    this.#length = length
    this.#hasHyphen = hyphens > 0
    return seen < 0x80
  }

  /** As `wordsOf`; `part` of it is another field. */
  eachWord(field: number, hear: HearBytes, part = nothing): void {
    const bytes = this.#bytes
    for (let at = 0; at < this.#length;) {
      if (signs[bytes[at]!]! < sign.digit) {
        at += 1
        continue
      }
      const start = at
      at = this.#endOfWord(at)
      const isPart = start >= part.start && start < part.end
      hear(bytes, start, Math.min(at, start + longestWord), isPart ? part.field : field)
    }
  }

  /** Behind the word that begins there, with what may be in and behind it: `don't`, `c++`, `c#`. */
  #endOfWord(start: number): number {
    const bytes = this.#bytes
    let at = endOfRun(bytes, start)
    while (bytes[at] === apostrophe && signs[bytes[at + 1]!] === sign.letter) at = endOfRun(bytes, at + 1)
    if (bytes[at] === plus && bytes[at + 1] === plus) return at + 2
    return bytes[at] === hash && signs[bytes[at + 1]!]! < sign.digit ? at + 1 : at
  }

  /** The whole of it as one word, as `slugOf`; nothing where there is nothing to it. */
  slug(field: number, hear: HearBytes): void {
    const bytes = this.#bytes
    let [start, end] = [0, this.#length]
    while (start < end && signs[bytes[start]!]! < sign.digit) start += 1
    while (start < end && !isLastOfSlug(bytes[end - 1]!)) end -= 1
    let to = this.#length + 1
    const from = to
    for (let at = start; at < end && to - from < longestWord; at += 1) {
      if (!isSpace(bytes[at]!)) bytes[to++] = bytes[at]!
      else if (!isSpace(bytes[at - 1]!)) bytes[to++] = hyphen
    }
    if (to > from) hear(bytes, from, to, field)
  }

  /** Two words with a hyphen between them, in one: what a piece of letters, digits and hyphens has to be all of. */
  eachCompound(field: number, hear: HearBytes): void {
    if (!this.#hasHyphen) return
    const bytes = this.#bytes
    for (let at = 0; at < this.#length; at += 1) {
      const start = at
      let hyphens = 0
      let middle = at
      for (; signs[bytes[at]!] !== sign.other || bytes[at] === hyphen; at += 1) {
        if (signs[bytes[at]!] === sign.letter) continue
        // A digit counts as one too many.
        hyphens += bytes[at] === hyphen ? 1 : 2
        middle = at
      }
      if (hyphens !== 1 || !isCompound(middle - start, at - middle - 1)) continue
      const from = this.#length + 1
      bytes.copyWithin(from, start, middle)
      bytes.copyWithin(from + middle - start, middle + 1, at)
      hear(bytes, from, from + at - start - 1, field)
    }
  }
}

const nothing = { start: 0, end: 0, field: 0 }
const upperA = 0x41
const upperZ = 0x5a
const lowerCase = 0x20
const apostrophe = 0x27
const hash = 0x23
const plus = 0x2b
const hyphen = 0x2d

/** What a byte of a folded text is. */
const sign = { other: 0, digit: 1, letter: 2 } as const
const signs = new Uint8Array(256)
for (const letter of 'abcdefghijklmnopqrstuvwxyz') signs[letter.charCodeAt(0)] = sign.letter
for (const digit of '0123456789') signs[digit.charCodeAt(0)] = sign.digit

function endOfRun(bytes: Uint8Array, start: number): number {
  let at = start
  while (signs[bytes[at]!]! >= sign.digit) at += 1
  return at
}

function isLastOfSlug(byte: number): boolean {
  return signs[byte]! >= sign.digit || byte === plus || byte === hash
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}

/** Letters before and behind the hyphen. */
function isCompound(before: number, behind: number): boolean {
  return before >= 1 && before <= 12 && behind >= 2 && behind <= 12
}
