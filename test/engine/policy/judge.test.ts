import { describe, expect, test } from 'vitest'
import type { PolicyFile } from '../../../engine/model/policy-file.ts'
import { matchesAddress } from '../../../engine/policy/address.ts'
import { judgeRelease, judgeRepository, type ReleaseFacts } from '../../../engine/policy/judge.ts'
import { judgeDowngrade, judgeRemoval, judgeSizes } from '../../../engine/policy/judge-change.ts'
import { type PolicyLevel, refusalIn } from '../../../engine/policy/level.ts'

const key = 'a'.repeat(64)
const other = 'b'.repeat(64)

function administrator(policy: Partial<PolicyFile>): PolicyLevel {
  return { owner: 'administrator', file: '/etc/policy.json', policy: { version: 1, packages: [], ...policy } }
}

function person(policy: Partial<PolicyFile>): PolicyLevel {
  return { owner: 'person', file: '/home/ada/policy.json', policy: { version: 1, packages: [], ...policy } }
}

function release(facts: Partial<ReleaseFacts> = {}): ReleaseFacts {
  return {
    name: 'acme-tool',
    address: 'https://packages.acme.example/stable/',
    publisher: 'Acme',
    keys: [key],
    trust: () => ({ kind: 'root', thresholds: { root: 2, targets: 1, snapshot: 1, timestamp: 1 } }),
    license: 'MIT',
    hasScripts: false,
    age: 30,
    isUpdate: false,
    severities: () => [],
    repairs: () => false,
    ...facts,
  }
}

/** The rule that refuses, or `null`. */
function refusing(levels: readonly PolicyLevel[], facts: Partial<ReleaseFacts> = {}): string | null {
  return refusalIn(judgeRelease(levels, release(facts)))?.rule ?? null
}

test('the first rule that matches decides inside a file', () => {
  const level = administrator({
    packages: [
      { match: 'acme-tool', decision: 'allow' },
      { match: 'acme-*', decision: 'deny', note: 'Ask the design team' },
    ],
  })

  expect(judgeRelease([level], release({ name: 'acme-other' }))).toEqual([
    {
      decision: 'deny',
      owner: 'administrator',
      file: '/etc/policy.json',
      rule: 'packages[1]',
      reason: 'package',
      note: 'Ask the design team',
    },
  ])
  expect(refusing([level])).toBeNull()
})

test('between files a refusal wins, whoever wrote it', () => {
  const allow = { packages: [{ match: '*', decision: 'allow' as const }] }
  const deny = { packages: [{ match: '*', decision: 'deny' as const }] }

  expect(refusalIn(judgeRelease([administrator(deny), person(allow)], release()))?.owner).toBe(
    'administrator',
  )
  expect(refusalIn(judgeRelease([administrator(allow), person(deny)], release()))?.owner).toBe('person')
})

test('what no rule speaks of is as the file says, and otherwise allowed', () => {
  expect(refusing([administrator({})])).toBeNull()
  expect(refusing([administrator({ defaultDecision: 'deny' })])).toBe('defaultDecision')
  expect(
    refusing([
      administrator({ defaultDecision: 'deny', packages: [{ match: 'acme-*', decision: 'allow' }] }),
    ]),
  ).toBeNull()
})

