import { afterEach, describe, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import SecurityPage from '../../../renderer/features/security/SecurityPage.vue'
import { useMachine } from '../../../renderer/stores/machine.ts'
import { usePlanSheet } from '../../../renderer/stores/plan-sheet.ts'
import { cleanAudit, usualAudit } from '../kit/fake-audit.ts'
import { repositories } from '../kit/fake-catalog.ts'
import { createFakeClient, type FakeClient, type FakeOptions } from '../kit/fake-client.ts'
import { button, mountWith, settle } from './mount.ts'

let page: VueWrapper
let client: FakeClient

async function open(options: FakeOptions = { audit: usualAudit }): Promise<void> {
  client = createFakeClient(options)
  page = await mountWith(SecurityPage, {}, client)
  await useMachine().refresh()
  await settle()
}

/** What is read, element by element. */
const text = (selector: string): string[] =>
  page.findAll(selector).map((each) =>
    each
      .html()
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )

afterEach(() => page.unmount())

describe('the Security page', () => {
  test('shows the rules of a managed device with whose they are, and nothing of them elsewhere', async () => {
    await open()
    const unmanaged = page.find('#security-rules').exists()
    page.unmount()
    const policy = {
      ...{ version: 1 as const, downgrade: 'deny' as const },
      packages: [{ match: '<b>acme-*', decision: 'deny' as const, note: 'Legal says no' }],
    }
    const levels = [{ owner: 'administrator' as const, file: '/etc/policy.json', policy }]

    await open({ policy: { levels, roles: ['user'] } })

    expect(unmanaged).toBe(false)
    expect(text('[aria-labelledby=security-rules]')).toEqual([
      'Rules of this device Your part here: user. Your administrator /etc/policy.json downgrade deny packages[0] deny &lt;b&gt;acme-*, Legal says no',
    ])
  })

  test('says what rules want repaired, until when, and what is late', async () => {
    const deadline = {
      ...{ owner: 'administrator' as const, file: '/etc/policy.json', rule: 'updates.kevDeadlineDays' },
      ...{ reason: 'exploited' as const, advisory: 'T-1', due: '2026-03-01T12:00:00.000Z' },
    }
    const policy = {
      levels: [],
      roles: null,
      deadlines: [
        { name: 'late', version: '1.0', deadline: { ...deadline, isOver: true } },
        { name: 'open', version: '1.0', deadline: { ...deadline, isOver: false } },
      ],
    }

    await open({ audit: cleanAudit, policy })

    const [late = '', soon = ''] = text('.banner')
    expect(late).toMatch(
      /^late was to be repaired by .* T-1 is known to be exploited\. Rule updates\.kevDeadlineDays of your administrator says so\./,
    )
    expect(soon).toMatch(/^open has to be repaired by /)
  })

  test('sums up, and lists what is open, the most urgent first, with the way out', async () => {
    await open()

    expect({
      posture: text('.posture__main > div'),
      stats: text('.posture__stats dd'),
      advisories: text('[aria-labelledby=security-advisories] .row'),
    }).toEqual({
      posture: [
        '2 packages need you Something is known against Quillbay and Isoline Atlas. An update repairs 1 of them.',
      ],
      stats: ['2 affect 2 packages', '2 of 2', '2 of 2 sources', '– not since the last change'],
      advisories: [
        'A crafted page could run code outside the sandbox Quillbay 3.4.1 MOSA-2026-0361 exploited in the wild, repair by 1 Dec 2026 Critical Update to 3.4.2',
        'The clipboard could keep a password after the vault locked Isoline Atlas 5.1.4 MOSA-2026-0358 CVSS 7.5 do without it, if you can High No fix yet',
      ],
    })
  })

  test('asks for a plan of what repairs something', async () => {
    await open()
    button('Update to 3.4.2 for Quillbay').click()
    await settle()
    const one = usePlanSheet().sheet
    button('Repair 1 package').click()
    await settle()

    expect([one, usePlanSheet().sheet]).toMatchObject([
      { request: { kind: 'update', packages: ['quillbay'] } },
      { request: { kind: 'update', packages: ['quillbay'] } },
    ])
  })

  test('shows what cannot be told apart from what is open, and never as clean', async () => {
    await open({ audit: { ...usualAudit, findings: usualAudit.findings.slice(2) } })
    expect(text('.posture__main > div')).toEqual([
      'Not everything is known Whether what is known concerns Dayloom cannot be told. Something may have become known that is not known here.',
    ])
    await page.findAll('.seg input')[1]!.setValue()
    await settle()

    expect(text('[aria-labelledby=security-advisories] .row')).toEqual([
      'Decoding a picture could stop responding Dayloom 6.0.2 CVE-2026-1042 Medium Cannot be told',
    ])
  })

  test('says which advisories are out of date, and since when', async () => {
    await open({ audit: { ...cleanAudit, stale: usualAudit.stale } })

    expect({ title: text('.posture h2'), banner: text('.banner__text') }).toEqual({
      title: ['Not everything is known'],
      banner: [
        'The advisories of fieldworks are out of date since 20 Nov 2026 Nobody has signed newer ones, or they did not reach you.',
      ],
    })
  })

  test('shows who speaks for each source, and how fresh its advisories are', async () => {
    const [main] = repositories
    const held = { state: 'withheld', validUntil: '2026-12-01T00:00:00Z', problem: null } as const
    await open({ repositories: [main!, { ...main!, name: 'other', advisories: held, trust: null }] })

    expect(
      text('[aria-labelledby=security-sources] .row').map((row) =>
        row.replace(/(?:\d+ \w+ ago|Just now|Yesterday)$/i, '…'),
      ),
    ).toEqual([
      expect.stringMatching(
        /^starter Root signed by 2 of 3 keys, valid until 1 Mar 2028 Advisories good until 1 Dec 2026/,
      ),
      expect.stringMatching(/^other Not checked yet Advisories held back/),
    ])
  })

  test('is calm where nothing is known against anything, and not where nothing is known at all', async () => {
    await open({ audit: cleanAudit })
    const calm = text('.posture h2')
    page.unmount()
    const none = { state: 'none', validUntil: null, problem: null } as const
    await open({
      audit: { ...cleanAudit, known: 0 },
      repositories: repositories.map((each) => ({ ...each, advisories: none })),
    })

    expect([calm, text('.posture h2')]).toEqual([['Nothing needs you'], ['Nothing is known yet']])
  })

  test('takes a repository that knows of nothing at its word', async () => {
    await open({ audit: { ...cleanAudit, known: 0 } })

    expect([text('.posture h2'), text('.posture__main p')]).toEqual([
      ['Nothing needs you'],
      ['Your repositories tell of no known weakness in anything that they offer.'],
    ])
  })

  test('names releases that were taken back', async () => {
    const revoked = [
      {
        name: 'quillbay',
        version: '3.4.1',
        repository: 'main',
        reason: 'loses files',
        at: '2026-11-01T00:00:00Z',
      },
    ]
    await open({ audit: { ...cleanAudit, revoked } })

    expect([text('.posture h2'), text('.banner__text')]).toEqual([
      ['1 release was taken back'],
      ['Quillbay 3.4.1 was taken back by main loses files'],
    ])
  })

  test('names releases for which nobody vouches any more', async () => {
    const lost = { version: '3.4.1', repository: 'main', publisher: 'Quill Works', signed: 1, needed: 2 }
    await open({
      audit: { ...cleanAudit, unvouched: [{ ...lost, name: 'quillbay', reason: 'threshold' }] },
    })

    expect([text('.posture h2'), text('.banner__text')]).toEqual([
      ['Nobody vouches for 1 release any more'],
      [
        'Nobody vouches for Quillbay 3.4.1 any more Quill Works asks for 2 signatures by now, and it has 1. ' +
          'Update it; where there is no update, remove it.',
      ],
    ])
  })

  test('compares all files when asked, and asks repositories for news', async () => {
    const sound = { name: 'quillbay', version: '3.4.1', ok: true, files: 3, problems: [], edited: [] }
    await open({ audit: cleanAudit, verified: [sound, { ...sound, name: 'isoline', ok: false }] })
    button('Verify everything').click()
    await settle()
    button('Ask for news').click()
    await settle()

    expect(text('.posture__stats dd')[3]).toBe('2 1 changed')
    expect(client.calls.map(({ name }) => name)).toContain('repository.sync')
  })

  test('says what went wrong and reads again on request; without repositories it leads to them', async () => {
    await open({
      repositories: [],
      failing: { 'package.audit': { code: 'state/damaged', facts: { file: 'x', detail: '' } } },
    })
    const wrong = page.find('[role=alert]').exists()
    delete client.failing['package.audit']
    button('Try again').click()
    await settle()

    expect([wrong, page.get('.empty h2').text()]).toEqual([true, 'No repositories yet'])
  })
})
