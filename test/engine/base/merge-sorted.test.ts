import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeColumn, mergeLists, mergeSorted, runsOf } from '../../../engine/base/merge-sorted.ts'

const sets = fc.uniqueArray(fc.nat({ max: 60 })).map((numbers) => Uint32Array.from(numbers).sort())

test('two sorted lists become one, in which what is equal has one number and is that of the first list', () => {
  fc.assert(
    fc.property(sets, sets, (before, added) => {
      const merged = mergeSorted([before, added], [61, 61], (a, b) => a - b)

      const all = [...new Set([...before, ...added])].sort((a, b) => a - b)
      expect({
        ...merged,
        sides: [...merged.sides],
        ids: [...merged.ids],
        places: merged.places.map((list) => [...list]),
      }).toEqual({
        count: all.length,
        sides: all.map((number) => (before.includes(number) ? 0 : 1)),
        ids: all,
        places: [before, added].map((list) =>
          Array.from({ length: 61 }, (_, number) => (list.includes(number) ? all.indexOf(number) : -1)),
        ),
      })
    }),
  )
})

test('a short list asks seldom, wherever its numbers lie in a long one', () => {
  const long = Uint32Array.from({ length: 100_000 }, (_, at) => 2 * at)
  let asked = 0

  mergeSorted([long, Uint32Array.of(0, 7, 99_999, 150_000, 199_999)], [200_000, 200_000], (a, b) => {
    asked += 1
    return a - b
  })

  expect(asked).toBeLessThan(250)
})

test('columns and lists are those of each number, wherever it comes from', () => {
  const merged = mergeSorted(
    [Uint32Array.of(0, 1, 3), Uint32Array.of(0, 1)],
    [4, 2],
    (a, b) => [0, 10, 15, 20][a]! - [5, 20][b]!,
  )
  const lists = [
    { starts: Uint32Array.of(0, 1, 3, 4, 4), items: Uint8Array.of(1, 2, 3, 9) },
    { starts: Uint32Array.of(0, 2, 3), items: Uint8Array.of(4, 5, 8) },
  ] as const

  const column = mergeColumn(new Uint16Array(4), merged, [
    Uint16Array.of(100, 101, 102, 103),
    Uint16Array.of(200, 201),
  ])
  const { starts, items } = mergeLists(merged, lists, new Uint8Array(7))

  expect({ runs: [...runsOf(merged)], column: [...column], starts: [...starts], items: [...items] }).toEqual({
    runs: [
      { side: 0, from: 0, to: 0, length: 1 },
      { side: 1, from: 0, to: 1, length: 1 },
      { side: 0, from: 1, to: 2, length: 1 },
      { side: 0, from: 3, to: 3, length: 1 },
    ],
    column: [100, 200, 101, 103],
    starts: [0, 1, 3, 5, 5],
    items: [1, 4, 5, 2, 3],
  })
})
