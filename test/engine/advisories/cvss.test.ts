import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scoreVector } from '../../../engine/advisories/cvss.ts'

test.each([
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
  ['CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:L/A:N', 3.3],
  ['CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:N/A:N', 0],
  ['CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', 10],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U/U:Amber', 8.1],
])('%s is %d', (vector, score) => {
  expect(scoreVector(vector)).toBe(score)
})

test.each([
  ['nothing', ''],
  ['another standard', 'AV:N/AC:L/Au:N/C:P/I:P/A:P'],
  ['half a vector', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H'],
  ['a metric twice', 'CVSS:3.1/AV:N/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
  ['a metric of another standard', 'CVSS:3.1/AV:N/AC:L/AT:N/PR:N/UI:N/S:U/C:H/I:H/A:H'],
  ['a value that there is not', 'CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
  ['no value', 'CVSS:3.1/AV:/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
  ['a name of the language', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/__proto__:X'],
  ['more after a value', 'CVSS:3.1/AV:N:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
  ['a slash at the end', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/'],
  ['an endless one', `CVSS:3.1/${'AV:N/'.repeat(100_000)}`],
])('%s has no score', (_, vector) => {
  expect(scoreVector(vector)).toBe(null)
})

/** The formula of CVSS 3.1, section 7.1, by itself. */
function baseScore(vector: ReadonlyMap<string, string>): number {
  const number = (name: string, of: Readonly<Record<string, number>>) => of[vector.get(name)!]!
  const harm = { N: 0, L: 0.22, H: 0.56 }
  const changed = vector.get('S') === 'C'
  const kept = (1 - number('C', harm)) * (1 - number('I', harm)) * (1 - number('A', harm))
  const iss = 1 - kept
  const impact = changed ? 7.52 * (iss - 0.029) - 3.25 * (iss - 0.02) ** 15 : 6.42 * iss
  const ease =
    8.22 *
    number('AV', { N: 0.85, A: 0.62, L: 0.55, P: 0.2 }) *
    number('AC', { L: 0.77, H: 0.44 }) *
    number('PR', changed ? { N: 0.85, L: 0.68, H: 0.5 } : { N: 0.85, L: 0.62, H: 0.27 }) *
    number('UI', { N: 0.85, R: 0.62 })
  if (impact <= 0) return 0
  const exact = Math.min(changed ? 1.08 * (impact + ease) : impact + ease, 10)
  const scaled = Math.round(exact * 100_000)
  return scaled % 10_000 === 0 ? scaled / 100_000 : (Math.floor(scaled / 10_000) + 1) / 10
}

test('every base vector of 3.1 has the score of the formula', () => {
  const metrics: readonly (readonly [string, string])[] = [
    ['AV', 'NALP'],
    ['AC', 'LH'],
    ['PR', 'NLH'],
    ['UI', 'NR'],
    ['S', 'UC'],
    ['C', 'NLH'],
    ['I', 'NLH'],
    ['A', 'NLH'],
  ]
  const vectors = metrics.reduce<(readonly (readonly [string, string])[])[]>(
    (all, [name, values]) =>
      all.flatMap((one) => [...values].map((value) => [...one, [name, value] as const])),
    [[]],
  )

  const wrong = vectors.filter((vector) => {
    const text = `CVSS:3.1/${vector.map((part) => part.join(':')).join('/')}`
    return scoreVector(text) !== baseScore(new Map(vector))
  })

  expect({ vectors: vectors.length, wrong }).toEqual({ vectors: 2_592, wrong: [] })
})

test('no text makes it fail, and no score is outside of the scale', () => {
  const parts = fc.array(
    fc.constantFrom('AV:N', 'AC:L', 'PR:N', 'UI:N', 'S:U', 'C:H', 'I:H', 'A:H', ':', 'x', ''),
  )
  const text = fc.oneof(
    fc.string(),
    parts.map((some) => `CVSS:3.1/${some.join('/')}`),
    parts.map((some) => `CVSS:4.0/${some.join('/')}`),
  )
  fc.assert(
    fc.property(text, (vector) => {
      const score = scoreVector(vector)
      expect(score === null || (score >= 0 && score <= 10)).toBe(true)
    }),
  )
})
