import { describe, expect, test } from 'vitest'
import { script } from './starter-world.ts'

interface Habit {
  readonly id: number
  readonly name: string
  readonly goal: number
  readonly days: readonly string[]
}
interface State {
  readonly habits: readonly Habit[]
}
interface Streaks {
  empty: State
  add: (state: State, name: string, goal: number) => State
  toggle: (state: State, id: number, day: string) => State
  remove: (state: State, id: number) => State
  streaks: (habit: Pick<Habit, 'goal' | 'days'>, today: string) => unknown
  weekOf: (day: string) => string
  read: (text: string) => State
}
type Rgb = readonly number[]
interface Color {
  parse: (text: string) => Rgb | null
  toHex: (rgb: Rgb) => string
  contrast: (one: Rgb, other: Rgb) => number
  nearest: (text: Rgb, ground: Rgb, wanted: number) => Rgb | null
  toOklch: (rgb: Rgb) => { lightness: number; chroma: number; hue: number }
  fromOklch: (color: { lightness: number; chroma: number; hue: number }) => Rgb
  ramp: (rgb: Rgb) => readonly { readonly rgb: Rgb }[]
}
interface Planet {
  readonly name: string
}
interface Ephemeris {
  planets: readonly Planet[]
  seenFromEarth: (
    planet: Planet,
    time: number,
  ) => { longitude: number; elongation: number; distance: number; side: string }
  moon: (time: number) => { lit: number; name: string }
}

const core = await script<Streaks>('streaks 1.1.0', 'streaks-core.js', 'streaksCore')
const color = await script<Color>('palette-lab 1.0.0', 'color.js', 'paletteColor')
const sky = await script<Ephemeris>('orrery 1.0.0', 'ephemeris.js', 'orreryEphemeris')

describe('a streak', () => {
  const days = ['2026-11-17', '2026-11-18', '2026-11-19']

  test.each([
    ['lives through a day that is not over', days, '2026-11-20', 3, 3],
    ['counts today once it is done', [...days, '2026-11-20'], '2026-11-20', 4, 4],
    ['ends after a day without', days, '2026-11-21', 0, 3],
    ['crosses the end of a year and of February', ['2027-12-31', '2028-01-01'], '2028-01-01', 2, 2],
    ['is nothing before the first day', [], '2026-11-20', 0, 0],
  ] as const)('%s', (...[, done, today, current, best]) => {
    expect(core.streaks({ goal: 7, days: done }, today)).toEqual({ current, best, unit: 'day' })
  })

  test('counts weeks where the habit is meant for some days a week', () => {
    const done = ['2026-11-02', '2026-11-04', '2026-11-10', '2026-11-12', '2026-11-16']

    expect(core.streaks({ goal: 2, days: done }, '2026-11-20')).toEqual({ current: 2, best: 2, unit: 'week' })
  })

  test('a day pressed twice is as before', () => {
    const state = core.add(core.empty, 'Walk', 7)
    const twice = core.toggle(core.toggle(state, 1, '2026-11-20'), 1, '2026-11-20')

    expect(twice).toEqual(state)
  })

  test('a week begins on Monday', () => {
    expect(['2026-11-22', '2026-11-23'].map(core.weekOf)).toEqual(['2026-11-16', '2026-11-23'])
  })

  test.each([
    ['{', 'This file is not JSON'],
    ['{"format":2}', 'This is not a Streaks file'],
    ['{"format":1,"habits":[{"name":" "}]}', 'Habit 1 has no name'],
  ])('the file %j is refused with a sentence', (text, message) => {
    expect(() => core.read(text)).toThrow(message)
  })

  test('an imported file loses days that are none, and repeated ones', () => {
    const text =
      '{"format":1,"habits":[{"name":"Walk","goal":9,"days":["2026-11-02","2026-11-02","2026-02-30",7]}]}'

    expect(core.read(text).habits).toMatchObject([{ name: 'Walk', goal: 7, days: ['2026-11-02'] }])
  })
})

describe('a color', () => {
  const of = (text: string) => color.parse(text)!

  test('has the contrast that WCAG computes', () => {
    const ratios = [color.contrast(of('#000'), of('#fff')), color.contrast(of('#767676'), of('#ffffff'))]

    expect(ratios.map((ratio) => ratio.toFixed(2))).toEqual(['21.00', '4.54'])
  })

  test('survives the way to OKLCH and back', () => {
    const codes = ['#7a3b69', '#ff0000', '#00ff00', '#0000ff', '#808080', '#ffffff', '#000000']

    expect(codes.map((code) => color.toHex(color.fromOklch(color.toOklch(of(code)))))).toEqual(codes)
  })

  test('the nearest readable one is readable as the code that is printed', () => {
    const found = ['#8a8a8a', '#3f8f86', '#ffcc00', '#fff'].map((code) =>
      color.nearest(of(code), of('#ffffff'), 4.5)!,
    )

    expect(found.every((rgb) => color.contrast(of(color.toHex(rgb)), of('#ffffff')) >= 4.5)).toBe(true)
  })

  test('a ramp grows darker step by step', () => {
    const lights = color.ramp(of('#3f7fc4')).map(({ rgb }) => color.toOklch(rgb).lightness)

    expect(lights).toEqual(lights.toSorted((one, other) => other - one))
  })

  test('what is none is refused', () => {
    expect(['', '#12', 'red', 'rgb(300, 0, 0)', 'oklch(a b c)'].map(color.parse)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })
})

describe('the sky', () => {
  const planet = (name: string) => sky.planets.find((one) => one.name === name)!

  test('Jupiter and Saturn meet on 21 December 2020', () => {
    const time = Date.UTC(2020, 11, 21, 18, 20)
    const [one, other] = ['Jupiter', 'Saturn'].map((name) => sky.seenFromEarth(planet(name), time))

    expect(Math.abs(one!.longitude - other!.longitude)).toBeLessThan(0.15)
    expect(one!.longitude).toBeCloseTo(300.3, 0)
    expect(one!.side).toBe('evening')
  })

  test('Mars is up all night in January 2025', () => {
    const { elongation, distance } = sky.seenFromEarth(planet('Mars'), Date.UTC(2025, 0, 16))

    expect([elongation > 174, distance.toFixed(2)]).toEqual([true, '0.64'])
  })

  test('the Moon is new at the eclipse of April 2024 and full in March 2025', () => {
    const times = [Date.UTC(2024, 3, 8, 18, 21), Date.UTC(2025, 2, 14, 6, 55), Date.UTC(2026, 10, 17, 11, 48)]

    expect(times.map((time) => sky.moon(time).name)).toEqual(['New Moon', 'Full Moon', 'First quarter'])
  })
})
