import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FilledList } from '../../../engine/base/filled-list.ts'
import { Interned } from '../../../engine/base/interned.ts'

/** By a map, as the language has it. */
function numbersOf(texts: readonly string[]): { numbers: number[]; distinct: string[] } {
  const ids = new Map<string, number>()
  const numbers = texts.map((text) => {
    ids.set(text, ids.get(text) ?? ids.size)
    return ids.get(text)!
  })
  return { numbers, distinct: [...ids.keys()] }
}

const isAscii = (text: string) => /^[\0-\x7F]*$/.test(text)

test('texts have numbers in the order in which they are first met, of strings and of bytes', () => {
  const text = fc.oneof(
    { weight: 5, arbitrary: fc.string({ maxLength: 6 }) },
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.string({ minLength: 900, maxLength: 1_100, size: 'max' }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 200 }), (told) => {
      const interned = new Interned()

      const numbers = told.map(([one, asBytes]) => {
        if (!asBytes || !isAscii(one)) return interned.idOf(one)
        const bytes = Buffer.from(`<${one}>`)
        return interned.idIn(bytes, 1, bytes.length - 1)
      })

      const { distinct, ...expected } = numbersOf(told.map(([one]) => one))
      expect({ numbers, texts: interned.texts, count: interned.count }).toEqual({
        ...{ ...expected, texts: distinct, count: distinct.length },
      })
    }),
  )
})

test('of a list that lies in JSON each text has the number that it has as a string', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', 'ü', '木', '😀'), maxLength: 3 })
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 5 })), (lists) => {
      const interned = new Interned()
      const numbers = new FilledList()

      const filled = lists.map((list) => {
        interned.fill(numbers, { bytes: Buffer.from(`:${JSON.stringify(list)}`), at: 1 })
        return list.map((_, at) => interned.texts[numbers.at(at)])
      })

      expect(filled).toEqual(lists)
      expect(interned.texts).toEqual(numbersOf(lists.flat()).distinct)
    }),
  )
})

test('a text that is not there has no number, and gets none by being looked for', () => {
  const interned = new Interned()
  const there = ['', 'a', 'ü', 'x'.repeat(2_000)].map((text) => interned.idOf(text))

  const found = ['', 'a', 'ü', 'x'.repeat(2_000), 'b', 'ö', 'y'.repeat(2_000)].map((text) =>
    interned.find(text),
  )

  expect(found).toEqual([...there, -1, -1, -1])
  expect(interned.count).toBe(4)
})

test('texts keep their numbers, also where somebody chose them for their hashes', () => {
  const interned = new Interned()
  const many = Array.from({ length: 300_000 }, (_, at) => `name-${at}`)
  const chosen = many.filter((text) => (hashOf(text) & 0xfff) === 7)

  for (const text of [...chosen, ...many]) interned.idOf(text)

  expect(chosen.length).toBeGreaterThan(64)
  expect(interned.texts).toEqual(numbersOf([...chosen, ...many]).distinct)
  expect(many.filter((text) => interned.texts[interned.idOf(text)] !== text)).toEqual([])
})

/** As the table has it: these take the same slots while it is small. */
function hashOf(text: string): number {
  const bytes = Buffer.from(text)
  const whole = bytes.length - (bytes.length % 4)
  let hash = bytes.length
  for (let at = 0; at < whole; at += 4) hash = mixed(hash ^ bytes.readInt32LE(at))
  return mixed(hash ^ bytes.subarray(whole).reduce((last, byte) => (last << 8) | byte, 0))
}

function mixed(hash: number): number {
  const product = Math.imul(hash, 0x9e3779b1)
  return product ^ (product >>> 15)
}
