import { expect, test } from 'vitest'
import type { PolicyFile } from '../../../engine/model/policy-file.ts'
import { judgeTrust, type RepositoryTrust } from '../../../engine/policy/judge-trust.ts'

type Demands = NonNullable<PolicyFile['repositories']>

const strong: RepositoryTrust = {
  kind: 'root',
  thresholds: { root: 2, targets: 2, snapshot: 1, timestamp: 1 },
}
const openpgp: RepositoryTrust = { kind: 'openpgp' }

function refusing(repositories: Demands, trust: RepositoryTrust | null): string[] {
  const level = {
    owner: 'administrator' as const,
    file: '/etc/policy.json',
    policy: { version: 1 as const, packages: [], repositories },
  }
  return judgeTrust([level], () => trust).map(({ rule }) => rule)
}

test.each<readonly [Demands, RepositoryTrust | null, readonly string[]]>([
  [{ requireTuf: true }, strong, []],
  [{ requireTuf: true }, openpgp, ['repositories.requireTuf']],
  [{ requireTuf: true }, null, ['repositories.requireTuf']],
  [{ requireTuf: false }, openpgp, []],
  [{ minThreshold: { root: 2, targets: 2 } }, strong, []],
  [{ minThreshold: { root: 3 } }, strong, ['repositories.minThreshold.root']],
  [
    { minThreshold: { root: 3, timestamp: 2 } },
    strong,
    ['repositories.minThreshold.root', 'repositories.minThreshold.timestamp'],
  ],
  [{ minThreshold: { root: 1 } }, openpgp, []],
  [{ minThreshold: { root: 2 } }, openpgp, ['repositories.minThreshold.root']],
  [{ minThreshold: { root: 1 } }, null, ['repositories.minThreshold.root']],
  [{ minThreshold: { targets: 1 } }, { kind: 'root', thresholds: {} }, ['repositories.minThreshold.targets']],
])('%j refuses of %j: %j', (demands, trust, rules) => {
  expect(refusing(demands, trust)).toEqual(rules)
})

test('where nothing is asked of signatures, nobody reads a root', () => {
  const level = {
    owner: 'administrator' as const,
    file: '/etc/policy.json',
    policy: { version: 1 as const, packages: [], repositories: { requireHttps: true } },
  }
  const never = () => {
    throw new Error('read')
  }

  expect(judgeTrust([level], never)).toEqual([])
})
