import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../../engine/model/audit.ts'
import ActivityPage from '../../../renderer/features/activity/ActivityPage.vue'
import { createFakeClient, type FakeClient, type FakeOptions } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'

let page: VueWrapper
let client: FakeClient

async function open(options: FakeOptions = {}): Promise<void> {
  client = createFakeClient(options)
  page = await mountWith(ActivityPage, {}, client)
  await settle()
}

const entry = (seq: number, about: Partial<AuditEntry> = {}): AuditEntry => ({
  seq,
  prev: '0'.repeat(64),
  at: '2026-02-28T12:00:00.000Z',
  actor: { uid: 1000, user: 'ada', host: 'desk' },
  command: 'multios-pm',
  action: 'plan.apply',
  object: { request: 'install', packages: ['jq'], changes: ['install jq 1.7.1 from main'] },
  outcome: 'done',
  ...about,
})

const rows = (): string[] =>
  page.findAll('.row').map((row) =>
    row
      .text()
      .replaceAll(/\s+/g, ' ')
      .replace(/28 Feb[^:]*:\d\d, /, ''),
  )

afterEach(() => page.unmount())

describe('the activity log', () => {
  test('tells in words what was done, by whom, and what came of it', async () => {
    const entries = [
      entry(9, {
        action: 'repository.add',
        object: { name: 'main', url: 'https://example.test/' },
        outcome: 'failed',
        failure: { code: 'trust/fingerprint-mismatch', facts: {} },
      }),
      entry(6, { actor: { uid: 0, user: 'root', sudo: 'ada', host: 'desk' }, outcome: 'unrecorded' }),
      entry(4, { action: 'something.new', object: {} }),
    ]

    await open({ activity: { entries, more: false } })

    expect(rows()).toEqual([
      'Add repository mainada, multios-pmtrust/fingerprint-mismatch · url: https://example.test/Failed',
      'Install jqada as root, multios-pminstall jq 1.7.1 from mainCut off',
      'something.newada, multios-pmDone',
    ])
  })

  test('shows names as text, with what would turn them around spelled out', async () => {
    const object = { request: 'install', packages: ['<img src=x onerror=alert(1)>\u202egpj.exe\u0007'] }

    await open({ activity: { entries: [entry(1, { object })], more: false } })

    expect(page.get('.row__title').text()).toBe(
      String.raw`Install <img src=x onerror=alert(1)>\u{202e}gpj.exe\u{7}`,
    )
    expect(page.find('img').exists()).toBe(false)
  })

  test('says what checking it came to', async () => {
    const bad = { file: '000001.jsonl', line: 5, problem: 'changed' as const }
    const checkedLog = { lines: 4, entries: 3, checkpoint: null, unsigned: 4, isTorn: false, bad }
    await open({ activity: { entries: [entry(1)], more: false }, checkedLog })

    button('Verify').click()
    await settle()

    expect(page.get('.banner--danger').text()).toBe(
      'Somebody changed this log000001.jsonl, line 5: this line, or one behind it, says something else than it did.',
    )
  })

  test('asks for older ones only when somebody wants them', async () => {
    await open({ activity: { entries: [entry(1)], more: true } })

    button('Show older ones').click()
    await settle()

    expect(client.calls.map(({ input }) => input)).toEqual([{ limit: 100 }, { limit: 200 }])
  })

  test('says that nothing was recorded yet, and that it may not be read', async () => {
    await open()
    const empty = page.text()
    page.unmount()

    await open({ failing: { 'audit.list': { code: 'disk/denied', facts: { path: '/var/lib/x' } } } })

    expect(empty).toContain('Nothing was recorded yet')
    expect(page.get('[role=alert]').text()).not.toBe('')
  })
})
