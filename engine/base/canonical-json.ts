/** What JSON can say. `undefined` members of an object are left out, as JSON does. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * The one text of a value: members by code point, no white space, safe integers only, so that equal values
 * have equal bytes and a digest of the text is a digest of the value.
 */
export function canonicalJson(value: Json): string {
  // What was read from a canonical text, as nearly everything, needs no other order.
  return isCanonical(value) ? JSON.stringify(value) : sorted(value)
}

function isCanonical(value: Json): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (value === null || typeof value !== 'object') return true
  if (isList(value)) return value.every(isCanonical)
  let previous = ''
  for (const key of Object.keys(value)) {
    const member = value[key]
    if (byCodePoint(previous, key) > 0 || (member !== undefined && !isCanonical(member))) return false
    previous = key
  }
  return true
}

function sorted(value: Json): string {
  if (value === null || typeof value !== 'object') return scalar(value)
  if (isList(value)) return `[${value.map(sorted).join(',')}]`
  const members = Object.keys(value)
    .sort(byCodePoint)
    .flatMap((key) => {
      const member = value[key]
      return member === undefined ? [] : [`${JSON.stringify(key)}:${sorted(member)}`]
    })
  return `{${members.join(',')}}`
}

/** Orders by Unicode code point. The language's own `<` orders by UTF-16 unit, which differs above U+FFFF. */
export function byCodePoint(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index)
    const b = right.charCodeAt(index)
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1
  }
  return left.length - right.length
}

function scalar(value: string | number | boolean | null): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new Error(`${value} has no canonical form`)
  }
  return JSON.stringify(value)
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value)
}

/** Surrogates stand for code points above every other UTF-16 unit. */
function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
