import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NumberedPairs } from '../../../engine/resolver/numbered-pairs.ts'

test('pairs have numbers in the order in which they are first met', () => {
  const number = fc.nat({ max: 300 })
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { maxLength: 9_000, size: 'max' }), (pairs) => {
      const known = new Map<string, number>()
      const expected = pairs.map((pair) => {
        known.set(pair.join(' '), known.get(pair.join(' ')) ?? known.size)
        return known.get(pair.join(' '))!
      })

      const numbered = new NumberedPairs()

      expect(pairs.map(([one, other]) => numbered.idOf(one, other))).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})
