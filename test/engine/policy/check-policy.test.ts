import { expect, test } from 'vitest'
import { checkPolicy } from '../../../engine/policy/check-policy.ts'

function problems(text: string, owner: 'administrator' | 'person' = 'administrator') {
  const checked = checkPolicy(text, owner)
  return checked.kind === 'valid' ? [] : checked.problems
}

test('a file with nothing but its version is valid', () => {
  expect(checkPolicy('{"version":1}', 'administrator')).toEqual({
    kind: 'valid',
    policy: { version: 1, packages: [] },
  })
})

test('each problem is told with its line, its key and what is accepted', () => {
  const text = `{
  "version": 1,
  "packages": [
    { "match": "acme-*", "decision": "yes" },
    { "match": "*", "where": { "licence": ["MIT"] }, "decision": "deny" }
  ],
  "publishers": { "mode": "allowlist", "trusted": [{ "name": "Acme", "keys": ["ab"] }] },
  "maxInstalledSize": "20 GB"
}`

  expect(problems(text)).toEqual([
    {
      line: 7,
      key: 'publishers.trusted[0].keys[0]',
      problem: 'is "ab"',
      accepted: 'sha256: and 64 hex digits',
    },
    { line: 4, key: 'packages[0].decision', problem: 'is "yes"', accepted: 'allow, deny, ask' },
    {
      line: 5,
      key: 'packages[1].where.licence',
      problem: 'unknown key',
      accepted: 'license, unfixedSeverity, hasScripts',
    },
    { line: 8, key: 'maxInstalledSize', problem: 'is "20 GB"', accepted: 'a size such as 500 MiB' },
  ])
})

test('a missing version is told', () => {
  expect(problems('{}')).toEqual([{ line: 1, key: 'version', problem: 'missing', accepted: 'version' }])
})

test('who may do what is for the administrator to say, not for a person', () => {
  const text = '{"version":1,"roles":{"user":["*"]}}'

  expect(problems(text)).toEqual([])
  expect(problems(text, 'person').map(({ key, problem }) => [key, problem])).toEqual([
    ['roles', 'unknown key'],
  ])
})

test.each([
  ['no JSON', '{"version":1,}', 'this is no JSON'],
  ['the same key twice', '{"version":1,"version":1}', 'an object has the same key twice'],
  [
    'the key __proto__',
    '{"version":1,"__proto__":{"defaultDecision":"allow"}}',
    'an object has the key __proto__',
  ],
  [
    '100,000 levels',
    `{"version":1,"packages":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
    'deeper than 24 levels',
  ],
  ['a file without end', ' '.repeat(1_000_001), 'longer than 1000000 characters'],
])('%s is refused as a whole', (_, text, problem) => {
  expect(problems(text)).toEqual([{ line: null, key: '', problem, accepted: 'JSON' }])
})

test.each(['constructor', 'toString', 'hasOwnProperty'])('%s is an unknown key like any other', (key) => {
  expect(problems(`{"version":1,"${key}":1}`).map((one) => [one.key, one.problem])).toEqual([
    [key, 'unknown key'],
  ])
})

test('a repository is named by its address: a name is whatever a person calls it', () => {
  const text = '{"version":1,"packages":[{"match":"*","repositories":["corp"],"decision":"allow"}]}'

  expect(problems(text)).toEqual([
    {
      line: 1,
      key: 'packages[0].repositories[0]',
      problem: 'is "corp"',
      accepted: 'the start of an address, such as https://packages.example.com/*',
    },
  ])
})
