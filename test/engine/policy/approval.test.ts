import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PolicyVerdict } from '../../../engine/model/policy.ts'
import type { PolicyDecision, Wanted } from '../../../engine/model/policy-request.ts'
import { withApprovals } from '../../../engine/policy/approval.ts'
import { refusalIn } from '../../../engine/policy/level.ts'

const key = 'a'.repeat(64)
const other = 'b'.repeat(64)
const digest = 'd'.repeat(64)
const now = Date.parse('2026-11-28T12:00:00Z')

const wanted: Wanted = {
  kind: 'package',
  name: 'gimp',
  version: '2.0',
  repository: 'main',
  address: 'https://packages.example/',
  publisher: 'Acme',
  keys: [key],
}
const approval: PolicyDecision = {
  format: 1,
  id: `1000-${'0'.repeat(32)}`,
  kind: 'approved',
  at: '2026-11-01T00:00:00.000Z',
  by: 'root',
  user: 1_000,
  request: {
    format: 1,
    at: '2026-11-01T00:00:00.000Z',
    wanted,
    rule: { decision: 'ask', rule: 'packages[2]', reason: 'package', note: null, sha256: digest },
    reason: null,
  },
  until: '2026-12-01T00:00:00.000Z',
  reason: null,
}
const asks: PolicyVerdict = {
  decision: 'ask',
  owner: 'administrator',
  file: '/etc/policy.json',
  rule: 'packages[4]',
  reason: 'package',
  note: null,
}
const subject = { name: 'gimp', address: 'https://packages.example/', publisher: 'Acme', keys: [key] }
const scene = { decisions: [approval], user: 1_000, now, digestOf: () => digest }

test('an approval lets what was asked for pass the rule that asked, wherever that stands by now', () => {
  expect(withApprovals([asks], subject, scene)).toEqual([
    {
      ...asks,
      decision: 'allow',
      approval: { id: approval.id, by: 'root', at: approval.at, until: approval.until },
    },
  ])
})

describe('nothing else passes:', () => {
  test.each<readonly [string, Partial<typeof subject>]>([
    ['another name', { name: 'gimpp' }],
    ['the name from another repository', { address: 'https://packages.example.evil.test/' }],
    ['another publisher', { publisher: 'Evil' }],
    ['the publisher with another key', { keys: [other] }],
    ['the publisher with one more key', { keys: [key, other] }],
    ['the publisher without a key', { keys: [] }],
  ])('%s', (_, change) => {
    expect(withApprovals([asks], { ...subject, ...change }, scene)).toEqual([asks])
  })

  test.each<readonly [string, object]>([
    ['for somebody else', { user: 1_001 }],
    ['once it has expired', { now: Date.parse(approval.until!) }],
    ['where the rule says something else now', { digestOf: () => other }],
    ['where the rule is gone', { digestOf: () => null }],
    ['by a refusal', { decisions: [{ ...approval, kind: 'refused' as const }] }],
    [
      'by an approval of a rule that denies',
      {
        decisions: [
          {
            ...approval,
            request: { ...approval.request, rule: { ...approval.request.rule, decision: 'deny' as const } },
          },
        ],
      },
    ],
  ])('%s', (_, change) => {
    expect(withApprovals([asks], subject, { ...scene, ...change })).toEqual([asks])
  })

  test('what a rule refuses, and what the person’s own file asks for', () => {
    const verdicts: PolicyVerdict[] = [
      { ...asks, decision: 'deny' },
      { ...asks, owner: 'person' },
    ]

    expect(withApprovals(verdicts, subject, scene)).toEqual(verdicts)
  })
})

test('whatever was approved, a refusal of any rule or of any file stays, and nothing becomes stricter', () => {
  const verdict = fc.record({
    decision: fc.constantFrom('allow' as const, 'deny' as const, 'ask' as const),
    owner: fc.constantFrom('administrator' as const, 'person' as const),
    rule: fc.constantFrom('packages[0]', 'packages[1]', 'defaultDecision', 'publishers.mode'),
  })
  const digests = fc.constantFrom(digest, other, null)
  fc.assert(
    fc.property(
      fc.array(verdict, { maxLength: 6 }),
      digests,
      fc.integer({ min: 999, max: 1_001 }),
      (said, sha, user) => {
        const verdicts = said.map((each): PolicyVerdict => ({ ...asks, ...each }))
        const after = withApprovals(verdicts, subject, { ...scene, user, digestOf: () => sha })
        const isDenied = verdicts.some(({ decision }) => decision === 'deny')
        const isAskedByPerson = verdicts.some(
          ({ decision, owner }) => decision === 'ask' && owner === 'person',
        )

        if (isDenied) expect(refusalIn(after)?.decision).toBe('deny')
        else if (isAskedByPerson) expect(refusalIn(after)?.decision).toBe('ask')
        for (const [place, before] of verdicts.entries()) {
          if (before.decision !== 'ask' || before.owner === 'person') expect(after[place]).toBe(before)
        }
      },
    ),
  )
})