describe('a rule with conditions speaks only of what meets them all', () => {
  const rule = (where: PolicyFile['packages'][number]['where']) => [
    administrator({ packages: [{ match: '*', where, decision: 'deny' }] }),
  ]

  test('licenses', () => {
    expect(refusing(rule({ license: ['GPL-*'] }), { license: 'GPL-3.0-only' })).toBe('packages[0]')
    expect(refusing(rule({ license: ['GPL-*'] }))).toBeNull()
  })

  test('install scripts', () => {
    expect(refusing(rule({ hasScripts: true }), { hasScripts: true })).toBe('packages[0]')
    expect(refusing(rule({ hasScripts: true }))).toBeNull()
  })

  test('known weaknesses of at least a severity', () => {
    expect(refusing(rule({ unfixedSeverity: 'high' }), { severities: () => ['low', 'critical'] })).toBe(
      'packages[0]',
    )
    expect(
      refusing(rule({ unfixedSeverity: 'high' }), { severities: () => ['medium', 'unknown'] }),
    ).toBeNull()
    expect(refusing(rule({ unfixedSeverity: 'any' }), { severities: () => ['unknown'] })).toBe('packages[0]')
  })

  test('addresses', () => {
    const level = administrator({
      packages: [{ match: '*', repositories: ['https://other.example/*'], decision: 'deny' }],
    })
    expect(refusing([level])).toBeNull()
    expect(refusing([level], { address: 'https://other.example/x/' })).toBe('packages[0]')
  })
})

describe('publishers', () => {
  const trusting = (
    mode: 'any' | 'allowlist',
    ...trusted: NonNullable<PolicyFile['publishers']>['trusted']
  ) => [administrator({ publishers: { mode, trusted } })]

  test('only listed ones, in an allowlist', () => {
    expect(refusing(trusting('allowlist', { name: 'Acme' }))).toBeNull()
    expect(refusing(trusting('allowlist', { name: 'Acme' }), { publisher: 'Evil' })).toBe('publishers.mode')
    expect(refusing(trusting('allowlist', { name: 'Acme' }), { publisher: null, keys: null })).toBe(
      'publishers.mode',
    )
  })

  test('a known name with a key that is not the known one is refused, even besides the known one', () => {
    const known = trusting('any', { name: 'Acme', keys: [`sha256:${key}`] })
    expect(refusing(known)).toBeNull()
    expect(refusing(known, { keys: [other] })).toBe('publishers.trusted[0].keys')
    expect(refusing(known, { keys: [key, other] })).toBe('publishers.trusted[0].keys')
    expect(refusing(known, { keys: [] })).toBe('publishers.trusted[0].keys')
  })

  test('names of a publisher are nobody else’s, and it has no others in an allowlist', () => {
    const known = trusting('allowlist', { name: 'Acme', namespaces: ['acme-*'] }, { name: 'Other' })
    expect(refusing(known)).toBeNull()
    expect(refusing(known, { publisher: 'Other' })).toBe('publishers.trusted[0].namespaces')
    expect(refusing(known, { name: 'jq' })).toBe('publishers.mode')
  })

  test('a rule can let one package in of any publisher', () => {
    const [level] = trusting('allowlist')
    const allowing = administrator({
      ...level!.policy,
      packages: [{ match: 'jq', decision: 'allow', anyPublisher: true }],
    })
    expect(refusing([allowing], { name: 'jq' })).toBeNull()
    expect(refusing([allowing], { name: 'yq' })).toBe('publishers.mode')
  })
})

test('a name with an owner comes from there only, and the longest pattern names the owner', () => {
  const level = administrator({
    namespaceOwner: { 'acme-*': 'https://packages.acme.example/*', 'acme-lab-*': 'https://lab.example/*' },
  })
  expect(refusing([level])).toBeNull()
  expect(refusing([level], { address: 'https://evil.example/' })).toBe('namespaceOwner.acme-*')
  expect(refusing([level], { name: 'acme-lab-x' })).toBe('namespaceOwner.acme-lab-*')
  expect(refusing([level], { address: null })).toBe('namespaceOwner.acme-*')
})

test('young releases are no updates yet, unless they repair something', () => {
  const level = administrator({ updates: { delayDays: 3 } })
  expect(refusing([level], { isUpdate: true, age: 2.9 })).toBe('updates.delayDays')
  expect(refusing([level], { isUpdate: true, age: 3 })).toBeNull()
  expect(refusing([level], { isUpdate: true, age: 0, repairs: () => true })).toBeNull()
  expect(refusing([level], { isUpdate: false, age: 0 })).toBeNull()
})

