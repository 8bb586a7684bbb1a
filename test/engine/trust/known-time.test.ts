import { describe, expect, test } from 'vitest'
import { EngineError, type Failure } from '../../../engine/model/failure.ts'
import {
  afterSigning,
  checkEnd,
  endPassed,
  type KnownTime,
  knownTime,
} from '../../../engine/trust/known-time.ts'

const clock = Date.parse('2026-01-01T00:00:00Z')
const later = '2026-06-15T00:00:00.000Z'

function refusalBy(time: KnownTime, end: string): Failure | null {
  try {
    checkEnd(time, { repository: 'main', file: 'metadata/timestamp.json', end })
    return null
  } catch (error) {
    if (error instanceof EngineError) return error.failure
    throw error
  }
}

const nothing = knownTime(clock, null, 0)

describe('what shows that it is later than the clock says', () => {
  const witnesses: [string, KnownTime][] = [
    ['seen', knownTime(clock, { seenAt: later }, 0)],
    ['ended', knownTime(clock, { endedAt: later }, 0)],
    ['built', knownTime(clock, null, Date.parse(later))],
    ['signed', afterSigning(nothing, later)],
  ]

  test.each(witnesses)(
    '%s: what ends before that is refused for the clock, and told by name',
    (witness, time) => {
      expect([refusalBy(time, '2026-06-14T23:59:59Z'), refusalBy(time, '2026-06-15T00:00:01Z')]).toEqual([
        {
          code: 'trust/clock',
          facts: {
            ...{ repository: 'main', file: 'metadata/timestamp.json' },
            ...{ clock: '2026-01-01T00:00:00.000Z', known: later, witness },
          },
        },
        null,
      ])
    },
  )

  test('of several the latest counts', () => {
    const time = afterSigning(knownTime(clock, { seenAt: later, endedAt: '2026-07-01T00:00:00Z' }, 0), later)

    expect(time).toEqual({ clock, floor: Date.parse('2026-07-01T00:00:00Z'), witness: 'ended' })
  })

  test('what lies before the clock, and what is no time, changes nothing', () => {
    const old = '2025-01-01T00:00:00Z'
    const times = [
      knownTime(clock, { seenAt: old, endedAt: 'yesterday' }, Date.parse(old)),
      afterSigning(nothing, 'never'),
      afterSigning(nothing, undefined),
    ]

    expect(times).toEqual([nothing, nothing, nothing])
  })
})

test('what has ended by the clock itself is too old, whatever else is known', () => {
  const end = '2025-12-31T00:00:00Z'

  expect([refusalBy(nothing, end), refusalBy(knownTime(clock, { seenAt: later }, 0), end)]).toEqual([
    expect.objectContaining({ code: 'trust/metadata' }),
    expect.objectContaining({ code: 'trust/metadata' }),
  ])
})

test('only an end that the clock has passed is remembered', () => {
  const refused = (reason: 'expired' | 'signature', detail: string) =>
    new EngineError('trust/metadata', { repository: 'main', file: 'root.json', reason, detail })
  const errors = [
    refused('expired', '2025-12-31T00:00:00Z'),
    refused('expired', '2026-02-01T00:00:00Z'),
    refused('expired', ''),
    refused('signature', '2025-12-31T00:00:00Z'),
    new Error('boom'),
  ]

  expect(errors.map((error) => endPassed(error, clock))).toEqual([
    '2025-12-31T00:00:00.000Z',
    ...[null, null, null, null],
  ])
})
