import { describe, expect, test } from 'vitest'
import { EngineError } from '../../../engine/model/failure.ts'
import type { TrustMarks } from '../../../engine/state/repositories.ts'
import { knownTime } from '../../../engine/trust/known-time.ts'
import { checkMarks } from '../../../engine/trust/marks.ts'

const day = 24 * 3_600_000
const today = Date.parse('2026-06-15T00:00:00Z')
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

const marks: TrustMarks = {
  rootVersion: 3,
  timestampVersion: 40,
  snapshotVersion: 30,
  targetsVersion: 20,
  rootExpires: iso(today + 300 * day),
  rootKeys: 1,
  rootThreshold: 1,
  validUntil: iso(today + 7 * day),
  seenAt: iso(today),
  advisories: null,
}

function reasonFor(after: Partial<TrustMarks>, now = today, before: TrustMarks | null = marks): unknown {
  try {
    const time = knownTime(now, before, 0)
    checkMarks({ repository: 'main', marks: before, time }, { ...marks, ...after })
    return null
  } catch (error) {
    return error instanceof EngineError ? { code: error.code, ...(error.facts as object) } : error
  }
}

describe('what was seen once is the least that is accepted', () => {
  test.each([
    ['root', { rootVersion: 2 }, 'metadata/root.json'],
    ['timestamp', { timestampVersion: 39 }, 'metadata/timestamp.json'],
    ['snapshot', { snapshotVersion: 29 }, 'metadata/snapshot.json'],
    ['targets', { targetsVersion: 19 }, 'metadata/targets.json'],
  ])('an older %s is refused by name', (_role, after, file) => {
    expect(reasonFor(after)).toMatchObject({ repository: 'main', file, reason: 'rollback' })
  })

  test('the same versions and newer ones are accepted', () => {
    expect([reasonFor({}), reasonFor({ timestampVersion: 41, snapshotVersion: 31 })]).toEqual([null, null])
  })

  test('a repository seen for the first time has nothing to fall below', () => {
    expect(reasonFor({ rootVersion: 1 }, today, null)).toBeNull()
  })
})

describe('time does not go back', () => {
  test('expired metadata is refused', () => {
    expect(reasonFor({ validUntil: iso(today - day) })).toMatchObject({ reason: 'expired' })
  })

  test('a clock set back a year does not make expired metadata valid again', () => {
    const aYearAgo = today - 365 * day

    expect(reasonFor({ validUntil: iso(today - day) }, aYearAgo)).toEqual({
      ...{ code: 'trust/clock', repository: 'main', file: 'metadata/timestamp.json' },
      ...{ clock: iso(aYearAgo), known: iso(today), witness: 'seen' },
    })
  })

  test('nor does it do so for a root', () => {
    expect(reasonFor({ rootExpires: iso(today - day) }, today - 365 * day)).toMatchObject({
      ...{ code: 'trust/clock', file: 'metadata/root.json' },
    })
  })

  test('a clock that is behind when a repository is seen first is told by when its catalog was signed', () => {
    const after = { signedAt: iso(today), validUntil: iso(today) }

    expect(reasonFor(after, today - 365 * day, null)).toMatchObject({
      code: 'trust/clock',
      witness: 'signed',
    })
  })

  test('a clock that is behind stops nothing that is good by what is known', () => {
    expect(reasonFor({ signedAt: iso(today) }, today - 365 * day)).toBeNull()
  })
})
