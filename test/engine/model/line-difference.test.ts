import { expect, test } from 'vitest'
import { lineDifference } from '../../../engine/model/line-difference.ts'

const told = (before: string, after: string) =>
  lineDifference(before, after).map(
    ({ kind, text }) => `${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`,
  )

test.each([
  ['equal texts', 'a\nb\n', 'a\nb\n', [' a', ' b']],
  ['a line in the middle', 'a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a line at the end', 'a\n', 'a\nb\n', [' a', '+b']],
  ['a line at the start', 'b', 'a\nb', ['+a', ' b']],
  ['lines that go', 'a\nb\nc\nd', 'a\nd', [' a', '-b', '-c', ' d']],
  ['a line that stays between others', 'a\nb\nc', 'x\nb\ny', ['-a', '+x', ' b', '-c', '+y']],
  ['one line many times', 'a\na\na', 'a\na', [' a', ' a', '-a']],
  ['nothing before', '', 'a', ['+a']],
])('%s', (_what, before, after, lines) => {
  expect(told(before, after)).toEqual(lines)
})

test('what is too long to compare counts as replaced, and comes out whole', () => {
  const before = Array.from({ length: 5_000 }, (_one, index) => `old ${index}`).join('\n')
  const after = Array.from({ length: 5_000 }, (_one, index) => `new ${index}`).join('\n')

  const lines = lineDifference(before, after)

  expect(lines).toHaveLength(10_000)
  expect(lines.filter(({ kind }) => kind === 'added').map(({ text }) => text)).toEqual(after.split('\n'))
})
