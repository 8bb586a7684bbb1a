import { describe, expect, test } from 'vitest'
import type { RepositoryView } from '../../../engine/api/repository-operations.ts'
import { downWords, trustWords } from '../../../renderer/app/trust-words.ts'
import { repositories } from '../kit/fake-catalog.ts'

const now = new Date('2026-11-20T09:30:00Z')
const [starter, main] = repositories as readonly [RepositoryView, RepositoryView]

function synced(minutes: number, of: RepositoryView, change: Partial<RepositoryView> = {}): RepositoryView {
  return { ...of, lastSync: new Date(now.getTime() - minutes * 60_000).toISOString(), ...change }
}

const offline = { code: 'network/timeout', facts: { url: 'https://a/', seconds: 30 } } as const
const refused = {
  code: 'trust/metadata',
  facts: { repository: 'main', file: 'snapshot.json', reason: 'rollback', detail: '' },
} as const

describe('the trust state', () => {
  test('says when the oldest of the verified sources was checked', () => {
    expect(trustWords([synced(4, starter), synced(12, main)], now)).toMatchObject({
      icon: 'shield-check',
      title: 'All sources verified',
      text: 'Checked 12 min ago',
    })
  })

  test('names the source that was refused, before any other trouble', () => {
    const all = [synced(4, starter, { problem: offline }), synced(12, main, { problem: refused })]

    expect(trustWords(all, now)).toMatchObject({ tone: 'danger', title: 'main has a problem' })
  })

  test('names the source that cannot be reached', () => {
    expect(trustWords([synced(4, starter), synced(12, main, { problem: offline })], now)).toMatchObject({
      tone: 'quiet',
      title: 'main is out of reach',
    })
  })

  test('names the source whose signatures ran out', () => {
    const trust = { ...main.trust!, state: 'expired' } as const

    expect(trustWords([synced(1, main, { trust })], now)).toMatchObject({ title: 'main is out of date' })
  })

  test('does not count what is turned off', () => {
    expect(trustWords([synced(4, starter, { enabled: false, problem: refused })], now).title).toBe(
      'No sources yet',
    )
  })

  test('says so where a source was never checked', () => {
    expect(trustWords([{ ...main, lastSync: null }], now).text).toBe('Not checked yet')
  })

  test('counts down to the next attempt while the service is gone', () => {
    const link = { state: 'down', attempt: 4, retryAt: now.getTime() + 7_200, lastAnswer: null } as const

    expect(downWords(link, now).text).toBe('Trying again in 8 s')
  })
})
