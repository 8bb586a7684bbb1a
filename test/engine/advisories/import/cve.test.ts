import { describe, expect, test } from 'vitest'
import { importCve } from '../../../../engine/advisories/import/cve.ts'
import { judged, text } from './judged.ts'

describe('CVE records', () => {
  const record = (product: object, more: object = {}) =>
    text({
      dataType: 'CVE_RECORD',
      dataVersion: '5.1',
      cveMetadata: { cveId: 'CVE-2026-0001', state: 'PUBLISHED', dateUpdated: '2026-02-03T04:05:06.123Z' },
      containers: {
        cna: {
          title: 'Reads too far',
          descriptions: [{ lang: 'en', value: 'It reads too far.' }],
          affected: [{ vendor: 'Ada', product: 'Editor', ...product }],
          metrics: [{ cvssV3_1: { vectorString: 'CVSS:3.1/AV:N' } }, { format: 'other' }],
          references: [{ url: 'https://example.org/' }],
          ...more,
        },
        adp: [
          {
            title: 'Added later',
            metrics: [
              {
                other: {
                  type: 'kev',
                  content: { dateAdded: '2026-02-04', reference: 'https://example.org/' },
                },
              },
            ],
          },
        ],
      },
    })
  const range = (more: object) => ({ version: '1.0', status: 'affected', versionType: 'semver', ...more })

  test.each([
    [
      'a range below a version',
      { defaultStatus: 'unaffected', versions: [range({ lessThan: '1.2' })] },
      ['0.9 fixed', '1.1 affected', '1.2 fixed', '1.3 fixed'],
    ],
    [
      'a range up to a version',
      { defaultStatus: 'unaffected', versions: [range({ lessThanOrEqual: '1.2' })] },
      ['0.9 fixed', '1.1 affected', '1.2 affected', '1.3 fixed'],
    ],
    [
      'a range without an end',
      { defaultStatus: 'unaffected', versions: [range({ lessThan: '*' })] },
      ['0.9 fixed', '1.1 affected', '1.2 affected', '1.3 affected'],
    ],
    [
      'a range with a repaired branch',
      {
        defaultStatus: 'unaffected',
        versions: [range({ lessThan: '1.3', changes: [{ at: '1.2', status: 'unaffected' }] })],
      },
      ['0.9 fixed', '1.1 affected', '1.2 fixed', '1.3 fixed'],
    ],
    [
      'single versions',
      { defaultStatus: 'unaffected', versions: [range({ version: '1.1' }), range({ version: '1.3' })] },
      ['0.9 fixed', '1.1 affected', '1.2 fixed', '1.3 affected'],
    ],
    [
      'holes in what is affected otherwise',
      {
        defaultStatus: 'affected',
        versions: [range({ version: '1.2', status: 'unaffected', lessThan: '1.3' })],
      },
      ['0.9 affected', '1.1 affected', '1.2 fixed', '1.3 affected'],
    ],
    [
      'a beginning that is not affected',
      {
        defaultStatus: 'affected',
        versions: [range({ version: '0', status: 'unaffected', lessThan: '1.2' })],
      },
      ['0.9 fixed', '1.1 fixed', '1.2 affected', '1.3 affected'],
    ],
    [
      'no word about other versions',
      { versions: [range({ lessThan: '1.2' })] },
      ['0.9 unknown', '1.1 affected', '1.2 unknown', '1.3 unknown'],
    ],
    [
      'no version at all',
      { defaultStatus: 'unaffected', versions: [range({ version: 'n/a' })] },
      ['0.9 unknown', '1.1 unknown', '1.2 unknown', '1.3 unknown'],
    ],
    [
      'a bound of a wrong kind',
      { defaultStatus: 'unaffected', versions: [range({ lessThan: 2 })] },
      ['0.9 unknown', '1.1 unknown', '1.2 unknown', '1.3 unknown'],
    ],
    [
      'commits',
      {
        defaultStatus: 'unaffected',
        versions: [range({ version: 'abc', lessThan: 'def', versionType: 'git' })],
      },
      ['0.9 unknown', '1.1 unknown', '1.2 unknown', '1.3 unknown'],
    ],
    [
      'everything',
      { defaultStatus: 'affected' },
      ['0.9 affected', '1.1 affected', '1.2 affected', '1.3 affected'],
    ],
  ])('with %s', (_, product, expected) => {
    expect(judged(importCve(record(product)), ['0.9', '1.1', '1.2', '1.3'])).toEqual(expected)
  })

  test('carry their vectors, that they are exploited, and both names of a product', () => {
    const { advisories } = importCve(record({ packageName: 'libeditor', defaultStatus: 'affected' }))

    expect(advisories).toMatchObject([
      {
        id: 'CVE-2026-0001',
        summary: 'Reads too far',
        modified: '2026-02-03T04:05:06.123Z',
        severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }],
        database_specific: { kev: { date_added: '2026-02-04', ransomware: false } },
        affected: [{ package: { name: 'libeditor' } }, { package: { name: 'editor' } }],
      },
    ])
  })

  test.each([
    ['no number', '{"cveMetadata":{"cveId":"CVE-1"},"containers":{"cna":{}}}', 'record 1'],
    ['no product', record({}, { affected: [] }), 'CVE-2026-0001'],
    ['a product without a name', record({ product: '' }), 'CVE-2026-0001'],
    ['a list where an object belongs', record({}, { affected: {} }), 'CVE-2026-0001'],
  ])('with %s are left out by name', (_, wrong, named) => {
    const { advisories, skipped } = importCve(wrong)

    expect([advisories, skipped.map((one) => one.record)]).toEqual([[], [named]])
  })
})
