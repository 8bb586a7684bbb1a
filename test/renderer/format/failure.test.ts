import { expect, test } from 'vitest'
import type { ErrorCode, Failure } from '../../../engine/model/failure.ts'
import { failureKind, failureWords } from '../../../renderer/format/failure.ts'

const url = 'https://packages.example.org/main/'
const place = {
  file: '/etc/multios/config.toml',
  line: 3,
  key: 'priority',
  problem: 'is a word',
  accepted: 'a number',
}

/** One failure of each code: a code that is missing here does not compile. */
const examples: { readonly [C in ErrorCode]: Extract<Failure, { code: C }>['facts'] } = {
  'request/invalid': { what: 'a version', value: '>>1', problem: 'two signs follow each other' },
  'package/not-found': { name: 'editr', nearest: ['editor', 'edit'] },
  'package/not-installed': { name: 'editor', nearest: [] },
  'release/not-found': { name: 'editor', wanted: '9.0', available: ['1.0', '2.0'] },
  'release/not-in-repository': {
    name: 'editor',
    wanted: '9.0',
    repository: 'main',
    available: ['1.0', '2.0'],
    offeredBy: ['side'],
  },
  'category/not-found': { name: 'toys', nearest: [], known: ['games', 'office'] },
  'publisher/not-found': { name: 'Acne', nearest: ['Acme'] },
  'repository/not-found': { name: 'mian', nearest: ['main'] },
  'repository/exists': { name: 'main', url },
  'repository/not-a-repository': { url, reason: 'web-page', file: 'metadata/root.json' },
  'generation/not-found': { generation: 9, kept: [1, 2, 3] },
  'history/nothing-to-undo': { generation: 0 },
  'plan/stale': { planned: 'aa', now: 'bb' },
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
  'plan/unsolvable': { explanation: { clash: [], proof: [], fixes: [] } },
  'plan/file-conflict': { path: 'bin/edit', owners: ['editor', 'edit'] },
  'plan/path-collision': { paths: ['bin/Edit', 'bin/edit'], owners: ['editor', 'edit'] },
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
  'trust/unconfirmed': { url, fingerprint: 'ab'.repeat(32) },
  'trust/clock': {
    ...{ repository: 'main', file: 'metadata/timestamp.json', witness: 'seen' },
    ...{ clock: '2026-01-01T12:00:00.000Z', known: '2026-06-15T12:00:00.000Z' },
  },
  'trust/fingerprint-mismatch': { url, expected: 'ab'.repeat(32), actual: 'cd'.repeat(32) },
  'trust/metadata': { repository: 'main', file: 'timestamp.json', reason: 'expired', detail: '2026-01-01' },
  'trust/artifact': { file: 'editor-1.0-universal.tar.xz', reason: 'hash', detail: 'sha256 differs' },
  'file/unvouched': { path: '/etc/hosts' },
  'network/unreachable': { url, reason: 'connection refused' },
  'network/status': { url, status: 404 },
  'network/timeout': { url, seconds: 30 },
  'plan/unfinished': { generation: 12, path: '/home', problem: 'failing' },
  'disk/full': { path: '/home', needed: 84_200_000, free: 1_000_000 },
  'disk/read-only': { path: '/home' },
  'disk/denied': { path: '/home' },
  'disk/no-links': { path: '/home' },
  'disk/no-modes': { path: '/home' },
  'disk/failing': { path: '/home' },
  'state/open-place': { path: '/home', problem: 'owner' },
  'busy/locked': {
    holder: { pid: 7, command: 'multios-pm update', since: '2026-11-20T09:30:00Z' },
    waited: 10_000,
  },
  'config/invalid': place,
  'recipe/invalid': { ...place, line: null },
  'file/not-found': { path: '/a' },
  'file/exists': { path: '/a' },
  'archive/not-an-archive': { file: '/a', detail: 'no xz header' },
  'key/exists': { keyId: 'mine' },
  'key/signatures-missing': { file: 'root.pending.json', version: 2, before: 1, own: 2 },
  'key/targets-unsigned': { file: 'targets.pending.json', lacking: 1 },
  'key/advisories-unsigned': { file: 'advisories.pending.json', lacking: 1 },
  'key/not-found': { keyId: 'mine', nearest: [] },
  'keystore/unavailable': { kind: 'keytar', reason: 'no session bus' },
  'keystore/locked': { kind: 'keytar', reason: 'the collection is locked' },
  'launch/no-program': { name: 'editor', programs: ['edit', 'view'] },
  'launch/no-sandbox': { program: 'edit', reason: 'apparmor', detail: 'bwrap: setting up uid map: denied' },
  'launch/failed': { program: 'edit', reason: 'permission denied' },
  'script/refused': { package: 'editor', reason: 'off', detail: '' },
  'script/failed': { package: 'editor', reason: 'time', detail: '' },
  'trigger/failed': { trigger: 'gsettings', detail: 'no such key' },
  'state/damaged': { file: 'state.db', detail: 'not a database' },
  internal: { incident: '20261120-1' },
}

