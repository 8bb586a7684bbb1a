import { expect, test } from 'vitest'
import { aRun } from './kit/a-run.ts'

test('history says what was asked, what changed, and where we are', async () => {
  const result = await aRun(['history'], {
    answers: {
      'history.list': () => [
        {
          generation: 2,
          at: '2026-02-03T04:05:06',
          request: { kind: 'remove', packages: ['jq'], purge: false, force: false },
          current: true,
          packages: 1,
          changes: [{ name: 'jq', from: '1.7', to: null }],
          label: 'before the trip',
          pinned: true,
        },
        {
          generation: 1,
          at: '2026-02-03T04:00:00',
          request: {
            kind: 'install',
            packages: [{ name: 'jq', version: '1.7' }, { name: 'yq' }],
            force: false,
          },
          current: false,
          packages: 2,
          changes: [
            { name: 'jq', from: null, to: '1.7' },
            { name: 'yq', from: '1.0', to: '1.1' },
          ],
          label: null,
          pinned: false,
        },
        {
          generation: 0,
          at: '2026-02-03T03:00:00',
          request: null,
          current: false,
          packages: 0,
          changes: [],
          label: null,
          pinned: false,
        },
      ],
    },
  })

  expect(result.out).toBe(`Generation            When              What                            Changes
         2  now kept  2026-02-03 04:05  Uninstall jq (before the trip)  - jq 1.7
         1            2026-02-03 04:00  Install jq 1.7 and yq           + jq 1.7, yq 1.0 → 1.1
         0                              The beginning

Go back to one: multios-pm rollback --to GENERATION
`)
})

test('a path is looked for below the profile, and then from where one stands', async () => {
  const owner = { name: 'jq', version: '1.7', path: 'bin/jq', type: 'file', shown: true } as const
  const workingDirectory = '/data/profile/trees/A/bin'
  const answers = {
    'package.owners': ({ path }: { path: string }) => (path.startsWith('/data') ? [owner] : []),
  }

  const found = await aRun(['owns', './jq'], { workingDirectory, answers })
  const nobody = await aRun(['owns', './jq'], { answers })

  expect([found.out, found.status, found.asked]).toEqual([
    'jq 1.7: bin/jq\n',
    0,
    [
      ['package.owners', { path: './jq' }],
      ['package.owners', { path: `${workingDirectory}/jq` }],
    ],
  ])
  expect([nobody.out, nobody.status]).toEqual(['No installed package brings ./jq.\n', 8])
})

test('verify names each damaged file, and how to repair it, with status 1', async () => {
  const result = await aRun(['verify'], {
    answers: {
      'package.verify': () => [
        { name: 'jq', version: '1.7', files: 4, ok: true, problems: [], edited: ['etc/jq.conf'] },
        {
          name: 'yq',
          version: '1.1',
          files: 3,
          ok: false,
          problems: [
            { path: 'bin/yq', problem: 'changed' },
            { path: 'share/yq', problem: 'missing' },
          ],
          edited: [],
        },
      ],
    },
  })

  expect({ status: result.status, out: result.out }).toEqual({
    status: 1,
    out: `damaged yq 1.1
  bin/yq was changed
  share/yq is missing
jq: you edited etc/jq.conf
1 package of 2 is as installed (7 files and folders checked).
Repair: multios-pm verify yq --fix
`,
  })
})

test('status tells how things stand, and more for a report of a mistake', async () => {
  const answers = {
    'system.status': () => ({
      version: '0.1.0',
      dataDirectory: '/srv/pm',
      configFile: '/etc/pm/config.toml',
      profile: '/srv/pm/profile/current',
      generation: 4,
      installed: 3,
      chosen: 2,
      repositories: 1,
      storeBytes: 1_000_000,
      cacheBytes: 0,
      diskFree: 41_000_000_000,
      linking: 'hard-links' as const,
      architecture: 'x86_64',
      recovered: null,
      staleAdvisories: [],
    }),
  }
  const plain = await aRun(['status'], { answers })
  const unknown = await aRun(['status'], {
    answers: { 'system.status': () => ({ ...answers['system.status'](), diskFree: null }) },
  })
  const debug = await aRun(['status', '--debug', '--json'], { answers })

  expect(unknown.out).toContain('0 bytes cache, free space unknown\n')
  expect(plain.out).toBe(`Version        0.1.0 (x86_64)
Installed      3 packages, 2 of them chosen by you
Generation     4
Repositories   1
Programs       /srv/pm/profile/current/bin
Data           /srv/pm
Configuration  /etc/pm/config.toml
On disk        1.0 MB packages, 0 bytes cache, 41 GB free
`)
  expect(JSON.parse(debug.out)).toMatchObject({ generation: 4, debug: { node: process.version } })

  const copying = { 'system.status': () => ({ ...answers['system.status'](), linking: 'copies' as const }) }
  const copied = await aRun(['status'], { answers: copying })
  expect(copied.out.split('\n').at(-2)).toBe(
    'Trees          are copies: this folder was copied, or hard links are not possible here',
  )
})

test('what a repair took away is not told as brought back', async () => {
  const restored = [
    { name: 'jq', path: 'bin/jq' },
    { name: 'jq', path: 'bin/jq.old', removed: true as const },
  ]
  const { out } = await aRun(['verify', '--strict', '--fix'], {
    answers: { 'package.restore': () => ({ restored, left: [] }) },
  })

  expect(out).toBe('restored jq: bin/jq\nremoved jq: bin/jq.old\nEverything is as installed again.\n')
})

test('how many old versions stay is nothing to say where none of them goes', async () => {
  const { status, err, asked } = await aRun(['cleanup', '--orphaned', '--keep', '3'])

  expect([status, asked]).toEqual([2, []])
  expect(err).toContain('--keep and --days choose among old versions.')
})

test('what could not be had again is told behind what was repaired, and is no success', async () => {
  const failure = { code: 'network/status' as const, facts: { url: 'https://example.org/jq', status: 404 } }
  const answers = {
    'package.restore': () => ({
      restored: [{ name: 'jq', path: 'bin/jq' }],
      left: [],
      failures: [
        { name: 'editor', failure },
        { name: 'viewer', failure },
      ],
    }),
  }
  const { out, status } = await aRun(['verify', '--fix'], { answers })

  expect([status, out]).toEqual([
    1,
    `restored jq: bin/jq
editor and viewer could not be repaired: https://example.org/jq cannot be had right now.
  The server answered with status 404.
`,
  ])
})
