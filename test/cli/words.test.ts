import { expect, test } from 'vitest'
import type { ErrorFacts } from '../../engine/index.ts'
import { exitCodes } from '../../cli/exit-code.ts'
import type { CliCode, CliFailure, OwnFacts } from '../../cli/failure.ts'
import { commandLine } from '../../cli/output/phrases.ts'
import { failureWords } from '../../cli/output/words.ts'
import { artifactReasons, metadataReasons, notRepositoryReasons } from '../../cli/output/reasons.ts'
import { aRun, fails } from './kit/a-run.ts'

const hex = '0123456789abcdef'.repeat(4)
const url = 'http://127.0.0.1:8000/'

/** One of each, so that every sentence is read at least once, here. */
const examples: { readonly [C in CliCode]: (ErrorFacts & OwnFacts)[C] } = {
  'request/invalid': { what: 'version', value: '1..2', problem: 'Digits are missing between the dots.' },
  'package/not-found': { name: 'helo', nearest: ['hello', 'help', 'halo', 'hero'] },
  'package/not-installed': { name: 'jq', nearest: [] },
  'release/not-found': { name: 'jq', wanted: '9.9', available: ['1.7', '1.6'] },
  'release/not-in-repository': {
    name: 'jq',
    wanted: null,
    repository: 'main',
    available: [],
    offeredBy: ['side', 'community'],
  },
  'category/not-found': { name: 'toys', nearest: [], known: ['games', 'office'] },
  'publisher/not-found': { name: 'Acne', nearest: ['Acme'] },
  'repository/not-found': { name: 'mian', nearest: ['main'] },
  'repository/exists': { name: 'main', url },
  'repository/not-a-repository': { url, reason: 'web-page', file: 'metadata/root.json' },
  'generation/not-found': { generation: 9, kept: [3, 2, 1, 0] },
  'history/nothing-to-undo': { generation: 0 },
  'plan/stale': { planned: hex, now: hex },
  'plan/unsolvable': { explanation: { clash: [], proof: [], fixes: [] } },
  'plan/gave-up': { packages: 40 },
  'policy/not-set': { rule: 'owner', what: 'main acme-*' },
  'policy/spool': { folder: '/var/spool/requests', problem: 'missing' },
  'policy/nothing-to-ask': { what: 'gimp', reason: 'own' },
  'policy/request-not-found': { id: '1000-0123456789abcdef0123456789abcdef' },
  'policy/not-approvable': {
    file: '/etc/multios-package-manager/policy.json',
    rule: 'packages[2]',
    reason: 'denies',
  },
  'policy/decided': {
    id: '1000-0123456789abcdef0123456789abcdef',
    kind: 'approved',
    by: 'root',
    at: '2026-11-28T12:00:00.000Z',
  },
  'policy/refused': {
    what: 'gimp 2.0',
    owner: 'administrator',
    file: '/etc/multios-package-manager/policy.json',
    rule: 'packages[2]',
    reason: 'package',
    note: 'Ask the design team',
    request: 'gimp',
  },
  'policy/invalid': {
    owner: 'administrator',
    file: '/etc/multios-package-manager/policy.json',
    line: 3,
    key: 'packages[0].decision',
    problem: 'is "yes"',
    accepted: 'allow, deny, ask',
    more: 2,
  },
  'policy/untrusted': {
    owner: 'administrator',
    file: '/etc/multios-package-manager/policy.json',
    problem: 'writable',
  },
  'plan/file-conflict': { path: 'bin/hello', owners: ['hello 1.0', 'hello-traditional 2.0'] },
  'plan/path-collision': {
    paths: ['bin/Hello', 'bin/hello'],
    owners: ['hello 1.0', 'hello-traditional 2.0'],
  },
  'consent/refused': { reason: 'unanswered' },
  'trust/look-alike-unconfirmed': {
    names: [
      {
        kind: 'look-alike',
        name: 'lantem',
        publisher: { name: 'Nobody Ltd', fingerprints: ['ab'.repeat(32)] },
        repository: 'other',
        other: {
          name: 'lantern',
          publisher: { name: 'Acme', fingerprints: [] },
          repository: 'main',
          standing: 'installed',
        },
        likeness: 'glyphs',
      },
    ],
  },
  'trust/change-unconfirmed': {
    changes: [
      {
        kind: 'publisher-key',
        name: 'lantern',
        before: { name: 'Acme', fingerprints: ['ab'.repeat(32)] },
        after: { name: 'Acme', fingerprints: ['cd'.repeat(32)] },
      },
      {
        kind: 'repository',
        name: 'lantern',
        before: { name: 'main', fingerprints: [] },
        after: { name: 'other', fingerprints: ['ef'.repeat(32)] },
      },
    ],
  },
  'trust/unconfirmed': { url, fingerprint: hex },
  'trust/fingerprint-mismatch': { url, expected: hex, actual: hex.replaceAll('0', '1') },
  'trust/metadata': { repository: 'main', file: 'timestamp.json', reason: 'expired', detail: '2026-01-01' },
  'trust/clock': {
    ...{ repository: 'main', file: 'metadata/timestamp.json', witness: 'ended' },
    ...{ clock: '2026-01-01T12:00:00.000Z', known: '2026-06-15T12:00:00.000Z' },
  },
  'trust/artifact': { file: 'hello-1.0-universal.tar.xz', reason: 'hash', detail: '' },
  'file/unvouched': { path: '/etc/hosts' },
  'network/unreachable': { url, reason: 'connection refused' },
  'network/status': { url, status: 503 },
  'network/timeout': { url, seconds: 30 },
  'plan/unfinished': { generation: 12, path: '/srv/pm', problem: 'full' },
  'disk/full': { path: '/srv/pm', needed: 5_000_000, free: 1_000 },
  'disk/read-only': { path: '/srv/pm' },
  'disk/denied': { path: '/srv/pm' },
  'disk/no-links': { path: '/srv/pm' },
  'disk/no-modes': { path: '/srv/pm' },
  'disk/failing': { path: '/srv/pm' },
  'state/open-place': { path: '/srv/pm', problem: 'writable' },
  'busy/locked': {
    holder: { pid: 42, command: 'multios-pm update', since: 'a while ago' },
    waited: 10_000,
  },
  'config/invalid': {
    file: '/etc/x/config.toml',
    line: 3,
    key: 'updates.auto_check',
    problem: 'is text',
    accepted: 'true or false',
  },
  'recipe/invalid': { file: 'package.yaml', line: null, key: '', problem: 'cannot be read', accepted: '' },
  'file/not-found': { path: 'dist/a.tar.xz' },
  'file/exists': { path: 'hello-world' },
  'archive/not-an-archive': { file: 'a.tar.xz', detail: 'It does not start like one.' },
  'key/signatures-missing': { file: 'repo/root.pending.json', version: 2, before: 1, own: 2 },
  'key/targets-unsigned': { file: 'repo/targets.pending.json', lacking: 1 },
  'key/advisories-unsigned': { file: 'repo/advisories.pending.json', lacking: 1 },
  'key/exists': { keyId: 'my-key' },
  'key/not-found': { keyId: 'my-kee', nearest: ['my-key'] },
  'keystore/unavailable': { kind: 'keyring', reason: 'no session bus' },
  'keystore/locked': { kind: 'file', reason: 'wrong passphrase' },
  'launch/no-program': { name: 'game', programs: ['solo', 'duo'] },
  'launch/no-sandbox': {
    ...{ program: 'solo', reason: 'namespaces' },
    detail: 'bwrap: No permissions to create a new namespace',
  },
  'launch/failed': { program: 'solo', reason: 'no-display' },
  'state/damaged': { file: 'state.db', detail: 'malformed' },
  'script/refused': { package: 'hello', reason: 'no-sandbox', detail: 'bwrap' },
  'script/failed': { package: 'hello', reason: 'status', detail: 'post_install ended with 3' },
  'trigger/failed': { trigger: 'gsettings', detail: 'no such key' },
  internal: { incident: 'ab12' },
  'usage/unwritable': { reason: 'ENOSPC' },
  'usage/invalid': { problem: 'The query is missing.', hint: 'Look it up.' },
  'usage/unconfirmed': { loses: ['jq'] },
  'usage/declined': { what: 'You said no, so nothing was changed.' },
  'usage/interrupted': { finished: false, state: 'Stopped. Nothing was changed.' },
}

