import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NumberLists } from '../../../engine/resolver/number-lists.ts'

const number = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.nat({ max: 2 ** 32 - 1 }))

test('lists are kept one behind the other, each item once where that is asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(number, { maxLength: 100 }), { maxLength: 30 }),
      fc.boolean(),
      (told, isDistinct) => {
        const lists = new NumberLists()
        for (const list of told) {
          for (const item of list) {
            if (isDistinct) lists.pushDistinct(item)
            else lists.push(item)
          }
          lists.end()
        }

        const order = Uint32Array.from(told.keys()).reverse()
        const [starts, items] = lists.inOrder(order).sections((item) => Math.abs(item))

        const expected = told
          .toReversed()
          .map((list) => (isDistinct ? [...new Set(list)] : list).map(Math.abs))
        expect(expected.map((_, at) => [...items.subarray(starts[at], starts[at + 1])])).toEqual(expected)
        expect(lists.count).toBe(told.length)
      },
    ),
  )
})
