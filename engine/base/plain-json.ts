/** Values of JSON that are read where they lie: texts, mostly of ASCII without escapes, and whole numbers that are small. */

/** By byte, 1 where a text has it that needs no escape. */
export const plainTextBytes = new Uint8Array(256).fill(1, 0x20, 0x80)
const quote = 0x22
const backslash = 0x5c
plainTextBytes[quote] = plainTextBytes[backslash] = 0

/** Where the closing quote of the text is whose opening one is at `start`; -1 where there is no such text. */
export function endOfText(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== quote) return -1
  let at = start + 1
  while (plainTextBytes[bytes[at]!] === 1) at += 1
  return bytes[at] === quote ? at : -1
}

/** What stands behind a backslash in the canonical form of a text. Others are written with their number, and not read here. */
const escapes = new Uint8Array(256)
for (const letter of '"\\bfnrt') escapes[letter.charCodeAt(0)] = 1

/** The same of a canonical text that has other letters and escapes, in bytes that are known to be UTF-8. */
export function endOfWrittenText(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== quote) return -1
  for (let at = start + 1; at < bytes.length; at += 1) {
    const byte = bytes[at]!
    if (byte === quote) return at
    if (byte === backslash) {
      at += 1
      if (escapes[bytes[at]!] !== 1) return -1
    } else if (byte < firstPlain) return -1
  }
  return -1
}

/** UTF-16 units of such a text, by where it begins and ends without its quotes. */
export function writtenLength(bytes: Uint8Array, start: number, end: number): number {
  let length = 0
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!
    if (byte === backslash) at += 1
    // What takes four bytes is a pair; what goes on is of the letter before.
    length += byte >= firstOfFour ? 2 : Number(byte < firstFurther || byte > lastFurther)
  }
  return length
}

const firstPlain = 0x20
const firstFurther = 0x80
const lastFurther = 0xbf
const firstOfFour = 0xf0

/** The same text; both quotes are in it. */
export function writtenText(bytes: Uint8Array, start: number, end: number): string {
  return JSON.parse(new TextDecoder().decode(bytes.subarray(start, end + 1))) as string
}

const zero = 0x30
const nine = 0x39
/** Digits of a number that is exact for certain. */
const exactDigits = 15

/** Digits of the whole number that begins there; 0 where there is none, or a longer one. */
export function plainDigits(bytes: Uint8Array, start: number): number {
  let at = start
  while (isDigit(bytes[at]!)) at += 1
  const length = at - start
  return length > exactDigits || (length > 1 && bytes[start] === zero) ? 0 : length
}

export function numberAt(bytes: Uint8Array, start: number): number {
  let number = 0
  for (let at = start; isDigit(bytes[at]!); at += 1) number = 10 * number + bytes[at]! - zero
  return number
}

export function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine
}
