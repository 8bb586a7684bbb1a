import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { Output } from '../../engine/index.ts'
import { addressOf } from '../../cli/commands/repository.ts'
import { aRepositoryView as view, hex, url } from './kit/a-repository-view.ts'
import { aRun, fails } from './kit/a-run.ts'

const offer: Output<'repository.inspect'> = {
  url,
  fingerprint: hex,
  rootVersion: 1,
  keys: 1,
  threshold: 1,
  expires: '2027-01-01T00:00:00',
}
const current = { state: 'current', validUntil: '2027-01-01T00:00:00Z', problem: null } as const
const answers = { 'repository.inspect': () => offer, 'repository.add': () => view }

test('adding a repository shows its fingerprint in groups and waits for a typed y', async () => {
  const accepted = await aRun(['repository', 'add', 'main', url, '--priority', '10'], { answers, types: 'y' })
  const refused = await aRun(['repository', 'add', 'main', url], { answers, types: '' })

  expect(accepted.err).toBe(`The repository at ${url} shows this root fingerprint:

  01234567 89abcdef 01234567 89abcdef
  01234567 89abcdef 01234567 89abcdef
  keymark \\)(/ x..x \\)(/ x..x rose

1 key speaks for it, 1 must agree. Valid until 2027-01-01.
Is this the fingerprint that its owner publishes? Type y to trust it: y
`)
  expect({ out: accepted.out, asked: accepted.asked.at(-1) }).toEqual({
    out: 'Added "main": it offers 12 packages.\n',
    asked: [
      'repository.add',
      { name: 'main', url, description: '', priority: 10, fingerprint: hex, mirrors: [] },
    ],
  })
  expect([refused.status, refused.asked.length]).toEqual([1, 1])
})

test('where nobody can answer, the refusal carries the exact command that confirms', async () => {
  const result = await aRun(['repository', 'add', 'main', url, '--description', 'for us'], { answers })

  expect({ status: result.status, asked: result.asked.length }).toEqual({ status: 4, asked: 1 })
  expect(result.err).toContain(
    `If they are the same: multios-pm repository add main ${url} --description 'for us' --fingerprint ${hex}\n`,
  )
})

test('--fingerprint takes the place of the question, however it is written', async () => {
  const spaced = hex
    .toUpperCase()
    .replace(/(.{8})/g, '$1:')
    .slice(0, -1)
  const same = await aRun(['repository', 'add', 'main', url, '--fingerprint', spaced], { answers })
  const other = await aRun(['repository', 'add', 'main', url, '--fingerprint', '0'.repeat(64), '--yes'], {
    answers,
  })

  expect([same.status, same.err, other.status, other.asked.length]).toEqual([0, '', 4, 1])
  expect(other.err).toContain('is not the one you expect, so nothing was taken from it.')
})

test('--yes trusts what is offered, and shows what that was', async () => {
  const result = await aRun(['repository', 'add', 'main', url, '--yes'], { answers })

  expect(result.status).toBe(0)
  expect(result.err).toContain('01234567 89abcdef')
})

test('a folder is an address too, and other text is left to be judged by the engine', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cli-'))
  onTestFinished(() => rm(folder, { recursive: true }))

  expect([
    addressOf('./repo', '/home/ada'),
    addressOf('../a b/', '/home/ada'),
    addressOf(path.basename(folder), path.dirname(folder)),
    addressOf('https://example.org/repo', '/home/ada'),
    addressOf('file:///srv/repo/', '/home/ada'),
    addressOf('example.org/repo', '/home/ada'),
  ]).toEqual([
    'file:///home/ada/repo/',
    'file:///home/a%20b/',
    `${pathToFileURL(folder).href}/`,
    'https://example.org/repo',
    'file:///srv/repo/',
    'example.org/repo',
  ])
})

test('repositories are listed with how they stand', async () => {
  const result = await aRun(['repository', 'list'], {
    answers: {
      'repository.list': () => [
        view,
        { ...view, name: 'old', enabled: false, priority: -1, packages: 3, description: '' },
        { ...view, name: 'new', lastSync: null, packages: 0, url: 'file:///srv/new/' },
        { ...view, name: 'bad', problem: { code: 'network/status', facts: { url, status: 500 } } },
      ],
    },
  })

  expect(result.out).toBe(`Name  Priority  Packages  State                    Address                 About
main        10        12  synced 2026-02-03 04:05  http://127.0.0.1:8000/  Everything
old         -1         3  not in use               http://127.0.0.1:8000/
new         10         0  never synced             file:///srv/new/        Everything
bad         10        12  last sync failed         http://127.0.0.1:8000/  Everything
`)
})

