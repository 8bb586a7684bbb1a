import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { judge } from '../../../engine/advisories/match.ts'
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
  [
    'a range that never ends',
    advisory(Array.from({ length: 1_001 }, (_, index) => ({ introduced: `1.${index}` }))),
    '1.0',
  ],
  ['a limit that is no version', advisory([{ introduced: '0' }, { limit: 'main' }]), '1.0'],
  ['a list whose spelling cannot be read', advisory([], { ranges: [], versions: ['1_0 final'] }), '1.0'],
  ['a list about a version that is none', advisory([], { ranges: [], versions: ['1.0'] }), 'nightly'],
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

test.each([
  ['before the limit', [{ introduced: '0' }, { limit: '2' }], '1.9', 'affected'],
  ['at the limit', [{ introduced: '0' }, { limit: '2' }], '2', 'fixed'],
  ['before one of two limits', [{ introduced: '0' }, { limit: '2' }, { limit: '4' }], '3', 'affected'],
  ['with no limit at all', [{ introduced: '1' }, { limit: '*' }], '99', 'affected'],
  ['fixed before the limit', [{ introduced: '0' }, { fixed: '1.5' }, { limit: '2' }], '1.7', 'fixed'],
])('a range speaks of what is before a limit: %s', (_, events, version, judgement) => {
  expect(judge(advisory(events as Event[]), at(version)).judgement).toBe(judgement)
})

describe('a record of another ecosystem', () => {
  const from = (ecosystem: string, type: string, events: readonly Event[], versions: string[] = []) =>
    v.parse(Advisory, {
      id: 'X-1',
      modified: '2026-01-01T00:00:00Z',
      affected: [
        {
          package: { ecosystem, name: 'editor' },
          versions,
          ranges: events.length === 0 ? [] : [{ type, events }],
        },
      ],
    })
  const until = (fixed: string) => [{ introduced: '0' }, { fixed }]

  test.each([
    // The order that both sides share.
    ['Debian:12', 'ECOSYSTEM', until('1.2-3'), '1.2-2', 'debian', 'affected'],
    ['Debian:12', 'ECOSYSTEM', until('1.2-3'), '1.2-3', 'debian', 'fixed'],
    ['Debian:12', 'ECOSYSTEM', until('1.2-3+deb12u1'), '1:1.0-1', 'debian', 'fixed'],
    ['Debian:12', 'ECOSYSTEM', until('1.2-3'), '1.2-3~bpo12+1', 'debian', 'affected'],
    ['npm', 'SEMVER', until('1.0.0'), '1.0.0-rc.1', 'semver', 'affected'],
    // Plain numbers are ordered alike everywhere.
    ['PyPI', 'ECOSYSTEM', until('1.10'), '1.9.1', 'semver', 'affected'],
    ['PyPI', 'ECOSYSTEM', until('1.10'), '1.11', 'semver', 'fixed'],
    ['npm', 'SEMVER', until('1.10.0'), '1.2', 'debian', 'affected'],
    ['PyPI', 'ECOSYSTEM', until('1.0'), '1.0.0', 'semver', 'fixed'],
    ['NVD', 'ECOSYSTEM', [{ introduced: '1.0' }], '1.0.0', 'debian', 'affected'],
    // What the orders disagree about, or cannot say.
    ['npm', 'SEMVER', until('1.0.0'), '1.0.0-rc.1', 'debian', 'unknown'],
    ['npm', 'SEMVER', until('1.0.0'), '1.0.0-1', 'debian', 'unknown'],
    ['Debian:12', 'ECOSYSTEM', until('1.2-3'), '1.2', 'semver', 'unknown'],
    ['PyPI', 'ECOSYSTEM', until('1.0.0'), '1.0', 'semver', 'unknown'],
    ['NVD', 'ECOSYSTEM', [{ introduced: '0' }, { last_affected: '1.0' }], '1.0.0', 'semver', 'unknown'],
    ['PyPI', 'ECOSYSTEM', until('1.0.post1'), '1.0', 'semver', 'unknown'],
    ['Maven', 'ECOSYSTEM', until('2.0'), '2.0-beta', 'semver', 'unknown'],
  ] as const)('%s %s %j judges %s (%s) as %s', (...row) => {
    const [ecosystem, type, events, version, scheme, judgement] = row
    expect(judge(from(ecosystem, type, events), at(version, scheme)).judgement).toBe(judgement)
  })

  test.each([
    [['1.0', '1.1'], '1.1', 'affected'],
    [['1.0', '1.1'], '1.2', 'fixed'],
    [['1.0.post1'], '1.0', 'unknown'],
    [['1.0'], '1.0.0', 'unknown'],
    [['1.0.post1'], '1.0.post1', 'affected'],
  ])('a list %j judges %s as %s', (versions, version, judgement) => {
    expect(judge(from('PyPI', 'ECOSYSTEM', [], versions), at(version)).judgement).toBe(judgement)
  })
})

