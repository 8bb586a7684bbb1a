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
  expect(problems('{}')).toEqual([{ line: 1, key: 'version', problem: 'missing', accepted: '1' }])
})

test.each([
  ['roles', { user: ['*'] }],
  ['requests', '/var/spool/requests'],
  ['priority', ['https://a.example/*']],
  ['twoPerson', false],
])('%s is for the administrator to say, not for a person', (key, said) => {
  const text = JSON.stringify({ version: 1, [key]: said })

  expect(problems(text)).toEqual([])
  expect(problems(text, 'person').map((one) => [one.key, one.problem])).toEqual([[key, 'unknown key']])
})

test.each<readonly [string, string, readonly [number, string, string]]>([
  ['a comma too many', '{"version":1,\n}', [2, '', 'this is no JSON: there is a } where it cannot be']],
  ['a remark', '// Mine\n{"version":1}', [1, '', 'this is no JSON: there is a / where it cannot be']],
  ['another language', 'version: 1\n', [1, '', 'this is no JSON: there is a v where it cannot be']],
  [
    'half a file',
    '{\n"version":1,\n"packages":[{"match":"a',
    [3, 'packages[0].match', 'this is no JSON: it ends too early'],
  ],
  [
    'a text over two lines',
    '{"version":1,"schedule":{"note":"a\nb"}}',
    [1, 'schedule.note', 'this is no JSON: there is a new line where it cannot be'],
  ],
  [
    'the same key twice',
    '{"version":1,\n"packages":[],\n"packages":[]}',
    [3, 'packages', 'an object has the same key twice'],
  ],
  [
    'the same key in two spellings',
    String.raw`{"version":1,"\u0076ersion":1}`,
    [1, 'version', 'an object has the same key twice'],
  ],
  [
    'the key __proto__',
    '{"version":1,\n"namespaceOwner":{"__proto__":"https://a.example/*"}}',
    [2, 'namespaceOwner.__proto__', 'an object has the key __proto__'],
  ],
  ['a number without end', '{"version":1e999}', [1, 'version', 'a number is too large to be exact']],
  [
    '100,000 levels',
    `{"version":1,"packages":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
    [1, '', 'deeper than 24 levels'],
  ],
])('%s is refused as a whole, with its line', (_, text, [line, key, problem]) => {
  expect(problems(text)).toEqual([{ line, key, problem, accepted: 'JSON' }])
})

test('an empty file is told as such, with the least that a file says', () => {
  const empty = {
    line: null,
    key: '',
    problem: 'there is nothing in it',
    accepted: '{"version": 1} at least',
  }

  expect([problems(''), problems(' \n')]).toEqual([[empty], [empty]])
})

test('a file without end is refused as a whole', () => {
  expect(problems(' '.repeat(1_000_001))).toEqual([
    { line: null, key: '', problem: 'longer than 1000000 characters', accepted: 'JSON' },
  ])
})

test('bytes that are no text are told, and a mark of order is passed over', () => {
  const strange = Buffer.from(
    '{"version":1,\n"publishers":{"mode":"any","trusted":[{"name":"M\xfcller"}]}}',
    'latin1',
  )

  expect(problems(strange.toString())).toEqual([
    { line: 2, key: '', problem: 'there are bytes that are no UTF-8', accepted: 'UTF-8' },
  ])
  expect(problems('\uFEFF{"version":1}')).toEqual([])
})

test('what was written instead, and what is accepted, is told in words', () => {
  const text = `{
  "version": 1,
  "repositories": { "allow": [], "allowUserAdded": "no" },
  "packages": { "match": "*" },
  "publishers": { "trusted": [{}] },
  "maxDownloadSize": 5,
  "updates": { "delayDays": 0 }
}`

  expect(problems(text).map(({ key, problem, accepted }) => [key, problem, accepted])).toEqual([
    ['repositories.allow', 'is empty', 'at least one'],
    ['repositories.allowUserAdded', 'is "no"', 'true or false'],
    ['publishers.mode', 'missing', 'any, allowlist'],
    ['publishers.trusted[0].name', 'missing', 'one line of at most 500 characters'],
    ['packages', 'is an object', 'a list'],
    ['maxDownloadSize', 'is 5', 'a size such as 500 MiB'],
    ['updates.delayDays', 'is 0', 'at least 1'],
  ])
  expect(problems('{"version":1,"updates":{"delayDays":1.5}}')[0]?.accepted).toBe('a whole number')
  const window = '{"version":1,"schedule":{"windows":[{"from":"10:00","to":"10:00"}]}}'
  expect(problems(window)).toEqual([
    {
      line: 1,
      key: 'schedule.windows[0]',
      problem: 'does not fit together',
      accepted:
        'two different times, the first before 24:00; it closes on the next day where the second is earlier',
    },
  ])
  expect(problems('null')).toEqual([{ line: null, key: '', problem: 'is null', accepted: 'an object' }])
})

test('a name that no package can have, and an address that none is, are told: such rules would never speak', () => {
  const text = JSON.stringify({
    version: 1,
    packages: [{ match: 'GIMP', decision: 'deny', repositories: ['https://ada@evil.example/*'] }],
    protected: ['café'],
  })

  expect(problems(text).map(({ key, accepted }) => [key, accepted])).toEqual([
    ['packages[0].match', 'names of a-z 0-9 + . _ -; * stands for any characters'],
    ['packages[0].repositories[0]', 'an address, such as https://packages.example.com/*'],
    ['protected[0]', 'names of a-z 0-9 + . _ -; * stands for any characters'],
  ])
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
      accepted: 'an address, such as https://packages.example.com/*',
    },
  ])
})
