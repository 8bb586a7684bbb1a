import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isExcluded, parsePattern } from '../../../engine/builder/glob.ts'

const cases: readonly [string, readonly string[], readonly string[]][] = [
  ['*.o', ['a.o', 'src/a.o', '.o'], ['a.ob', 'o']],
  ['/x', ['x'], ['src/x']],
  ['src/*.c', ['src/a.c'], ['src/deep/a.c', 'other/src/a.c']],
  ['**/x', ['x', 'a/x', 'a/b/x'], ['ax']],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'b/a/c']],
  ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb']],
  ['?.txt', ['a.txt', '😀.txt'], ['ab.txt', '.txt']],
  ['[a-c]x', ['ax', 'cx'], ['dx', '-x']],
  ['[!a-c]x', ['dx'], ['ax']],
  ['[ab', ['[ab'], ['a', 'b']],
  ['a+(b)$', ['a+(b)$'], ['aab']],
  ['a*b*c', ['abc', 'a-b-c', 'abbcc'], ['acb', 'ab']],
]

test.each(cases)('%s', (pattern, fits, others) => {
  const { matches } = parsePattern(pattern)

  expect([...fits, ...others].filter((path) => matches(path, false))).toEqual(fits)
})

test('a pattern with a slash at its end is for directories only, and the last word counts', () => {
  const patterns = ['build/', '*.log', '!keep.log'].map(parsePattern)

  expect(
    (
      [
        ['build', true],
        ['build', false],
        ['a.log', false],
        ['keep.log', false],
      ] as const
    ).map(([path, isDirectory]) => isExcluded(patterns, path, isDirectory)),
  ).toEqual([true, false, true, false])
})

test('stars, question marks and folders mean what they mean as a regular expression', () => {
  const names = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '/'), minLength: 1, maxLength: 8 })
  const paths = fc.string({ unit: fc.constantFrom('a', 'b', '/'), minLength: 1, maxLength: 8 })
  const isPlain = (text: string) => !/^\/|\/$|\/\/|\*\*/.test(text)
  fc.assert(
    fc.property(names.filter(isPlain), paths.filter(isPlain), (pattern, path) => {
      const source = pattern.replaceAll('*', '[^/]*').replaceAll('?', '[^/]')
      const expected = new RegExp(`^${pattern.includes('/') ? '' : '(?:.*/)?'}${source}$`).test(path)
      expect(parsePattern(pattern).matches(path, false)).toBe(expected)
    }),
    { numRuns: 2_000 },
  )
})
