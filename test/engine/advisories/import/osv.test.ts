import { describe, expect, test } from 'vitest'
import { importOsv } from '../../../../engine/advisories/import/osv.ts'
import { judged, text } from './judged.ts'

describe('OSV', () => {
  const record = (more: object) => ({
    id: 'GHSA-aaaa-bbbb-cccc',
    modified: '2026-02-03T04:05:06Z',
    affected: [{ package: { ecosystem: 'npm', name: 'Editor' }, versions: ['1.0'] }],
    ...more,
  })

  test('a record becomes ours: our names, our words, every vector, every other name', () => {
    const { advisories, skipped } = importOsv(
      text(
        record({
          schema_version: '1.7.0',
          published: '2026-02-01T00:00:00Z',
          details: 'Reads too far.\nMore of it.',
          aliases: ['CVE-2026-0001'],
          upstream: ['CVE-2026-0002', 'CVE-2026-0001'],
          severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }, { type: 'CVSS_V4' }],
          database_specific: { severity: 'MODERATE', github_reviewed: true },
          references: [{ type: 'WEB', url: 'https://example.org/' }, 'nonsense'],
          affected: [
            {
              package: { ecosystem: 'npm', name: 'Editor', purl: 'pkg:npm/editor' },
              severity: [{ type: 'CVSS_V4', score: 'CVSS:4.0/AV:N' }],
              ranges: [
                { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2' }], database_specific: {} },
              ],
            },
          ],
        }),
      ),
    )

    expect({ advisories, skipped }).toEqual({
      skipped: [],
      advisories: [
        {
          id: 'GHSA-aaaa-bbbb-cccc',
          summary: 'Reads too far.',
          details: 'Reads too far.\nMore of it.',
          published: '2026-02-01T00:00:00Z',
          modified: '2026-02-03T04:05:06Z',
          aliases: ['CVE-2026-0001', 'CVE-2026-0002'],
          severity: [
            { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' },
            { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N' },
          ],
          database_specific: { severity: 'medium' },
          affected: [
            {
              package: { ecosystem: 'npm', name: 'editor' },
              versions: [],
              ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2' }] }],
            },
          ],
          references: [{ type: 'WEB', url: 'https://example.org/' }],
        },
      ],
    })
  })

  test.each([
    [
      'an entry whose ranges cannot be read',
      [{ package: { ecosystem: 'npm', name: 'editor' }, ranges: 7 }],
      'unknown',
    ],
    [
      'an event of a wrong kind',
      [
        {
          package: { ecosystem: 'npm', name: 'editor' },
          ranges: [{ type: 'SEMVER', events: [{ fixed: 2 }] }],
        },
      ],
      'unknown',
    ],
    ['no versions at all', [{ package: { ecosystem: 'npm', name: 'editor' } }], 'unknown'],
  ])('%s leaves every release in doubt', (_, affected, judgement) => {
    expect(judged(importOsv(text(record({ affected }))), ['1.0'])).toEqual([`1.0 ${judgement}`])
  })

  test.each([
    ['no id', { id: undefined }, 'record 1'],
    ['an id that leaves the folder', { id: '../../etc' }, 'record 1'],
    ['commits of no package', { affected: [{ ranges: [] }] }, 'GHSA-aaaa-bbbb-cccc'],
    ['a package without a name', { affected: [{ package: { ecosystem: 'npm' } }] }, 'GHSA-aaaa-bbbb-cccc'],
    [
      'a name of a wrong kind',
      { affected: [{ package: { ecosystem: 'npm', name: 1 } }] },
      'GHSA-aaaa-bbbb-cccc',
    ],
  ])('a record with %s is left out by name', (_, more, named) => {
    const { advisories, skipped } = importOsv(text([record(more), record({ id: 'OK-1' })]))

    expect([advisories.map(({ id }) => id), skipped.map((one) => one.record)]).toEqual([['OK-1'], [named]])
  })

  test('a record that was taken back says nothing of a release', () => {
    expect(judged(importOsv(text(record({ withdrawn: '2026-03-01T00:00:00Z' }))), ['1.0'])).toEqual([
      '1.0 unrelated',
    ])
  })
})
