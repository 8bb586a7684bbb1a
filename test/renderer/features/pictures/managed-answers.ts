import type { Output } from '../../../../engine/api/operations.ts'
import type { AuditEntry } from '../../../../engine/model/audit.ts'
import type { PolicyRequestView } from '../../../../engine/model/policy-request.ts'

type Status = PolicyRequestView['status']

const at = '2026-11-20T12:00:00.000Z'
const statuses: readonly Status[] = [
  { kind: 'asked' },
  { kind: 'approved', at, by: 'root', until: '2027-03-31T00:00:00.000Z', reason: 'For this term' },
  { kind: 'refused', at, by: 'root', reason: 'Quillbay does the same' },
]

export const policy: Output<'policy.show'> = {
  roles: ['user'],
  levels: [
    {
      owner: 'administrator',
      file: '/etc/multios-package-manager/policy.json',
      policy: {
        version: 1,
        downgrade: 'deny',
        packages: [{ match: 'acme-*', decision: 'deny', note: 'Legal says no' }],
      },
    },
  ],
}

export const requests: Output<'policy.requests'> = {
  isAdministrator: true,
  ignored: 1,
  requests: statuses.map((status, number) => ({
    id: `1000-${String(number).repeat(32)}`,
    user: { uid: 1_000, name: 'ada' },
    at,
    wanted: {
      ...{ kind: 'package', name: 'lumenfold', version: '4.2.0', repository: 'main' },
      ...{ address: 'https://packages.example.org/main/', publisher: 'Studio Alderlight' },
      keys: ['ab'.repeat(32)],
    },
    rule: {
      ...{ decision: 'ask', rule: 'packages[0]', reason: 'package', note: 'Say what for' },
      sha256: 'cd'.repeat(32),
    },
    reason: 'For the pictures of the catalogue',
    status,
  })),
}

const entry = (seq: number, about: Partial<AuditEntry>): AuditEntry => ({
  ...{ seq, prev: '0'.repeat(64), at, command: 'multios-center', outcome: 'done' },
  actor: { uid: 1_000, user: 'ada', host: 'desk' },
  ...{ action: 'plan.apply', object: {} },
  ...about,
})

export const activity: Output<'audit.list'> = {
  more: true,
  entries: [
    entry(4, {
      ...{ action: 'repository.add', outcome: 'failed', failure: { code: 'consent/refused', facts: {} } },
      object: { name: 'main', url: 'https://packages.example.org/main/' },
    }),
    entry(3, { action: 'history.label', object: { label: 'Before the exhibition', generation: 142 } }),
    entry(2, {
      ...{ outcome: 'cancelled', actor: { uid: 0, user: 'root', sudo: 'ada', host: 'desk' } },
      object: { request: 'install', packages: ['jq'], changes: ['install jq 1.7.1 from main'] },
    }),
  ],
}