const failures = Object.entries(examples).map(([code, facts]) => ({ code, facts }) as Failure)

test.each(failures)('a failure of kind $code is told in whole plain sentences', (failure) => {
  const { title, cause, fix } = failureWords(failure)

  expect(title).toMatch(/^\S.*[^.!…]$/)
  expect(cause).toMatch(/^\S.*\.$/)
  expect(fix).toMatch(/^\S.*\.$/)
  expect(`${title} ${cause} ${fix}`).not.toMatch(/undefined|null|\[object|!|…|\.\./)
})

test('a file that is missing in a folder was asked of no server', () => {
  const failure = { code: 'network/status', facts: { url: 'file:///srv/index.json', status: 404 } } as const

  expect(failureWords(failure)).toEqual({
    title: 'A file of the repository is missing',
    cause: 'There is no file:///srv/index.json.',
    fix: 'Check the address of the repository.',
  })
})

test('near names are offered where a name was not found', () => {
  const words = failureWords({ code: 'package/not-found', facts: examples['package/not-found'] })

  expect(words).toEqual({
    title: 'No package is called “editr”',
    cause: 'No repository in use offers it, and it is not installed.',
    fix: 'Close names: editor and edit.',
  })
})

test('a name that a repository has for others is not told as unknown, and not as its own nearest', () => {
  const facts = { name: 'editor', nearest: ['editor', 'edit'] }

  expect(failureWords({ code: 'package/not-found', facts })).toEqual({
    title: 'No release of “editor” can be taken here',
    cause: 'A repository has it: for another kind of machine, say, or taken back.',
    fix: 'Search for it, and have what is hidden shown: each line says why.',
  })
})

test('an address that cannot be a repository’s is told in words', () => {
  const facts = { what: 'repository-url', value: 'http://example.org/', problem: 'plain-http' }

  expect(failureWords({ code: 'request/invalid', facts })).toEqual({
    title: '“http://example.org/” cannot be read as the address of a repository',
    cause: 'Plain http: is for this device only, because anybody on the way could read along.',
    fix: 'Change it and try again.',
  })
})

test('a program without a display is told where it could run', () => {
  const facts = { program: 'paint', reason: 'no-display' }

  expect(failureWords({ code: 'launch/failed', facts })).toEqual({
    title: 'paint did not start',
    cause: 'The device it runs on has no display to open a window on.',
    fix: 'Open it where that device has a screen.',
  })
})

test('a full disk names what is needed and what is free', () => {
  const { cause } = failureWords({ code: 'disk/full', facts: examples['disk/full'] })

  expect(cause).toBe('84.2 MB are needed and 1.0 MB are free at /home. Nothing was changed.')
})

test('everything about trust is a refusal, and only an unreachable network is offline', () => {
  const kinds = Object.groupBy(failures, failureKind)

  expect({
    refused: kinds.refused?.map(({ code }) => code),
    offline: kinds.offline?.map(({ code }) => code),
  }).toEqual({
    refused: [
      'trust/look-alike-unconfirmed',
      'trust/change-unconfirmed',
      'trust/unconfirmed',
      'trust/clock',
      'trust/fingerprint-mismatch',
      'trust/metadata',
      'trust/artifact',
    ],
    offline: ['network/unreachable', 'network/timeout'],
  })
})

test('what an address of the window names wrongly is told without the name of an operation', () => {
  const facts = {
    ...{ what: 'package.info name', value: '<script>' },
    problem: 'a name starts with a letter or digit and holds a-z 0-9 + . _ -',
  }

  expect(failureWords({ code: 'request/invalid', facts }).title).toBe('“<script>” cannot be read as name')
})
