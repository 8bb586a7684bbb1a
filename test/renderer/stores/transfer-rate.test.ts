import { describe, expect, test } from 'vitest'
import { rateOf, secondsLeft, withSample, type Sample } from '../../../renderer/stores/transfer-rate.ts'

const mega = 1_000_000
const seriesOf = (...samples: readonly Sample[]): readonly Sample[] =>
  samples.reduce<readonly Sample[]>(withSample, [])

describe('the rate of a transfer', () => {
  test('is unknown before half a second', () => {
    expect(rateOf(seriesOf({ at: 0, received: 0 }, { at: 400, received: mega }))).toBeNull()
  })

  test('is smoothed over the last five seconds', () => {
    const slowThenFast = seriesOf(
      { at: 0, received: 0 },
      { at: 5_000, received: mega },
      { at: 10_000, received: 51 * mega },
    )

    expect(rateOf(slowThenFast)).toBe(10 * mega)
  })

  test('starts anew where the count falls, because another file began', () => {
    const samples = seriesOf({ at: 0, received: 5 * mega }, { at: 1_000, received: 0 })

    expect(samples).toEqual([{ at: 1_000, received: 0 }])
  })

  test('falls to nothing when nothing arrives', () => {
    const stalled = seriesOf({ at: 0, received: mega }, { at: 3_000, received: mega })

    expect(rateOf(stalled)).toBe(0)
    expect(secondsLeft(rateOf(stalled), mega, 2 * mega)).toBeNull()
  })
})

describe('the time left', () => {
  test('is what is missing at the rate there is', () => {
    expect(secondsLeft(10 * mega, 24 * mega, 84 * mega)).toBe(6)
  })

  test('is unknown without a rate or a total', () => {
    expect([secondsLeft(null, 0, 1), secondsLeft(1, 0, null)]).toEqual([null, null])
  })

  test('is never negative', () => {
    expect(secondsLeft(1, 10, 5)).toBe(0)
  })
})
