import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { judge, severityOf } from '../../../engine/advisories/match.ts'
import { Advisory } from '../../../engine/model/advisory.ts'

type Event = Readonly<Record<string, string>>

function advisory(events: readonly Event[], more: object = {}, type = 'SEMVER'): Advisory {
  return v.parse(Advisory, {
    id: 'MOS-2026-0001',
    modified: '2026-01-01T00:00:00Z',
    affected: [{ package: { ecosystem: 'MultiOS', name: 'editor' }, ranges: [{ type, events }], ...more }],
  })
}
const at = (version: string, scheme: 'semver' | 'debian' = 'semver') => ({ name: 'editor', version, scheme })

describe('a range', () => {
  const twice = advisory([
    { introduced: '1.0' },
    { fixed: '1.4' },
    { introduced: '2.0.0-beta' },
    { fixed: '2.3' },
  ])

  test.each([
    ['0.9', 'fixed', '1.4'],
    ['1.0', 'affected', '1.4'],
    ['1.3.9', 'affected', '1.4'],
    ['1.4', 'fixed', '2.3'],
    ['2.0.0-alpha', 'fixed', '2.3'],
    ['2.0.0', 'affected', '2.3'],
    ['2.3', 'fixed', null],
  ])('judges %s %s, with a fix in %s', (version, judgement, fixedIn) => {
    expect(judge(twice, at(version))).toEqual({ judgement, fixedIn })
  })

  test('from 0 begins before every version, and without an end has no fix', () => {
    expect(judge(advisory([{ introduced: '0' }]), at('0.0.0-a'))).toEqual({
      judgement: 'affected',
      fixedIn: null,
    })
  })

  test('to a last affected version includes it', () => {
    const range = advisory([{ introduced: '1.1' }, { last_affected: '1.1' }])
    expect(['1.0', '1.1', '1.1.1'].map((version) => judge(range, at(version)).judgement)).toEqual([
      'fixed',
      'affected',
      'fixed',
    ])
  })

  test('is walked in the order of versions, however it is written', () => {
    const events = [{ introduced: '0' }, { fixed: '1.4' }, { introduced: '1.10' }, { fixed: '1.12' }]
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: 4 }), (shuffled) => {
        const answers = ['1.3', '1.5', '1.11', '1.12'].map(
          (version) => judge(advisory(shuffled), at(version)).judgement,
        )
        expect(answers).toEqual(['affected', 'fixed', 'affected', 'fixed'])
      }),
    )
  })

  test('follows the order of the scheme', () => {
    const range = advisory([{ introduced: '0' }, { fixed: '1.0-1+deb12u2' }], {}, 'ECOSYSTEM')
    expect(judge(range, at('1.0-1+deb12u1', 'debian')).judgement).toBe('affected')
    expect(judge(range, at('1.0-1+deb12u2', 'debian')).judgement).toBe('fixed')
  })
})

test('a listed version is affected, in any spelling of it', () => {
  const listed = advisory([], { versions: ['1.2'], ranges: [] })
  expect(judge(listed, at('1.2.0')).judgement).toBe('affected')
  expect(judge(listed, at('1.3')).judgement).toBe('fixed')
})

test('a withdrawn advisory and one about another package say nothing', () => {
  const other = { name: 'other', version: '1.0', scheme: 'semver' } as const
  const range = advisory([{ introduced: '0' }])
  expect(judge(range, other).judgement).toBe('unrelated')
  expect(judge({ ...range, withdrawn: '2026-02-01T00:00:00Z' }, at('1.0')).judgement).toBe('unrelated')
})

test.each([
  ['a commit range', advisory([{ introduced: '0' }], {}, 'GIT'), '1.0'],
  ['a bound that is no version', advisory([{ introduced: '0' }, { fixed: 'soon' }]), '1.0'],
  ['an event that says nothing', advisory([{ introduced: '0' }, {}]), '1.0'],
  ['an event that says two things', advisory([{ introduced: '0', fixed: '2' }]), '1.0'],
  ['a range without a beginning', advisory([{ fixed: '2' }]), '1.0'],
  ['no range and no version', advisory([], { ranges: [] }), '1.0'],
  ['an empty range', advisory([]), '1.0'],
  ['a version that is none', advisory([{ introduced: '0' }, { fixed: '2' }]), 'nightly'],
])('%s is unknown, never clean', (_, range, version) => {
  expect(judge(range, at(version)).judgement).toBe('unknown')
})

test('one range that affects outweighs one that cannot be read', () => {
  const ranges = [
    { type: 'GIT', events: [{ introduced: 'abc' }] },
    { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2' }] },
  ]
  expect(judge(advisory([], { ranges }), at('1.0')).judgement).toBe('affected')
  expect(judge(advisory([], { ranges }), at('2.0')).judgement).toBe('unknown')
})

test('severity is what the database says, or unknown', () => {
  expect(severityOf({ ...advisory([]), database_specific: { severity: 'high' } })).toBe('high')
  expect(severityOf(advisory([]))).toBe('unknown')
})
