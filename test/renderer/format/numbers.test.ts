import { describe, expect, test } from 'vitest'
import { formatBytes, formatBytesOf } from '../../../renderer/format/bytes.ts'
import { formatTimeAgo, formatTimeLeft } from '../../../renderer/format/time.ts'

describe('sizes', () => {
  test('have one decimal under 100, and none above', () => {
    expect([0, 999, 1_000, 84_200_000, 99_960_000, 142_000_000, 148_000_000_000].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '84.2 MB',
      '100 MB',
      '142 MB',
      '148 GB',
    ])
  })

  test('of a part are in the unit of the whole', () => {
    expect(formatBytesOf(900_000, 84_200_000)).toBe('0.9 of 84.2 MB')
    expect(formatBytesOf(900_000, null)).toBe('900 kB')
  })
})

describe('times', () => {
  test('left are rounded up', () => {
    expect([0.2, 5.1, 61, 3_700].map(formatTimeLeft)).toEqual([
      '1 s left',
      '6 s left',
      '2 min left',
      '2 h left',
    ])
  })

  test('ago are as long as people say them', () => {
    const now = new Date('2026-11-20T09:30:00Z')
    const seconds = [5, 240, 3 * 3_600, 25 * 3_600, 400 * 86_400]
    const ago = seconds.map((each) =>
      formatTimeAgo(new Date(now.getTime() - each * 1_000).toISOString(), now),
    )

    expect(ago).toEqual(['just now', '4 min ago', '3 h ago', '1 day ago', '16 Oct 2025'])
  })
})
