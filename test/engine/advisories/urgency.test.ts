import { expect, test } from 'vitest'
import * as v from 'valibot'
import { rateWith } from '../../../engine/advisories/risk.ts'
import { compareUrgency, urgencyOf } from '../../../engine/advisories/urgency.ts'
import { Advisory } from '../../../engine/model/advisory.ts'
import type { Risk } from '../../../engine/model/urgency.ts'

const risk = (more: Partial<Risk> = {}): Risk => ({
  severity: 'unknown',
  score: null,
  vector: null,
  epss: null,
  kev: null,
  ...more,
})
const epss = (score: number, percentile: number) => ({ score, percentile, date: null })
const kev = (due: string | null) => ({ added: '2026-01-01', due, ransomware: false })

/** Most urgent first. */
const rows: readonly (readonly [string, Risk])[] = [
  ['exploited, due soon', risk({ severity: 'low', kev: kev('2026-02-01') })],
  ['exploited, due later', risk({ severity: 'critical', score: 10, kev: kev('2026-03-01') })],
  ['exploited, due at no date', risk({ kev: kev(null) })],
  ['critical and very likely', risk({ severity: 'critical', epss: epss(0.9, 0.99) })],
  ['critical and likely', risk({ severity: 'critical', score: 9.1, epss: epss(0.5, 0.98) })],
  ['score of 10', risk({ severity: 'critical', score: 10, epss: epss(0.49, 0.97) })],
  ['a score of 9 called high', risk({ severity: 'high', score: 9 })],
  ['critical without a score', risk({ severity: 'critical' })],
  ['high percentile', risk({ severity: 'medium', epss: epss(0.3, 0.97) })],
  ['percentile at the border', risk({ severity: 'high', score: 8.9, epss: epss(0.3, 0.95) })],
  ['high', risk({ severity: 'high', epss: epss(0.2, 0.949) })],
  ['medium', risk({ severity: 'medium', score: 5 })],
  ['low', risk({ severity: 'low', score: 2 })],
  ['unknown', risk()],
]

test('updates are ordered by exploitation, likelihood, score, percentile and severity', () => {
  const shuffled = rows.toReversed().map(([id, rated]) => urgencyOf([{ id, risk: rated }]))

  const ordered = [null, ...shuffled].toSorted(compareUrgency).map((urgency) => urgency?.advisory ?? 'none')

  expect(ordered).toEqual([...rows.map(([id]) => id), 'none'])
})

test('the strongest of several reasons is the one that is told', () => {
  const all = rows.map(([id, rated]) => ({ id, risk: rated }))

  expect([urgencyOf(all.toReversed()), urgencyOf(all.slice(-2)), urgencyOf([])]).toEqual([
    { kind: 'exploited', advisory: 'exploited, due soon', due: '2026-02-01' },
    { kind: 'severity', advisory: 'low', severity: 'low' },
    null,
  ])
})

function advisory(more: object): Advisory {
  return v.parse(Advisory, { id: 'X-1', modified: '', affected: [], ...more })
}

test.each([
  [{ database_specific: { severity: 'high' } }, 'high', null],
  [{ severity: [{ type: 'CVSS_V3', score: '9.0' }] }, 'critical', 9],
  [{ severity: [{ type: 'CVSS_V3', score: '7.0' }] }, 'high', 7],
  [{ severity: [{ type: 'CVSS_V3', score: '4.0' }] }, 'medium', 4],
  [{ severity: [{ type: 'CVSS_V3', score: '0.1' }] }, 'low', 0.1],
  [{ severity: [{ type: 'CVSS_V3', score: '0' }] }, 'unknown', 0],
  [{ severity: [{ type: 'CVSS_V3', score: 'soon' }] }, 'unknown', null],
  [{ severity: [{ score: '3' }, { score: '8' }].map((one) => ({ type: 'CVSS_V4', ...one })) }, 'high', 8],
  [{}, 'unknown', null],
])('%j is %s with a score of %s', (more, severity, score) => {
  const rate = rateWith((vector) => (vector === 'soon' ? null : Number(vector)))

  expect(rate(advisory(more))).toMatchObject({ severity, score })
})
