import { describe, expect, test } from 'vitest'
import { checkPolicy } from '../../../engine/policy/check-policy.ts'
import type { PolicyLevel } from '../../../engine/policy/level.ts'
import { judgeSchedule } from '../../../engine/policy/schedule.ts'

function levelsOf(schedule: object): PolicyLevel[] {
  const checked = checkPolicy(JSON.stringify({ version: 1, schedule }), 'administrator')
  if (checked.kind === 'invalid') throw new Error(checked.problems[0].problem)
  return [{ owner: 'administrator', file: '/etc/policy.json', policy: checked.policy }]
}

/** `open`, or when the next window opens. */
function at(now: string, schedule: object, timeZone = 'UTC'): string | null {
  const verdicts = judgeSchedule(levelsOf(schedule), { now: Date.parse(now), timeZone, repairs: false })
  return verdicts.length === 0 ? 'open' : (verdicts[0]!.opens ?? null)
}

const nights = { windows: [{ days: ['mon', 'fri'], from: '22:00', to: '04:00' }] }
const office = { windows: [{ from: '09:00', to: '17:00' }], timeZone: 'Europe/Berlin' }

describe('a window', () => {
  // 2026-11-30 is a Monday.
  test.each([
    ['opens on its minute', '2026-11-30T22:00:00Z', nights, 'open'],
    ['is closed the second before', '2026-11-30T21:59:59Z', nights, '2026-11-30T22:00:00.000Z'],
    ['reaches over midnight', '2026-12-01T03:59:59Z', nights, 'open'],
    ['closes on its minute', '2026-12-01T04:00:00Z', nights, '2026-12-04T22:00:00.000Z'],
    ['is not open on the morning of its own day', '2026-11-30T03:00:00Z', nights, '2026-11-30T22:00:00.000Z'],
    [
      'reaches from Sunday into Monday',
      '2026-11-30T01:00:00Z',
      { windows: [{ days: ['sun'], from: '23:30', to: '02:00' }] },
      'open',
    ],
    ['goes by the clock of its zone in winter', '2026-11-30T08:00:00Z', office, 'open'],
    ['and in summer', '2026-07-01T07:00:00Z', office, 'open'],
    ['ends by that clock, too', '2026-07-01T15:00:00Z', office, '2026-07-02T07:00:00.000Z'],
    [
      'keeps its wall time over the change of clocks',
      '2026-03-28T18:00:00Z',
      office,
      '2026-03-29T07:00:00.000Z',
    ],
    [
      'that lies in the hour which is left out opens a week later',
      '2026-03-28T18:00:00Z',
      { windows: [{ days: ['sun'], from: '02:10', to: '02:20' }], timeZone: 'Europe/Berlin' },
      '2026-04-05T00:10:00.000Z',
    ],
    ['may end at midnight', '2026-11-30T23:59:00Z', { windows: [{ from: '20:00', to: '24:00' }] }, 'open'],
    [
      'may be in a zone with half an hour',
      '2026-11-30T03:31:00Z',
      { windows: [{ from: '09:00', to: '09:10' }], timeZone: 'Asia/Kolkata' },
      'open',
    ],
  ])('%s', (_, now, schedule, expected) => {
    expect(at(now, schedule)).toBe(expected)
  })

  test('goes by the clock of the machine where it names none', () => {
    const evening = { windows: [{ from: '20:00', to: '23:00' }] }

    expect([
      at('2026-11-30T01:30:00Z', evening, 'America/New_York'),
      at('2026-11-30T01:30:00Z', evening, 'Asia/Tokyo'),
    ]).toEqual(['open', '2026-11-30T11:00:00.000Z'])
  })

  test('opens again at the very moment that is told', () => {
    for (let hour = 0; hour < 24 * 14; hour += 5) {
      const now = new Date(Date.UTC(2026, 9, 20, hour, 7, 11)).toISOString()
      const told = at(now, office)
      if (told === 'open' || told === null) continue
      expect([at(told, office), at(new Date(Date.parse(told) - 1).toISOString(), office)]).toEqual([
        'open',
        told,
      ])
    }
  })
})

test('outside of its times a rule refuses with its owner and note, and lets repairs pass where it says so', () => {
  const judged = (repairs: boolean, rule: object) =>
    judgeSchedule(levelsOf({ ...nights, ...rule }), {
      now: Date.parse('2026-11-30T12:00:00Z'),
      timeZone: 'UTC',
      repairs,
    })
  const verdict = {
    owner: 'administrator',
    file: '/etc/policy.json',
    rule: 'schedule',
    reason: 'schedule',
    note: 'Tills are open',
    opens: '2026-11-30T22:00:00.000Z',
  }

  expect([
    judged(true, { note: 'Tills are open' }),
    judged(false, { note: 'Tills are open', securityFixes: 'allow' }),
    judged(true, { note: 'Tills are open', securityFixes: 'allow' }),
  ]).toEqual([
    [{ ...verdict, decision: 'deny' }],
    [{ ...verdict, decision: 'deny' }],
    [{ ...verdict, decision: 'allow' }],
  ])
})

test.each([
  [{ windows: [] }, 'schedule.windows'],
  [{ windows: [{ from: '25:00', to: '04:00' }] }, 'schedule.windows[0].from'],
  [{ windows: [{ from: '04:00', to: '04:00' }] }, 'schedule.windows[0]'],
  [{ windows: [{ from: '04:00', to: '05:00', days: ['someday'] }] }, 'schedule.windows[0].days[0]'],
  [{ ...nights, timeZone: 'Europe/Atlantis' }, 'schedule.timeZone'],
])('a schedule that says nothing sensible is refused: %j', (schedule, key) => {
  const checked = checkPolicy(JSON.stringify({ version: 1, schedule }), 'administrator')

  expect(checked.kind === 'invalid' ? checked.problems[0].key : 'valid').toBe(key)
})
