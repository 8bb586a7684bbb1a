import { expect, test } from 'vitest'
import { nearest } from '../../../engine/base/nearest.ts'

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
