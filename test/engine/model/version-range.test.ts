import fc from 'fast-check'
import semver from 'semver'
import { expect, test } from 'vitest'
import {
  isProblem,
  parseConstraints,
  satisfies,
  type Constraint,
} from '../../../engine/model/version-range.ts'
import { isFull } from '../../kit/full.ts'

const runs = isFull ? 10_000 : 500

function read(text: string): readonly Constraint[] {
  const constraints = parseConstraints(text)
  if (isProblem(constraints)) throw new Error(constraints.problem)
  return constraints
}
const allows = (text: string, version: string, scheme: 'semver' | 'debian' = 'semver') =>
  satisfies(version, read(text), scheme)

test('a comma means and; a bare version means exactly it', () => {
  expect(read('>= 1.2,<2, != 1.5')).toEqual([
    { operator: '>=', version: '1.2' },
    { operator: '<', version: '2' },
    { operator: '!=', version: '1.5' },
  ])
  expect(read('91.0')).toEqual([{ operator: '=', version: '91.0' }])
  expect(read('<< 2~')).toEqual([{ operator: '<', version: '2~' }])
})

test.each([
  ['>= 1.2, < 2', '1.2.0', true],
  ['>= 1.2, < 2', '2.0', false],
  ['>= 1.0', '2.0.0-beta', true],
  ['!= 1.5', '1.5.0', false],
  ['= 1.5', '1.5.0+deb', true],
  ['~ 1.2', '1.2.99', true],
  ['~ 1.2', '1.3', false],
  ['~ 1', '1.9', true],
  ['^ 1.2', '1.99', true],
  ['^ 1.2', '2.0.0-alpha', false],
  ['^ 0.2.3', '0.3.0', false],
  ['^ 0.0.3', '0.0.4', false],
  ['^ 0.0', '0.0.9', true],
])('%s allows %s: %s', (text, version, expected) => {
  expect(allows(text, version)).toBe(expected)
})

test('debian versions have comparisons only, in their own order', () => {
  expect(allows('>= 1.0~rc1, << 1.0', '1.0~rc2', 'debian')).toBe(true)
  expect(allows('^ 1.0', '1.0', 'debian')).toBe(false)
  expect(parseConstraints('^ 1.0', 'debian')).toMatchObject({ kind: 'problem', text: '^ 1.0' })
  expect(parseConstraints('~ 1:1.0')).toMatchObject({ kind: 'problem' })
})

test.each(['', '>=', '>= ', '1.0,', '=> 1', '>= one', '1.0 2.0', `>= ${'9'.repeat(10_000)}`])(
  '%j is refused with what would be accepted',
  (text) => {
    const answer = parseConstraints(text)
    expect(isProblem(answer) && answer.accepted).toContain('a comma means and')
  },
)

test('~ and ^ agree with the semver library, pre-releases included', () => {
  const number = fc.nat(3)
  const tag = fc.constantFrom('', '', '-a', '-a.1', '-b')
  const version = fc.tuple(number, number, number, tag).map(([a, b, c, t]) => `${a}.${b}.${c}${t}`)
  const partial = fc.oneof(
    version,
    fc.array(number, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('.')),
  )
  fc.assert(
    fc.property(version, partial, fc.constantFrom('~', '^'), (candidate, bound, operator) => {
      const range = `${operator}${bound}`
      expect(`${range} ${candidate} ${allows(range, candidate)}`).toBe(
        `${range} ${candidate} ${semver.satisfies(candidate, range)}`,
      )
    }),
    { numRuns: runs },
  )
})