const setting = {
  width: null,
  command: (...words: string[]) => commandLine(['multios-pm', ...words]),
  beside: (...words: string[]) => commandLine(words),
  program: 'multios-pm',
  typed: 'multios-pm sync',
  verb: 'sync',
}

test('every failure has a title, a cause where there is evidence, and a way on', async () => {
  const pages = Object.entries(examples).map(([code, facts]) => {
    const { title, cause, fix } = failureWords({ code, facts } as unknown as CliFailure, setting)
    return [`${code} (${exitCodes[code as CliCode]})`, title, cause, fix]
      .filter((line) => line !== null)
      .join('\n  ')
  })

  await expect(`${pages.join('\n')}\n`).toMatchFileSnapshot('golden/words.txt')
})

test('every reason to distrust has words that continue its sentence', async () => {
  const lines = [
    ...Object.values(metadataReasons).map((words) => `timestamp.json ${words}.`),
    ...Object.values(artifactReasons).map((words) => `The file ${words}.`),
    ...Object.values(notRepositoryReasons).map((words) => words('metadata/root.json')),
  ]

  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/reasons.txt')
})

test('exit codes are the ones of the manual', () => {
  expect(new Set(Object.values(exitCodes))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 130]))
})

test('an unknown package ends with status 8 and the nearest three names', async () => {
  const result = await aRun(['info', 'helo'], {
    answers: {
      'package.info': fails({ code: 'package/not-found', facts: examples['package/not-found'] }),
    },
  })

  expect({ status: result.status, err: result.err }).toEqual({
    status: 8,
    err: 'error: There is no package called "helo".\n  Did you mean hello, help or halo?\n',
  })
})

