export { canonicalJson } from './canonical-json.ts'

/** Text that is no JSON, or JSON that two readers could read differently. */
export class JsonRefused extends Error {
  override readonly name = 'JsonRefused'
}

export interface JsonLimits {
  /** UTF-16 units. */
  readonly maxLength?: number
  /** Lists and objects inside each other. */
  readonly maxDepth?: number
}

/** More than any of our formats has. */
const defaultJsonDepth = 24

/**
 * Reads JSON that was written by others. Refused besides what is no JSON: the same key twice in one object, the
 * key `__proto__`, lists and objects deeper than `maxDepth`, and numbers beyond the integers a double can hold.
 */
export function parseJsonStrict(text: string, limits: JsonLimits = {}): unknown {
  const { maxLength = Infinity, maxDepth = defaultJsonDepth } = limits
  if (text.length > maxLength) throw new JsonRefused(`longer than ${maxLength} characters`)
  const value = parse(text)
  const members = countMembers(text, maxDepth)
  // Reading keeps only the last of equal keys, so that fewer members are left than were written.
  if (checkValue(value) !== members) throw new JsonRefused('an object has the same key twice')
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new JsonRefused('this is no JSON', { cause })
  }
}

/** Members written in valid JSON: one for each colon outside strings. Throws where it is too deep. */
function countMembers(text: string, maxDepth: number): number {
  let members = 0
  let depth = 0
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    if (unit === quote) i = endOfString(text, i)
    else if (unit === colon) members += 1
    else if (unit === openBrace || unit === openBracket) depth += 1
    else if (unit === closeBrace || unit === closeBracket) depth -= 1
    if (depth > maxDepth) throw new JsonRefused(`deeper than ${maxDepth} levels`)
  }
  return members
}

const quote = 0x22
const colon = 0x3a
const backslash = 0x5c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

function endOfString(text: string, start: number): number {
  let i = start + 1
  while (text.charCodeAt(i) !== quote) i += text.charCodeAt(i) === backslash ? 2 : 1
  return i
}

/** Members in `value`, each number and key checked. Depth was bounded before. */
function checkValue(value: unknown): number {
  if (typeof value === 'number') checkNumber(value)
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return value.reduce<number>((sum, element) => sum + checkValue(element), 0)
  if (Object.hasOwn(value, '__proto__')) throw new JsonRefused('an object has the key __proto__')
  return Object.values(value).reduce<number>((sum, member) => sum + 1 + checkValue(member), 0)
}

function checkNumber(value: number): void {
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new JsonRefused('a number is too large to be exact')
}
