import { afterEach, expect, test } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import type { Client } from '../../../engine/api/client.ts'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { PolicyRequestView } from '../../../engine/model/policy-request.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import FailureSheet from '../../../renderer/features/failure/FailureSheet.vue'
import PolicyRequests from '../../../renderer/features/security/PolicyRequests.vue'
import { button, mountWith, settle } from './mount.ts'

const id = `1000-${'0'.repeat(32)}`
const request: PolicyRequestView = {
  id,
  user: { uid: 1_000, name: 'ada' },
  at: '2026-11-28T12:00:00.000Z',
  wanted: {
    kind: 'package',
    name: 'gimp',
    version: '2.0',
    repository: 'main',
    address: 'https://packages.example/',
    publisher: 'Acme',
    keys: ['ab'.repeat(32)],
  },
  rule: {
    decision: 'ask',
    rule: 'packages[0]',
    reason: 'package',
    note: 'Tell us why',
    sha256: 'cd'.repeat(32),
  },
  reason: '<b>For the catalogue',
  status: { kind: 'asked' },
}
const refusal: Failure = {
  code: 'policy/refused',
  facts: {
    ...{ what: 'GIMP', owner: 'administrator', file: '/etc/policy.json', rule: 'packages[0]' },
    ...{ reason: 'package', note: 'Tell us why', request: 'gimp' },
  },
}

let shown: VueWrapper
afterEach(() => shown.unmount())

/** An administration that keeps what it is told. */
function anAdministration(isAdministrator: boolean, ...requests: PolicyRequestView[]) {
  const asked: unknown[] = []
  const answer = (change: Partial<PolicyRequestView>): PolicyRequestView => {
    requests[0] = { ...(requests[0] ?? request), ...change }
    return requests[0]
  }
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'policy.requests': () => ({ requests: [...requests], isAdministrator, ignored: 0 }),
    'policy.request': (input: { reason?: string }) => answer({ reason: input.reason ?? null }),
    'policy.approve': ({ until = null }: { until?: string | null }) =>
      answer({ status: { kind: 'approved', at: request.at, by: 'root', until, reason: null } }),
    'policy.refuse': ({ reason }: { reason: string }) =>
      answer({ status: { kind: 'refused', at: request.at, by: 'root', reason } }),
  }
  const client = {
    run: async (name: string, input: unknown) => {
      if (name !== 'policy.requests') asked.push([name, input])
      return answers[name]!(input as never)
    },
    on: () => () => undefined,
  } as unknown as Client
  return { client, asked }
}

const words = (selector: string): string[] =>
  shown.findAll(selector).map((each) => each.text().replaceAll(/\s+/g, ' '))

test('where a rule is in the way, a person asks for it there, and sees how that stands', async () => {
  const { client, asked } = anAdministration(false)
  shown = await mountWith(FailureSheet, { failure: refusal, retry: null }, client)
  await settle()
  const before = words('.policyask__status')

  await shown.get('.policyask input').setValue('  For the catalogue ')
  await shown.get('.policyask form').trigger('submit')
  await settle()

  expect([before, words('.policyask__status'), shown.find('.policyask form').exists(), asked]).toEqual([
    [],
    ['Asked on 28 Nov 2026. Not answered yet.'],
    false,
    [['policy.request', { what: { kind: 'package', name: 'gimp' }, reason: 'For the catalogue' }]],
  ])
})

test.each<readonly [PolicyRequestView['status'], string]>([
  [
    { kind: 'approved', at: request.at, by: 'root', until: '2026-12-31T23:00:00.000Z', reason: null },
    'Approved until 31 Dec 2026.',
  ],
  [{ kind: 'refused', at: request.at, by: 'root', reason: 'Use krita' }, 'Refused by root: Use krita'],
  [{ kind: 'expired', at: request.at, by: 'root', until: request.at, reason: null }, 'Its approval ended.'],
])('what was answered is told, and can be asked for again: %j', async (status, text) => {
  const { client } = anAdministration(false, { ...request, status })
  shown = await mountWith(FailureSheet, { failure: refusal, retry: null }, client)
  await settle()

  expect([words('.policyask__status'), shown.find('.policyask form').exists()]).toEqual([[text], true])
})

test('a failure to ask is told where it was asked', async () => {
  const client = {
    run: async () => {
      throw new OperationFailed({ code: 'policy/spool', facts: { folder: '', problem: 'none' } })
    },
    on: () => () => undefined,
  } as unknown as Client
  shown = await mountWith(FailureSheet, { failure: refusal, retry: null }, client)
  await settle()

  expect(words('.policyask .danger')).toEqual([
    'No requests are taken here. Your administrator has named no folder for them.',
  ])
})

test('the administrator reads what is asked, as text, and answers with a day or a reason', async () => {
  const { client, asked } = anAdministration(true, request)
  shown = await mountWith(PolicyRequests, {}, client)
  await settle()
  const facts = words('.request__facts dd')
  button('Answer').click()
  await settle()
  button('Refuse').click()
  const unsaid = asked.length
  await shown.findAll('.request__answer input')[1]!.setValue('2027-03-31')
  button('Approve').click()
  await settle()
  await shown.get('.request__answer input').setValue('Use krita')
  button('Take it back').click()
  await settle()

  expect(facts).toEqual([
    expect.stringMatching(/^ada, 28 Nov 2026/),
    '<b>For the catalogue',
    'packages[0]: a rule for packages speaks of it: Tell us why',
    'https://packages.example/',
    'Acme',
    'ab'.repeat(32),
  ])
  expect([unsaid, asked, words('.row__sub')]).toEqual([
    0,
    [
      ['policy.approve', { id, until: new Date(2027, 3, 1).toISOString() }],
      ['policy.refuse', { id, reason: 'Use krita' }],
    ],
    ['Refused by root: Use krita'],
  ])
})

test('a rule that refuses without asking says why no approval can be given', async () => {
  const denied = { ...request, rule: { ...request.rule, decision: 'deny' as const } }
  const { client, asked } = anAdministration(true, denied)
  shown = await mountWith(PolicyRequests, {}, client)
  await settle()
  button('Answer').click()
  await settle()

  button('Approve').click()

  expect([asked, words('.row__sub')]).toEqual([
    [],
    [
      'Asked on 28 Nov 2026. The rule cannot be passed: your administrator sees this, and would have to change it.',
    ],
  ])
})
