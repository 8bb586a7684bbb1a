import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance, nearest } from '../../../engine/base/nearest.ts'

const names = ['firefox', 'fire', 'files', 'gimp', 'git', 'gitk', 'markdown-viewer', 'habit-tracker', 'jq']

test.each([
  ['firefix', ['firefox']],
  ['gti', ['git']],
  ['fier', ['fire']],
  ['FIREF', ['firefox', 'fire']],
  ['viewer', ['markdown-viewer']],
  ['markdwon-veiwer', ['markdown-viewer']],
  ['zzzzzz', []],
  ['', []],
])('%j may mean %j', (word, expected) => {
  expect(nearest(word, names)).toEqual(expected)
})

test('answers at most as many as asked, in an order that does not depend on the list', () => {
  const candidates = ['abcd', 'abce', 'abcf', 'abcg']
  expect(nearest('abc', candidates, 2)).toEqual(['abcd', 'abce'])
  expect(nearest('abc', [...candidates].reverse(), 2)).toEqual(['abcd', 'abce'])
})

test('a distance within the limit is told exactly, and any other as beyond it', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 })
  fc.assert(
    fc.property(text, text, fc.nat(9), (one, other, limit) => {
      const exact = editDistance(one, other)
      const limited = editDistance(one, other, limit)
      expect(exact <= limit ? limited : limited > limit).toBe(exact <= limit ? exact : true)
      expect(editDistance(other, one)).toBe(exact)
    }),
  )
})
