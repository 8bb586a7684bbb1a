import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../../engine/base/canonical-json.ts'
import { JsonRefused, parseJsonStrict } from '../../../engine/base/json.ts'
import { elementDepth, splitJson } from '../../../engine/base/json-elements.ts'

const bytesOf = (text: string) => Buffer.from(text, 'utf8')

/** Each element as it is written, with `+` before those that are plain. */
function elementsOf(text: string): string[] | null {
  const bytes = bytesOf(text)
  const split = splitJson(bytes, 'packages')
  if (split === null) return null
  return split.elements.map(
    ({ start, end, isPlain }) => (isPlain ? '+' : '') + bytes.toString('utf8', start, end),
  )
}

test('elements are found where they lie, and what is around them', () => {
  const text =
    '{"about":{"packages":[1]},"n":1,"packages":[{"a":"]}\\\\"},{"b":[{"c":{}}]}],"z":"\\"packages"}\n'
  const bytes = bytesOf(text)

  const { before, after } = splitJson(bytes, 'packages')!

  expect(elementsOf(text)).toEqual(['{"a":"]}\\\\"}', '+{"b":[{"c":{}}]}'])
  expect(text.slice(0, before) + text.slice(after)).toBe(
    '{"about":{"packages":[1]},"n":1,"packages":[],"z":"\\"packages"}\n',
  )
  expect(elementsOf('{"packages":[]}')).toEqual([])
})

test('who knows where an element ends is believed', () => {
  const bytes = bytesOf('{"packages":[{"b":1,"a":1},{"c":1,"b":1}]}')

  const split = splitJson(bytes, 'packages', (start) => (bytes[start + 2] === 0x62 ? start + 13 : -1))

  expect(split!.elements.map(({ isPlain, isKnown }) => [isPlain, isKnown])).toEqual([
    [true, true],
    [false, false],
  ])
})

test.each([
  '',
  '[]',
  '{}',
  '{"packages":{}}',
  '{"packages":[1]}',
  '{"packages":[{}',
  '{"packages":[{"a":"',
  '{ "packages":[{}]}',
  '{"packages": [{}]}',
  '{"other":[{}]}',
])('nothing is found in %s', (text) => {
  expect(elementsOf(text)).toBeNull()
})

test.each([
  '{"b":1,"a":1}',
  '{"a":1,"a":1}',
  '{"a":{"b":1,"a":1}}',
  '{"a": 1}',
  '{"a":1.0}',
  '{"a":1e3}',
  '{"a":-0}',
  '{"a":9007199254740993}',
  '{"a":"\\u0061"}',
  '{"a":"ä"}',
  '{"__proto__":1}',
  `{"a":${'['.repeat(elementDepth)}${']'.repeat(elementDepth)}}`,
])('%s is not plain', (element) => {
  expect(elementsOf(`{"packages":[${element}]}`)).toEqual([element])
})

test('what is plain is the canonical text of its value, or no JSON', () => {
  // Pieces of JSON in any order: most of it is none.
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b":',
      '"ab":',
      '1',
      '0',
      '-',
      '.',
      'e',
      'true',
      'null',
      ' ',
      '"\\n"',
    ],
    ...['"ä"', '"__proto__":', '"a":{', '"b":[', '12345678901234567'],
  )
  const soup = fc.array(piece, { maxLength: 12 }).map((pieces) => `{${pieces.join('')}}`)
  const value = fc.dictionary(fc.constantFrom('a', 'b', 'ab', 'ä'), fc.jsonValue({ maxDepth: 3 }))
  const written = value.chain((one) =>
    fc.constantFrom(JSON.stringify(one), JSON.stringify(one, null, 1), canonicalOrNot(one)),
  )
  fc.assert(
    fc.property(fc.oneof(soup, written), (element) => {
      for (const found of elementsOf(`{"packages":[${element}]}`) ?? []) {
        if (!found.startsWith('+')) continue
        const text = found.slice(1)
        const read = readOrNull(text)
        if (read !== null) expect(canonicalJson(read)).toBe(text)
      }
    }),
    { numRuns: 2_000 },
  )
})

function canonicalOrNot(value: unknown): string {
  try {
    return canonicalJson(value as Json)
  } catch {
    return JSON.stringify(value)
  }
}

/** Null for what is no JSON; what strict reading refuses besides is never plain. */
function readOrNull(text: string): Json | null {
  try {
    return parseJsonStrict(text) as Json
  } catch (error) {
    if (error instanceof JsonRefused && error.message === 'this is no JSON') return null
    throw error
  }
}
