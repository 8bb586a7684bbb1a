/** Values of JSON that are read where they lie: texts of ASCII without escapes, and whole numbers that are small. */

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
