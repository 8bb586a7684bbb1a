/** One element of a list in JSON: its bytes, and whether they are canonical for certain. */
export interface JsonElement {
  readonly start: number
  readonly end: number
  /**
   * ASCII without escapes and white space, keys strictly ascending, numbers whole and small: such a text is the
   * canonical one of its value, provided that it is JSON at all. Of others nothing is known.
   */
  readonly isPlain: boolean
  /** It was found by `knownEnd`. */
  readonly isKnown: boolean
}

/** A large object in JSON of which one member is a list of objects. */
export interface SplitJson {
  readonly elements: readonly JsonElement[]
  /** Bytes before the first element, and where those behind the last one begin. */
  readonly before: number
  readonly after: number
}

/** Of what `parseJsonStrict` reads: lists and objects inside of each other, in an element. */
export const elementDepth = 22

/**
 * Finds the elements without reading them, so that each can be read by itself: all at once would need several times the
 * memory. Null where this is not written as one line, or not found; valid JSON it need not be even where it is found.
 * `knownEnd` may know where an element ends that begins there, and that it is plain; -1 where it does not.
 */
export function splitJson(
  bytes: Uint8Array,
  member: string,
  knownEnd: (start: number) => number = () => -1,
): SplitJson | null {
  const scan = new Scan(bytes)
  const list = scan.memberAt(member)
  if (list < 0 || bytes[list] !== openBracket) return null
  const before = list + 1
  if (bytes[before] === closeBracket) return { elements: [], before, after: before }
  const elements: JsonElement[] = []
  for (let start = before; bytes[start] === openBrace;) {
    const element = elementAt(scan, start, knownEnd(start))
    if (element === null) return null
    elements.push(element)
    const { end } = element
    if (bytes[end] === closeBracket) return { elements, before, after: end }
    if (bytes[end] !== comma) return null
    start = end + 1
  }
  return null
}

function elementAt(scan: Scan, start: number, knownEnd: number): JsonElement | null {
  if (knownEnd >= 0) return { start, end: knownEnd, isPlain: true, isKnown: true }
  const end = scan.valueEnd(start)
  return end < 0 ? null : { start, end, isPlain: scan.isPlain, isKnown: false }
}

const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const backslash = 0x5c
const underscore = 0x5f
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** What a byte outside of a string may be. */
const kind = { strange: 0, silent: 1, digit: 2, quote: 3, opens: 4, closes: 5 } as const
const kinds = new Uint8Array(256)
for (const letter of 'truefalsn,:') kinds[letter.charCodeAt(0)] = kind.silent
for (const digit of '0123456789') kinds[digit.charCodeAt(0)] = kind.digit
kinds[quote] = kind.quote
kinds[openBracket] = kinds[openBrace] = kind.opens
kinds[closeBracket] = kinds[closeBrace] = kind.closes

/** Digits of a number that is exact for certain. */
const exactDigits = 15

class Scan {
  /** Of the value that was looked at last. */
  isPlain = true
  readonly #bytes: Uint8Array
  /** By depth, the last key: where it begins and ends; 0 for none. */
  readonly #keyStarts = new Uint32Array(elementDepth + 2)
  readonly #keyEnds = new Uint32Array(elementDepth + 2)

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Where the value of a member of the whole begins; -1 where it is not found. */
  memberAt(name: string): number {
    const bytes = this.#bytes
    if (bytes[0] !== openBrace) return -1
    for (let at = 1; bytes[at] === quote;) {
      const end = this.#stringEnd(at)
      if (bytes[end + 1] !== colon) return -1
      if (this.#isName(name, at + 1, end)) return end + 2
      const next = this.valueEnd(end + 2)
      if (next < 0 || bytes[next] !== comma) return -1
      at = next + 1
    }
    return -1
  }

  #isName(name: string, start: number, end: number): boolean {
    if (end - start !== name.length) return false
    for (let at = 0; at < name.length; at += 1)
      if (this.#bytes[start + at] !== name.charCodeAt(at)) return false
    return true
  }

  /** Behind the value that begins at `start`; -1 where it does not end. */
  valueEnd(start: number): number {
    const bytes = this.#bytes
    this.isPlain = true
    let depth = 0
    for (let at = start; at < bytes.length; at += 1) {
      const found = kinds[bytes[at]!]
      if (found === kind.quote) at = this.#string(at, depth)
      else if (found === kind.digit) at = this.#number(at)
      else if (found === kind.opens) this.#enter((depth += 1))
      else if (found === kind.closes) depth -= 1
      else if (found === kind.strange) this.isPlain = false
      if (depth <= 0 && isEnd(bytes[at + 1])) return at + 1
    }
    return -1
  }

  #enter(depth: number): void {
    if (depth > elementDepth) this.isPlain = false
    else this.#keyEnds[depth] = 0
  }

  /** Its last digit. */
  #number(start: number): number {
    let at = start
    while (kinds[this.#bytes[at + 1]!] === kind.digit) at += 1
    if (at - start >= exactDigits || !isEnd(this.#bytes[at + 1])) this.isPlain = false
    return at
  }

  /** Its closing quote. */
  #string(start: number, depth: number): number {
    const end = this.#stringEnd(start)
    if (this.#bytes[end + 1] === colon) this.#key(start + 1, end, depth)
    return end
  }

  #stringEnd(start: number): number {
    const bytes = this.#bytes
    let seen = 0
    let at = start + 1
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at]!
      if (byte === quote) break
      seen |= byte
      if (byte !== backslash) continue
      this.isPlain = false
      at += 1
    }
    if (seen >= 0x80) this.isPlain = false
    return at
  }

  /** Keys that only ascend are in canonical order, and none is there twice. */
  #key(start: number, end: number, depth: number): void {
    // `__proto__` begins so.
    if (depth > elementDepth || this.#bytes[start] === underscore) this.isPlain = false
    else {
      if (this.#keyEnds[depth] !== 0 && !this.#isAfterLast(start, end, depth)) this.isPlain = false
      this.#keyStarts[depth] = start
      this.#keyEnds[depth] = end
    }
  }

  #isAfterLast(start: number, end: number, depth: number): boolean {
    const bytes = this.#bytes
    const last = this.#keyStarts[depth]!
    const lastLength = this.#keyEnds[depth]! - last
    const length = end - start
    for (let at = 0; at < length && at < lastLength; at += 1) {
      const order = bytes[start + at]! - bytes[last + at]!
      if (order !== 0) return order > 0
    }
    return length > lastLength
  }
}

/** What may follow a value. */
function isEnd(byte: number | undefined): boolean {
  return byte === comma || byte === closeBracket || byte === closeBrace
}
