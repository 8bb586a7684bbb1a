import { expect, test } from 'vitest'
import { bySpecificity, matchesPattern } from '../../../engine/base/pattern.ts'

test('of patterns that match one name, the name itself comes first, then the longest', () => {
  const patterns = ['*', 'two*', 'tw*', 'two', '*w*']
  expect(patterns.filter((pattern) => matchesPattern('two', pattern)).toSorted(bySpecificity)).toEqual([
    'two',
    'two*',
    'tw*',
    '*w*',
    '*',
  ])
})
