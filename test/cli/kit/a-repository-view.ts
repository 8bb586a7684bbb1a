import type { Output } from '../../../engine/index.ts'

export const hex = '0123456789abcdef'.repeat(4)
export const url = 'http://127.0.0.1:8000/'

export const aRepositoryView: Output<'repository.list'>[number] = {
  name: 'main',
  url,
  description: 'Everything',
  enabled: true,
  priority: 10,
  lastSync: '2026-02-03T04:05:06',
  fingerprint: hex,
  packages: 12,
  trust: null,
  advisories: { state: 'current', validUntil: '2027-01-01T00:00:00Z', problem: null },
  publishers: [],
  problem: null,
  mirrors: [],
  troubles: [],
  openPgp: null,
}
