import { describe, expect, test } from 'vitest'
import { factsFor, readEpss, readKev } from '../../../../engine/advisories/import/enrich.ts'
import { FeedRefused } from '../../../../engine/advisories/import/feed.ts'
import { text } from './judged.ts'

describe('EPSS and KEV', () => {
  const table = (...rows: string[]) =>
    `#model_version:v2025.03.14,score_date:2026-02-03T00:00:00+0000\ncve,epss,percentile\n${rows.join('\n')}\n`

  test('a table gives each CVE its numbers and their day, and names the rows that it cannot', () => {
    const { byCve, skipped } = readEpss(
      table(
        'CVE-2026-0001,0.97565,0.99999',
        'CVE-2026-0002,4.3e-4,0.1',
        'CVE-2026-0003,NaN,0.1',
        'CVE-2026-0004,1.1,0.1',
        'CVE-2026-0005,-0.1,0.1',
        'CVE-2026-0006,0.1',
        '__proto__,0.1,0.1',
        'CVE-2026-0001,0.1,0.1',
      ),
    )

    expect({ known: [...byCve], skipped: skipped.map((one) => one.record) }).toEqual({
      known: [
        ['CVE-2026-0001', { score: '0.97565', percentile: '0.99999', date: '2026-02-03' }],
        ['CVE-2026-0002', { score: '0.00043', percentile: '0.10000', date: '2026-02-03' }],
      ],
      skipped: [
        'CVE-2026-0003',
        'CVE-2026-0004',
        'CVE-2026-0005',
        'CVE-2026-0006',
        '__proto__',
        'CVE-2026-0001',
      ],
    })
  })

  test('a catalog tells what is exploited, by when it is to be repaired, and names what it cannot', () => {
    const { byCve, skipped } = readKev(
      text({
        vulnerabilities: [
          {
            cveID: 'CVE-2026-0001',
            dateAdded: '2026-02-01',
            dueDate: '2026-02-22',
            knownRansomwareCampaignUse: 'Known',
          },
          { cveID: 'CVE-2026-0002', dateAdded: 'yesterday' },
          { cveID: 'CVE-2026-0003', dateAdded: '2026-02-01', dueDate: '2026-02-30' },
          7,
        ],
      }),
    )

    expect({ known: [...byCve], skipped: skipped.map((one) => one.record) }).toEqual({
      known: [['CVE-2026-0001', { date_added: '2026-02-01', due_date: '2026-02-22', ransomware: true }]],
      skipped: ['CVE-2026-0002', 'CVE-2026-0003', 'record 4'],
    })
  })

  test('of several CVEs behind one advisory, the worst counts', () => {
    const { byCve: epss } = readEpss(table('CVE-2026-0001,0.2,0.5', 'CVE-2026-0002,0.9,0.99'))
    const { byCve: kev } = readKev(
      text({
        vulnerabilities: [
          { cveID: 'CVE-2026-0001', dateAdded: '2026-01-01', dueDate: '2026-03-01' },
          { cveID: 'CVE-2026-0002', dateAdded: '2026-02-01', dueDate: '2026-02-20' },
        ],
      }),
    )
    const about = { id: 'X-1', aliases: ['CVE-2026-0001', 'CVE-2026-0002'] }

    expect([
      factsFor(about, { epss, kev }),
      factsFor({ id: 'X-2', aliases: [] }, { epss, kev }),
    ]).toMatchObject([{ epss: { score: '0.90000' }, kev: { due_date: '2026-02-20' } }, {}])
  })

  test.each([[''], ['cve,score\nCVE-2026-0001,1'], ['<html>']])('%j is no table', (wrong) => {
    expect(() => readEpss(wrong)).toThrow(FeedRefused)
  })
})