test('repositories are judged by address, and by who adds them', () => {
  const levels = [
    administrator({
      repositories: {
        allow: ['https://*.acme.example/*', 'http://old.acme.example/*'],
        requireHttps: true,
        allowUserAdded: false,
      },
    }),
  ]
  const rules = (address: string, isAdded = false, byRoot = false) =>
    judgeRepository(levels, { address, isAdded, byRoot }).map(({ rule }) => rule)

  expect(rules('https://packages.acme.example/x/')).toEqual([])
  expect(rules('http://old.acme.example/')).toEqual(['repositories.requireHttps'])
  expect(rules('https://evil.example/')).toEqual(['repositories.allow'])
  expect(rules('https://packages.acme.example/', true)).toEqual(['repositories.allowUserAdded'])
  expect(rules('https://packages.acme.example/', true, true)).toEqual([])
})

test.each([
  ['https://evil.test/.acme.example/', false],
  ['https://acme.example.evil.test/', false],
  ['https://packages.acme.example@evil.test/', false],
  ['https://packages.acme.example:8443/', false],
  ['http://packages.acme.example/', false],
  ['https://PACKAGES.acme.example/', true],
  ['no address', false],
])('an address cannot pretend to be of another host: %s', (address, expected) => {
  expect(matchesAddress(address, 'https://*.acme.example/*')).toBe(expected)
})

// A matcher that goes back and tries again would not end within the time of a test.
test('a thousand hostile patterns are held against a long name', () => {
  const packages = Array.from({ length: 1_000 }, () => ({
    match: `${'a*'.repeat(100)}b`,
    decision: 'deny' as const,
  }))
  const rule = [administrator({ packages })]

  expect(refusing(rule, { name: 'a'.repeat(128) })).toBeNull()
  expect(refusing(rule, { name: `${'a'.repeat(127)}b` })).toBe('packages[0]')
})

test('sizes, downgrades and removals are judged', () => {
  const levels = [
    administrator({
      maxInstalledSize: '1 GiB',
      maxDownloadSize: '10 MiB',
      downgrade: 'deny',
      protected: ['multios-*'],
    }),
  ]
  const gib = 1024 ** 3

  expect(judgeSizes(levels, { installed: gib, grows: 1, download: 10 * 1024 ** 2 })).toEqual([])
  expect(judgeSizes(levels, { installed: gib + 1, grows: 1, download: 0 }).map(({ rule }) => rule)).toEqual([
    'maxInstalledSize',
  ])
  expect(judgeSizes(levels, { installed: 2 * gib, grows: -1, download: 0 })).toEqual([])
  expect(judgeDowngrade(levels).map(({ rule }) => rule)).toEqual(['downgrade'])
  expect(judgeRemoval(levels, 'multios-base').map(({ rule }) => rule)).toEqual(['protected[0]'])
  expect(judgeRemoval(levels, 'jq')).toEqual([])
})

test.each([
  ['https://Evil.Example/*', 'https://evil.example/apps/', true],
  ['https://evil.example:443/*', 'https://evil.example/', true],
  ['https://*.EXAMPLE/*', 'https://evil.example/', true],
  ['https://bücher.example/*', 'https://xn--bcher-kva.example/', true],
  ['https://evil.example/apps', 'https://evil.example/apps/', true],
  ['https://evil.example/apps/', 'https://evil.example/apps//', false],
  ['https://evil.example/ä/*', 'https://evil.example/%C3%A4/x/', true],
  ['https://evil.example/apps', 'https://evil.example/apps2/', false],
  ['https://evil.example:8443/*', 'https://evil.example/', false],
  ['http://evil.example/*', 'https://evil.example/', false],
])('%s says of %s: %s', (pattern, address, isMeant) => {
  expect(matchesAddress(address, pattern)).toBe(isMeant)
})
