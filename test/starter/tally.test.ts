import { expect, test } from 'vitest'
import { aProfile, run } from './starter-world.ts'

test.each([
  ['26.2 mi to km', '26.2 mi = 42.1648128 km'],
  ['6 ft 1 in to cm', '6 ft 1 in = 185.42 cm'],
  [`5'11" to cm`, `5'11" = 180.34 cm`],
  ['5 in in cm', '5 in = 12.7 cm'],
  ['98.6 degF to degC', '98.6 degF = 37 degC'],
  ['-40 degC to degF', '-40 degC = -40 degF'],
  ['1/3 cup to ml', '1/3 cup = 78.8627455 ml'],
  ['32 psi to bar', '32 psi ≈ 2.206322334 bar'],
  ['1 acre to m2', '1 acre = 4046.8564224 m2'],
  ['1 ly to km', '1 ly = 9460730472580.8 km'],
  ['3 kg*m/s^2 to N', '3 kg*m/s^2 = 3 N'],
  ['9.81 m/s² to ft/s^2 --digits 4', '9.81 m/s² ≈ 32.19 ft/s^2'],
  ['100 km/h to m/s --exact', '100 km/h = 250/9 m/s'],
  ['1 GiB to MB', '1 GiB = 1073.741824 MB'],
  ['1 Mbit/s to kB/s', '1 Mbit/s = 125 kB/s'],
  ['0 m to ft', '0 m = 0 ft'],
  ['1e-30 m to km', '1e-30 m = 1e-33 km'],
])('%s', async (asked, answer) => {
  const profile = await aProfile('tally 2.0.0')

  expect(await run(profile, 'tally', {}, ...asked.split(' '))).toEqual({
    status: 0,
    out: `${answer}\n`,
    err: '',
  })
})

test.each([
  ['5 m to kg', 'm is a length, kg is a mass'],
  ['5 mter to km', "there is no unit 'mter'; did you mean meter or metre or liter?"],
  ['1/0 m to km', 'nothing can be divided by zero'],
  ['1 degC*m to K', "'degC' has its own zero and cannot be part of a product; use K"],
  ['12', 'write VALUE UNIT to UNIT, for example: tally 26.2 mi to km'],
])('%s is refused with a sentence', async (asked, sentence) => {
  const profile = await aProfile('tally 2.0.0')

  expect(await run(profile, 'tally', {}, ...asked.split(' '))).toEqual({
    status: 1,
    out: '',
    err: `tally: ${sentence}\n`,
  })
})

test('going there and back changes nothing, whatever the units', async () => {
  const profile = await aProfile('tally 2.0.0')
  const pairs = ['mi km', 'psi bar', 'degF K', 'gal ml', 'hp W', 'nmi ft', 'oz g', 'deg arcsec', 'kn m/s']
  const there = pairs.map((pair) => `7 ${pair.replace(' ', ' to ')}`)
  const first = await run(profile, 'tally', { input: there.join('\n') }, '--json')
  const fractions = first.out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { fraction: string }).fraction)
  const back = pairs.map((pair, at) => `${fractions[at]} ${pair.split(' ').toReversed().join(' to ')}`)

  const second = await run(profile, 'tally', { input: back.join('\n') }, '--json')

  expect(
    second.out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { fraction: string }).fraction),
  ).toEqual(pairs.map(() => '7'))
})

test('2.0.0 prints what 1.0.0 rounds', async () => {
  const [old, current] = [await aProfile('tally 1.0.0'), await aProfile('tally 2.0.0')]
  const asked = ['1', 'mi', 'to', 'km']

  expect([
    (await run(old, 'tally', {}, ...asked)).out,
    (await run(current, 'tally', {}, ...asked)).out,
  ]).toEqual(['1 mi = 1.60934 km\n', '1 mi = 1.609344 km\n'])
})
