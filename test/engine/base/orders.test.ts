import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderOfNumbers, orderOfTexts } from '../../../engine/base/orders.ts'

/** Many begin alike; some have letters of which a byte says too little, or end where others go on. */
const texts = fc.array(
  fc
    .tuple(
      fc.constantFrom('', 'a', 'lib', 'libq', 'libqt', 'python3-', 'ü', 'libü', '\0', 'a\0'),
      fc.string({
        unit: fc.constantFrom('a', 'b', '-', '\0', 'ý', 'þ', 'ÿ', 'Ā', '木', '\ud83d', '\ue000'),
        maxLength: 9,
      }),
    )
    .map((parts) => parts.join('')),
  { maxLength: 120, size: 'max' },
)

test('texts are in the order of their units, and equal ones in that of their numbers', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const expected = [...all.keys()].sort(
        (a, b) => (all[a]! < all[b]! ? -1 : Number(all[a]! > all[b]!)) || a - b,
      )
      expect([...orderOfTexts(all)]).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test('numbers ascend, and equal ones stay as they were', () => {
  const number = fc.oneof(
    fc.nat(3),
    fc.nat(),
    fc.maxSafeNat(),
    fc.constantFrom(0, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1),
  )
  fc.assert(
    fc.property(fc.array(number, { maxLength: 60 }), (all) => {
      const expected = [...all.keys()].sort((a, b) => all[a]! - all[b]! || a - b)
      expect([...orderOfNumbers(all)]).toEqual(expected)
    }),
    { numRuns: 2_000 },
  )
})

test('thousands that begin alike', () => {
  const all = Array.from({ length: 5_000 }, (_, at) => `library-of-${(at * 7_919) % 5_000}`)
  const expected = [...all.keys()].sort((a, b) => (all[a]! < all[b]! ? -1 : 1))
  expect([...orderOfTexts(all)]).toEqual(expected)
})