test('a package that only another repository offers is not called missing', async () => {
  const result = await aRun(['install', 'only-b=2', '--repository', 'ra'], {
    answers: {
      'plan.make': fails({
        code: 'release/not-in-repository',
        facts: { name: 'only-b', wanted: '2', repository: 'ra', available: ['1'], offeredBy: ['rb'] },
      }),
    },
  })

  expect({ status: result.status, err: result.err }).toEqual({
    status: 8,
    err: `error: The repository "ra" does not offer only-b 2.
  It is offered by "rb". "ra" has 1.
  Take it from there: multios-pm install only-b=2 --repository rb
`,
  })
})

test('a category that does not exist ends with status 8 and those that are near', async () => {
  const facts = { name: 'gmaes', nearest: ['games'], known: ['games', 'office'] }
  const result = await aRun(['update', '--category', 'gmaes'], {
    answers: { 'plan.make': fails({ code: 'category/not-found', facts }) },
  })

  expect({ status: result.status, err: result.err }).toEqual({
    status: 8,
    err: 'error: There is no category called "gmaes".\n  Did you mean games?\n',
  })
})

test('a failure in JSON carries code, facts and a message', async () => {
  const result = await aRun(['sync', '--json'], {
    answers: { 'repository.sync': fails({ code: 'network/status', facts: examples['network/status'] }) },
  })

  expect({ status: result.status, document: JSON.parse(result.out) }).toEqual({
    status: 6,
    document: {
      error: {
        code: 'network/status',
        facts: { url, status: 503 },
        message: `${url} cannot be had right now. The server answered with status 503.`,
      },
    },
  })
})

test('what is laid out in columns for a page is one sentence after the other in JSON', async () => {
  const code = 'trust/change-unconfirmed'
  const result = await aRun(['update', '--json'], {
    answers: { 'plan.make': fails({ code, facts: examples[code] }) },
  })
  const { error } = JSON.parse(result.out) as { error: { message: string } }
  const eight = (part: string) => Array.from({ length: 8 }, () => part.repeat(4)).join(' ')

  expect(error.message).toBe(
    'Nothing was changed: somebody else vouches for what you have than before. ' +
      'lantern is signed by another key than before, and nobody who vouched for it says so: ' +
      `before ${eight('ab')} Acme; keymark ))(( ))(( ))(( ))(( spruce; ` +
      `now ${eight('cd')} Acme; keymark xxxx xxxx xxxx xxxx indigo; ` +
      'lantern comes from another repository than before, and nobody who vouched for it says so: ' +
      `before not known any more main; now ${eight('ef')} other; keymark .... .... .... .... rose`,
  )
})

test('a name that is none is called a name, wherever it stood in the request', () => {
  const facts = { what: 'request.packages.0', value: '"__proto__"', problem: 'bad' }
  expect(failureWords({ code: 'request/invalid', facts } as unknown as CliFailure, setting).title).toBe(
    '"__proto__" is no valid name.',
  )
})

test('a key of a repository that is not here is made nowhere else than where the repository was', () => {
  const facts = { keyId: 'repository:demo:snapshot', nearest: [] }
  expect(failureWords({ code: 'key/not-found', facts }, setting).fix).toBe(
    'The keys of a repository are in the keychain of whoever ran "create": run this as that person, on that machine.',
  )
})