test('a fix of one branch is no advice where another entry still calls it affected', () => {
  const branch = (introduced: string, fixed: string) => ({
    package: { ecosystem: 'MultiOS', name: 'editor' },
    ranges: [{ type: 'ECOSYSTEM', events: [{ introduced }, { fixed }] }],
  })
  const both = v.parse(Advisory, {
    id: 'X-1',
    modified: '2026-01-01T00:00:00Z',
    affected: [branch('0', '1.4'), branch('0', '2.3')],
  })

  expect(judge(both, at('1.2'))).toEqual({ judgement: 'affected', fixedIn: '2.3' })
})

describe('as a slow reader of the standard', () => {
  const numbers = fc.integer({ min: 0, max: 9 })
  const event = fc.oneof(
    ...(['introduced', 'fixed', 'last_affected', 'limit'] as const).map((kind) =>
      numbers.map((number): Event => ({ [kind]: `${number}` })),
    ),
  )

  /** Straight from the words of OSV, for versions that are one number: no sorting, each event looked at in turn. */
  function isAffectedBy(events: readonly Event[], version: number): boolean {
    const of = (kind: string) => events.flatMap((one) => (one[kind] === undefined ? [] : [Number(one[kind])]))
    const limits = of('limit')
    if (limits.length > 0 && !limits.some((limit) => version < limit)) return false
    // 0 as a beginning is before every version.
    let affected = of('introduced').includes(0)
    for (let at = 0; at <= version; at += 1) {
      if (of('fixed').includes(at)) affected = false
      if (at > 0 && of('introduced').includes(at)) affected = true
      if (at < version && of('last_affected').includes(at)) affected = false
    }
    return affected
  }

  test('whatever the events, in whatever order, in both schemes', () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 8 }),
        numbers,
        fc.constantFrom('semver' as const, 'debian' as const),
        (events, version, scheme) => {
          const all = [{ introduced: '0' }, ...events]
          const expected = isAffectedBy(all, version) ? 'affected' : 'fixed'
          expect(judge(advisory(all, {}, 'ECOSYSTEM'), at(`${version}`, scheme)).judgement).toBe(expected)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  test('a named fix is above the version, and is not affected itself', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), numbers, (events, version) => {
        const range = advisory([{ introduced: '0' }, ...events])
        const { fixedIn } = judge(range, at(`${version}`))
        if (fixedIn === null) return
        expect(Number(fixedIn)).toBeGreaterThan(version)
        expect(judge(range, at(fixedIn)).judgement).toBe('fixed')
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('data of the system that a release was made from', () => {
  const about = ([ecosystem, name]: readonly string[], fixed: string): Advisory =>
    v.parse(Advisory, {
      id: 'DEBIAN-CVE-2026-0001',
      modified: '2026-01-01T00:00:00Z',
      affected: [
        {
          package: { ecosystem, name },
          ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }],
        },
      ],
    })
  const library = (source_version: string, version = '3.0-2+b1') => ({
    name: 'libtls3',
    version,
    scheme: 'debian' as const,
    origin: { kind: 'debian' as const, source: 'TLS', source_version },
  })

  test.each([
    ['the source, in versions of the source', ['Debian:trixie', 'tls'], '1:3.0-2', 'affected'],
    ['the source, repaired', ['Debian', 'tls'], '1:3.0-3', 'fixed'],
    ['the source, in a version that nobody can read', ['Debian', 'tls'], '-', 'unknown'],
    ['another source that is called like the package', ['Debian', 'libtls3'], '1:3.0-2', 'unrelated'],
    ['a package of ours that is called like the source', ['MultiOS', 'tls'], '1:3.0-2', 'unrelated'],
    ['the package itself, elsewhere', ['MultiOS', 'libtls3'], '1:3.0-2', 'affected'],
  ])('about %s is judged so', (_, subject, version, judgement) => {
    const told = judge(about(subject, '1:3.0-3'), library(version))
    expect(told.judgement).toBe(judgement)
  })

  test('names its fix as a version of the source, and says so', () => {
    expect(judge(about(['Debian', 'tls'], '1:3.0-3'), library('1:3.0-2'))).toEqual({
      judgement: 'affected',
      fixedIn: '1:3.0-3',
      source: { name: 'tls', version: '1:3.0-2' },
    })
  })

  test('is matched by the name where nothing says what a release was made from', () => {
    const { origin: _, ...plain } = library('1:3.0-2')
    expect([
      judge(about(['Debian', 'libtls3'], '3.0-3'), plain).judgement,
      judge(about(['Debian', 'tls'], '3.0-3'), plain).judgement,
    ]).toEqual(['affected', 'unrelated'])
  })

  test('leaves no doubt out: one entry of its own name and one of its source, the stricter word holds', () => {
    const both = { ...about(['Debian', 'tls'], '1:3.0-1') }
    const own = about(['MultiOS', 'libtls3'], 'not a version').affected
    expect(judge({ ...both, affected: [...both.affected, ...own] }, library('1:3.0-2'))).toEqual({
      judgement: 'unknown',
      fixedIn: null,
    })
  })
})
