import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeRelease, judgeRepository, type ReleaseFacts } from '../../../engine/policy/judge.ts'
import type { RepositoryTrust } from '../../../engine/policy/judge-trust.ts'
import { judgeDowngrade, judgeRemoval, judgeSizes } from '../../../engine/policy/judge-change.ts'
import { judgeSchedule } from '../../../engine/policy/schedule.ts'
import { type PolicyFile, weekdays } from '../../../engine/model/policy-file.ts'
import { type PolicyLevel, refusalIn } from '../../../engine/policy/level.ts'

const optional = { requiredKeys: [] }
const glob = fc.constantFrom('*', 'acme-*', 'acme-tool', 'jq', '*q')
const address = fc.constantFrom(
  'https://*.example/*',
  'https://packages.acme.example/*',
  'http://x.example/*',
)
const decision = fc.constantFrom('allow' as const, 'deny' as const, 'ask' as const)
const leave = fc.constantFrom('allow' as const, 'deny' as const)
const size = fc.constantFrom('1 MiB', '4 MiB')
const copyleft: string[] = ['GPL-*']
const keys: string[] = [`sha256:${'a'.repeat(64)}`]

const packageRule = fc.record(
  {
    match: glob,
    decision,
    repositories: fc.tuple(address),
    anyPublisher: fc.boolean(),
    where: fc.record(
      {
        license: fc.constant(copyleft),
        hasScripts: fc.boolean(),
        unfixedSeverity: fc.constantFrom('high' as const, 'any' as const),
      },
      optional,
    ),
  },
  { requiredKeys: ['match', 'decision'] },
)
const trusted = fc.record(
  { name: fc.constantFrom('Acme', 'Other'), keys: fc.constant(keys), namespaces: fc.tuple(glob) },
  { requiredKeys: ['name'] },
)
const window: fc.Arbitrary<NonNullable<PolicyFile['schedule']>['windows'][number]> = fc.constantFrom(
  { days: ['mon'], from: '08:00', to: '18:00' },
  { days: [...weekdays], from: '22:00', to: '04:00' },
)
const policy = fc.record(
  {
    version: fc.constant(1 as const),
    packages: fc.array(packageRule, { maxLength: 4 }),
    defaultDecision: decision,
    repositories: fc.record(
      {
        allow: fc.tuple(address),
        requireHttps: fc.boolean(),
        allowUserAdded: fc.boolean(),
        requireTuf: fc.boolean(),
        minThreshold: fc.record({ root: fc.constantFrom(1, 2), targets: fc.constantFrom(1, 2) }, optional),
      },
      optional,
    ),
    publishers: fc.record({
      mode: fc.constantFrom('any' as const, 'allowlist' as const),
      trusted: fc.array(trusted, { maxLength: 2 }),
    }),
    namespaceOwner: fc.dictionary(glob, address, { maxKeys: 2 }),
    downgrade: leave,
    installScripts: leave,
    maxInstalledSize: size,
    maxDownloadSize: size,
    updates: fc.constant({ delayDays: 3 }),
    protected: fc.tuple(glob),
    schedule: fc.record({ windows: fc.tuple(window), securityFixes: leave }, { requiredKeys: ['windows'] }),
  },
  { requiredKeys: ['version', 'packages'] },
)
const severity = fc.constantFrom('low' as const, 'critical' as const, 'unknown' as const)
const release: fc.Arbitrary<ReleaseFacts> = fc.record({
  name: fc.constantFrom('acme-tool', 'jq', 'yq'),
  address: fc.constantFrom('https://packages.acme.example/', 'http://x.example/', 'https://evil.test/', null),
  publisher: fc.constantFrom('Acme', 'Other', 'Evil', null),
  keys: fc.constantFrom(['a'.repeat(64)], ['b'.repeat(64)], [], null),
  trust: fc
    .constantFrom<RepositoryTrust | null>(
      { kind: 'root', thresholds: { root: 1, targets: 2 } },
      { kind: 'openpgp' },
      null,
    )
    .map((trust) => () => trust),
  license: fc.constantFrom('MIT', 'GPL-3.0-only'),
  hasScripts: fc.boolean(),
  age: fc.constantFrom(0, 10, null),
  isUpdate: fc.boolean(),
  severities: fc.array(severity, { maxLength: 2 }).map((all) => () => all),
  repairs: fc.boolean().map((yes) => () => yes),
})
const mebibytes = fc.nat(8).map((count) => count * 1024 ** 2)
const world = fc.record({
  above: policy,
  below: policy,
  facts: release,
  isAdded: fc.boolean(),
  byRoot: fc.boolean(),
  installed: mebibytes,
  download: mebibytes,
  /** Within a week. */
  now: fc.nat(7 * 86_400_000),
})

test('whatever a person writes, what the administrator refuses stays refused, and is never more than asked for', () => {
  fc.assert(
    fc.property(world, ({ above, below, facts, isAdded, byRoot, installed, download, now }) => {
      const alone: PolicyLevel[] = [{ owner: 'administrator', file: '/etc/policy.json', policy: above }]
      const both: PolicyLevel[] = [...alone, { owner: 'person', file: '/home/policy.json', policy: below }]
      const url = facts.address ?? 'https://nowhere.example/'
      for (const judge of [
        (levels: PolicyLevel[]) => judgeRelease(levels, facts),
        (levels: PolicyLevel[]) => judgeRepository(levels, { address: url, isAdded, byRoot }),
        (levels: PolicyLevel[]) => judgeSizes(levels, { installed, grows: 1, download }),
        (levels: PolicyLevel[]) => judgeRemoval(levels, facts.name),
        judgeDowngrade,
        (levels: PolicyLevel[]) => judgeSchedule(levels, { now, timeZone: 'Europe/Berlin', repairs: byRoot }),
      ])
        expect(strictness(judge(both))).toBeGreaterThanOrEqual(strictness(judge(alone)))
    }),
    { numRuns: 2_000 },
  )
})

function strictness(verdicts: Parameters<typeof refusalIn>[0]): number {
  const decided = refusalIn(verdicts)?.decision
  return decided === undefined ? 0 : { allow: 0, ask: 1, deny: 2 }[decided]
}
