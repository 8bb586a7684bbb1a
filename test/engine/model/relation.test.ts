import { expect, test } from 'vitest'
import { formatRelation, parseProvision, parseRelation } from '../../../engine/model/relation.ts'
import { isProblem } from '../../../engine/model/version-range.ts'

function format(text: string): string {
  const relation = parseRelation(text)
  return isProblem(relation) ? `refused: ${relation.problem}` : formatRelation(relation)
}

test('keeps each alternative as written beside what it means', () => {
  expect(parseRelation(' libssl3>=1.1.0, <4 | libressl ')).toEqual({
    text: 'libssl3>=1.1.0, <4 | libressl',
    alternatives: [
      {
        name: 'libssl3',
        text: 'libssl3>=1.1.0, <4',
        constraints: [
          { operator: '>=', version: '1.1.0' },
          { operator: '<', version: '4' },
        ],
      },
      { name: 'libressl', text: 'libressl', constraints: [] },
    ],
  })
})

test.each([
  ['glibc >= 2.31', 'glibc >= 2.31'],
  ['libc6:any (>= 2.34~) | musl', 'libc6 >= 2.34~ | musl'],
  ['libfoo (<< 1:2.0-1)', 'libfoo < 1:2.0-1'],
  ['libstdc++6', 'libstdc++6'],
  ['jq 1.7', 'jq = 1.7'],
  ['a^1.2', 'a ^ 1.2'],
  ['', 'refused: a package name is missing'],
  ['a |', 'refused: a package name is missing'],
  ['__proto__', 'refused: this names no package'],
  ['A', 'refused: this names no package'],
  ['a ()', 'refused: a version is missing'],
  ['a (>= 1', 'refused: this names no package'],
  ['a >= 1, b >= 2', 'refused: this is no version constraint'],
  ['a b', 'refused: "b" is no version'],
])('reads %j as %j', (text, expected) => {
  expect(format(text)).toBe(expected)
})

test('reads what a package provides, with or without a version', () => {
  expect(parseProvision('editor')).toEqual({ name: 'editor', version: null })
  expect(parseProvision('libfoo (= 1.2)')).toEqual({ name: 'libfoo', version: '1.2' })
  expect(parseProvision('libfoo >= 1.2')).toMatchObject({ kind: 'problem' })
  expect(parseProvision('a | b')).toMatchObject({ kind: 'problem' })
})
