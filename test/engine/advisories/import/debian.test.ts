import { describe, expect, test } from 'vitest'
import { importDebian } from '../../../../engine/advisories/import/debian.ts'
import { FeedRefused } from '../../../../engine/advisories/import/feed.ts'
import { judged, text } from './judged.ts'

describe('the Debian tracker', () => {
  const tracker = (releases: unknown, more: object = {}) =>
    text({ editor: { 'CVE-2026-0001': { description: 'Reads too far', releases, ...more } } })

  test.each([
    [
      'fixed',
      { trixie: { status: 'resolved', fixed_version: '1.2-3', urgency: 'high**' } },
      ['affected', 'fixed'],
    ],
    ['open', { trixie: { status: 'open', urgency: 'low' } }, ['affected', 'affected']],
    ['never affected', { trixie: { status: 'resolved', fixed_version: '0' } }, ['unrelated', 'unrelated']],
    ['undetermined', { trixie: { status: 'undetermined' } }, ['unknown', 'unknown']],
    ['fixed in no version', { trixie: { status: 'resolved' } }, ['unknown', 'unknown']],
    [
      'fixed in what is no version',
      { trixie: { status: 'resolved', fixed_version: '??' } },
      ['unknown', 'unknown'],
    ],
    ['of a wrong kind', { trixie: 'resolved' }, ['unknown', 'unknown']],
    ['without releases', [], ['unknown', 'unknown']],
    [
      'fixed in two releases, where the strictest holds',
      {
        bookworm: { status: 'resolved', fixed_version: '1.1-1+deb12u1' },
        trixie: { status: 'resolved', fixed_version: '1.2-3' },
      },
      ['affected', 'fixed'],
    ],
  ])('an issue that is %s', (_, releases, judgements) => {
    const feed = importDebian(tracker(releases), null)

    expect(judged(feed, ['1.2-2', '1.2-3'], 'debian')).toEqual([
      `1.2-2 ${judgements[0]}`,
      `1.2-3 ${judgements[1]}`,
    ])
  })

  test('of one release only, when that is asked for', () => {
    const releases = {
      bookworm: { status: 'resolved', fixed_version: '1.1-1', urgency: 'unimportant' },
      trixie: { status: 'open', urgency: 'high' },
    }
    const feed = importDebian(tracker(releases), 'bookworm')

    expect([judged(feed, ['1.1-1'], 'debian'), feed.advisories[0]?.database_specific]).toEqual([
      ['1.1-1 fixed'],
      { severity: 'low' },
    ])
  })

  test('an issue of several packages is one advisory, with the CVE as its other name', () => {
    const issue = { description: 'Both', releases: { sid: { status: 'open', urgency: 'medium' } } }
    const { advisories } = importDebian(
      text({ editor: { 'CVE-2026-0001': issue }, constructor: { 'CVE-2026-0001': issue } }),
      null,
    )

    expect(
      advisories.map(({ id, aliases, affected, database_specific: known }) => [
        id,
        aliases,
        affected.map((entry) => entry.package.name),
        known?.severity,
      ]),
    ).toEqual([['DEBIAN-CVE-2026-0001', ['CVE-2026-0001'], ['editor', 'constructor'], 'medium']])
  })

  test.each([['[]'], ['{"editor": []}'], ['{"editor": 3}'], ['"text"']])('%s is refused', (wrong) => {
    expect(() => importDebian(wrong, null)).toThrow(FeedRefused)
  })
})
