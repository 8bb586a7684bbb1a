import { expect, test } from 'vitest'
import type { PolicyFile } from '../../../engine/model/policy-file.ts'
import { deadlineOf, type RepairableWeakness } from '../../../engine/policy/deadline.ts'
import type { PolicyLevel } from '../../../engine/policy/level.ts'

const now = Date.parse('2026-06-30T00:00:00Z')
const at = (day: string) => Date.parse(`2026-${day}T00:00:00Z`)

function level(owner: PolicyLevel['owner'], updates: PolicyFile['updates']): PolicyLevel {
  return { owner, file: `/${owner}.json`, policy: { version: 1, packages: [], updates } }
}
const rules = level('administrator', { kevDeadlineDays: 3, criticalDeadlineDays: 7 })

function weakness(about: Partial<RepairableWeakness>): RepairableWeakness {
  return {
    advisory: 'T-1',
    exploitedSince: null,
    isCritical: false,
    publishedAt: at('06-01'),
    repairedAt: at('06-10'),
    ...about,
  }
}

/** The day on which it is due, and the rule. */
function due(about: Partial<RepairableWeakness>, levels: readonly PolicyLevel[] = [rules]): string | null {
  const found = deadlineOf(levels, [weakness(about)], now)
  return found === null ? null : `${found.due.slice(5, 10)} ${found.rule} ${found.isOver ? 'over' : 'open'}`
}

const kev = 'updates.kevDeadlineDays'
const critical = 'updates.criticalDeadlineDays'

test.each<readonly [string, Partial<RepairableWeakness>, string | null]>([
  ['what is neither exploited nor critical has none', {}, null],
  ['exploited: from when it was repaired', { exploitedSince: at('06-05') }, `06-13 ${kev} over`],
  ['exploited: from when that was known', { exploitedSince: at('06-29') }, `07-02 ${kev} open`],
  ['critical: from when it was repaired', { isCritical: true }, `06-17 ${critical} over`],
  [
    'critical: from when it was said',
    { isCritical: true, publishedAt: at('06-28') },
    `07-05 ${critical} open`,
  ],
  ['critical, nobody said when', { isCritical: true, publishedAt: null }, `06-17 ${critical} over`],
  ['both: the earlier one', { isCritical: true, exploitedSince: at('06-29') }, `06-17 ${critical} over`],
  ['dates to come give no more time', { exploitedSince: at('12-01') }, `07-03 ${kev} open`],
  ['on its last moment it is over', { exploitedSince: at('06-27') }, `06-30 ${kev} over`],
])('%s', (_, about, expected) => {
  expect(due(about)).toBe(expected)
})

test('the most urgent one of several is told, with whose rule it is', () => {
  const weaknesses = [
    weakness({ advisory: 'T-1', isCritical: true, repairedAt: at('06-28') }),
    weakness({ advisory: 'T-2', exploitedSince: at('06-28'), repairedAt: at('06-29') }),
  ]

  expect(deadlineOf([rules], weaknesses, now)).toEqual({
    owner: 'administrator',
    file: '/administrator.json',
    rule: kev,
    reason: 'exploited',
    advisory: 'T-2',
    due: '2026-07-02T00:00:00.000Z',
    isOver: false,
  })
})

test('a person’s own rule brings a deadline forward, and never puts it off', () => {
  const exploited = { exploitedSince: at('06-29') }

  expect(due(exploited, [rules, level('person', { kevDeadlineDays: 1 })])).toBe(`06-30 ${kev} over`)
  expect(due(exploited, [rules, level('person', { kevDeadlineDays: 300 })])).toBe(`07-02 ${kev} open`)
  expect(due(exploited, [level('administrator', undefined)])).toBeNull()
})