test('one repository that fails does not hide the others, and gives its own status', async () => {
  const results: Output<'repository.sync'> = [
    { name: 'main', outcome: 'updated', packages: 12, failure: null, advisories: current },
    {
      name: 'bad',
      outcome: 'failed',
      packages: 3,
      failure: {
        code: 'trust/metadata',
        facts: { repository: 'bad', file: 'timestamp.json', reason: 'signature', detail: '' },
      },
      advisories: current,
    },
  ]
  const words = await aRun(['sync'], { answers: { 'repository.sync': () => results } })
  const json = await aRun(['sync', '--repository', 'bad', '--json'], {
    answers: { 'repository.sync': () => results },
  })

  expect({ status: words.status, out: words.out }).toEqual({
    status: 4,
    out: `main  updated  12 packages
bad   failed   3 packages

bad: The repository "bad" cannot be trusted right now, so nothing was taken from it.
  timestamp.json is not signed by the keys that speak for this repository.
  Try later: multios-pm sync --repository bad. If it stays, tell the repository's owner.
`,
  })
  expect({ status: json.status, document: JSON.parse(json.out), asked: json.asked }).toEqual({
    status: 4,
    document: results,
    asked: [['repository.sync', { names: ['bad'], force: false }]],
  })
})

test('mirrors are given with the address, or later, and folders are addresses too', async () => {
  const added = await aRun(
    [
      'repository',
      'add',
      'main',
      url,
      '--yes',
      '--mirror',
      'https://a.example.org/',
      '--mirror',
      '/srv/main',
    ],
    { answers },
  )
  const mirrors = ['https://a.example.org/', 'file:///srv/main/']
  const set = await aRun(['repository', 'set-mirrors', 'main', ...mirrors], {
    answers: { 'repository.configure': () => ({ ...view, mirrors }) },
  })
  const none = await aRun(['repository', 'set-mirrors', 'main'], {
    answers: { 'repository.configure': () => view },
  })

  expect(added.asked.at(-1)).toEqual(['repository.add', expect.objectContaining({ mirrors })])
  expect([set.asked, set.out, none.asked, none.out]).toEqual([
    [['repository.configure', { name: 'main', mirrors }]],
    'Packages of "main" come from, in this order:\n  https://a.example.org/\n  file:///srv/main/\n  http://127.0.0.1:8000/\n',
    [['repository.configure', { name: 'main', mirrors: [] }]],
    '"main" has no mirrors: everything comes from its own address.\n',
  ])
})

test('--verbose tells what a repository is trusted by, what to compare, and which address failed', async () => {
  const mirror = 'https://a.example.org/'
  const trusted: typeof view = {
    ...view,
    mirrors: [mirror],
    troubles: [
      {
        url: mirror,
        at: '2026-02-03T04:00:00',
        failure: { code: 'network/status', facts: { url: mirror, status: 500 } },
      },
    ],
    trust: {
      rootVersion: 2,
      rootExpires: '2027-01-01T00:00:00',
      rootKeys: 3,
      rootThreshold: 2,
      indexVersion: 9,
      snapshotVersion: 8,
      snapshotSha256: hex,
      signedAt: '2026-02-03T00:00:00',
      validUntil: '2026-02-10T00:00:00',
      state: 'valid',
    },
  }
  const list = { answers: { 'repository.list': () => [trusted] } }

  const full = await aRun(['repository', 'list', '--verbose'], list)
  const short = await aRun(['repository', 'list'], list)

  expect(full.out).toBe(`main
  State        synced 2026-02-03 04:05, 1 address failing
  Priority     10
  Packages     12
  About        Everything
  Address      http://127.0.0.1:8000/
  Mirrors      https://a.example.org/  failed 2026-02-03 04:00: The server answered with status 500.
  Trust        TUF, by its root
  Fingerprint  01234567 89abcdef 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef
  Keymark      \\)(/ x..x \\)(/ x..x rose
  Root         version 2, 2 of 3 keys must agree, valid until 2027-01-01
  Catalog      version 9, signed 2026-02-03 00:00, valid until 2026-02-10 00:00
  Snapshot     version 8, 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef
`)
  expect(short.out).toContain('1 address failing')
})

test('a file that is missing in a folder was asked of no server', async () => {
  const facts = { url: 'file:///srv/packages/index.json', status: 404 }
  const answers = { 'repository.sync': fails({ code: 'network/status', facts }) }

  expect((await aRun(['sync'], { answers })).err).toBe(
    `error: ${facts.url} cannot be had right now.
  There is no such file.
  Check the address, or try later. Then run it again: multios-pm sync
`,
  )
})
