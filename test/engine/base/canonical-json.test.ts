import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, type Json } from '../../../engine/base/canonical-json.ts'

test('members are ordered by code point at every depth, and what is undefined is left out', () => {
  const value: Json = {
    b: [{ z: 1, a: null }],
    '\u{1f600}': true,
    '\uffee': 'x',
    a: undefined,
    10: 'ten',
    9: 'nine',
  }

  expect(canonicalJson(value)).toBe(
    '{"10":"ten","9":"nine","b":[{"a":null,"z":1}],"\uffee":"x","\u{1f600}":true}',
  )
})

test('names of the language are members like others', () => {
  const text = '{"__proto__":{"constructor":1},"toJSON":"x"}'

  expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
})

test.each([1.5, Number.NaN, Infinity, 2 ** 53, [1, [0.1]], { a: { b: 1e300 } }])(
  '%j has no canonical form',
  (value) => {
    expect(() => canonicalJson(value)).toThrow('has no canonical form')
  },
)

test('equal values have equal texts, whatever the order of their members, and reading a text gives it again', () => {
  const integers = fc.maxSafeInteger()
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'binary' }),
      integers,
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value')),
      fc.dictionary(fc.string({ unit: 'binary' }), tie('value')),
    ),
  }))
  fc.assert(
    fc.property(value, (any) => {
      const text = canonicalJson(any)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(any)))
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
      expect(canonicalJson(turned(any))).toBe(text)
    }),
  )
})

/** The same value with the members of each object the other way round. */
function turned(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return (value as readonly Json[]).map(turned)
  const members = Object.entries(value as { readonly [key: string]: Json })
  return Object.fromEntries(members.toReversed().map(([key, member]) => [key, turned(member)]))
}
