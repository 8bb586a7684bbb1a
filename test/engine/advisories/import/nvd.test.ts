import { describe, expect, test } from 'vitest'
import { importNvd } from '../../../../engine/advisories/import/nvd.ts'
import { judged, text } from './judged.ts'

describe('NVD', () => {
  const cpe = (version = '*', more = '*:*:*:*:*:*:*') => `cpe:2.3:a:ada:editor:${version}:${more}`
  const feed = (match: object, more: object = {}, node: object = {}) =>
    text({
      format: 'NVD_CVE',
      vulnerabilities: [
        {
          cve: {
            id: 'CVE-2026-0001',
            published: '2026-02-01T01:02:03.456',
            lastModified: '2026-02-03T04:05:06.789',
            vulnStatus: 'Analyzed',
            descriptions: [
              { lang: 'es', value: 'Lee' },
              { lang: 'en', value: 'It reads too far.' },
            ],
            metrics: {
              cvssMetricV31: [{ type: 'Primary', cvssData: { vectorString: 'CVSS:3.1/AV:N' } }],
              cvssMetricV2: [{ cvssData: { vectorString: 'AV:N' } }],
            },
            cisaExploitAdd: '2026-02-02',
            cisaActionDue: '2026-02-23',
            configurations: [
              { nodes: [{ operator: 'OR', cpeMatch: [{ vulnerable: true, ...match }], ...node }] },
            ],
            ...more,
          },
        },
      ],
    })

  test.each([
    [
      { criteria: cpe(), versionEndExcluding: '1.2' },
      ['0.9 affected', '1.1 affected', '1.2 fixed', '1.3 fixed'],
    ],
    [
      { criteria: cpe(), versionStartIncluding: '1.0', versionEndIncluding: '1.2' },
      ['0.9 fixed', '1.1 affected', '1.2 affected', '1.3 fixed'],
    ],
    [
      { criteria: cpe(), versionStartExcluding: '1.1' },
      ['0.9 fixed', '1.1 affected', '1.2 affected', '1.3 affected'],
    ],
    [{ criteria: cpe() }, ['0.9 affected', '1.1 affected', '1.2 affected', '1.3 affected']],
    [{ criteria: cpe('1.1') }, ['0.9 fixed', '1.1 affected', '1.2 fixed', '1.3 fixed']],
    [
      { criteria: cpe('1.1', 'rc1:*:*:*:*:*:*') },
      ['0.9 unknown', '1.1 unknown', '1.2 unknown', '1.3 unknown'],
    ],
    [{ criteria: cpe('-') }, ['0.9 unknown', '1.1 unknown', '1.2 unknown', '1.3 unknown']],
    [
      { criteria: cpe(), versionEndExcluding: '' },
      ['0.9 unknown', '1.1 unknown', '1.2 unknown', '1.3 unknown'],
    ],
    [
      { criteria: cpe(), versionEndExcluding: '1.2b' },
      ['0.9 unknown', '1.1 unknown', '1.2 unknown', '1.3 unknown'],
    ],
  ])('%j', (match, expected) => {
    expect(judged(importNvd(feed(match)), ['0.9', '1.1', '1.2', '1.3'])).toEqual(expected)
  })

  test('says when it is exploited, and times in UTC', () => {
    const { advisories } = importNvd(feed({ criteria: cpe() }))

    expect(advisories).toMatchObject([
      {
        id: 'CVE-2026-0001',
        summary: 'It reads too far.',
        modified: '2026-02-03T04:05:06.789Z',
        severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }],
        database_specific: { kev: { date_added: '2026-02-02', due_date: '2026-02-23' } },
      },
    ])
  })

  test('a rejected CVE is taken back, and what must not run on something is in doubt', () => {
    const rejected = importNvd(feed({ criteria: cpe() }, { vulnStatus: 'Rejected', configurations: [] }))
    const negated = importNvd(feed({ criteria: cpe() }, {}, { negate: true }))

    expect([rejected.advisories[0]?.withdrawn, judged(negated, ['1.0'])]).toEqual([
      '2026-02-03T04:05:06.789Z',
      ['1.0 unknown'],
    ])
  })

  test.each([
    ['no CPE', feed({ criteria: 'cpe:2.3:a:ada' })],
    ['no product yet', feed({ criteria: cpe() }, { configurations: [] })],
    ['a configuration of a wrong kind', feed({ criteria: cpe() }, { configurations: ['all'] })],
  ])('a record with %s is left out by name', (_, wrong) => {
    expect(importNvd(wrong)).toMatchObject({ advisories: [], skipped: [{ record: 'CVE-2026-0001' }] })
  })
})
