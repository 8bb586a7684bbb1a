import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { aManagedMachine, aStockedMachine, root } from '../kit/a-managed-machine.ts'

const isRoot = process.getuid?.() === 0

/** What a command says where the administrator's file is as `spoil` leaves it; `FILE` and `FOLDER` stand for places. */
async function said(spoil: (file: string) => void): Promise<readonly [number, string]> {
  const machine = await aManagedMachine()
  machine.govern({})
  const { file } = machine.administration
  spoil(file)
  const { status, err } = await machine.multiosPm(['list'], root)
  const words = err.replaceAll(file, 'FILE').replaceAll(path.dirname(file), 'FOLDER')
  return [status, words]
}

const untrusted = (cause: string, fix: string) =>
  `error: The administrator's rules cannot be trusted, so nothing is done.\n  ${cause}\n  ${fix}\n`
const unusable = (place: string, accepted: string) =>
  `error: The rules of this machine cannot be used, so nothing is done.\n  ${place}.\n  Accepted: ${accepted}. Whoever wrote it can check it: multios-pm policy check FILE\n`

describe('a file of rules that somebody could have made stops everything, for root too, and says how to mend it:', () => {
  test.each<readonly [string, (file: string) => void, string, string]>([
    [
      'others can write it',
      (file) => chmodSync(file, 0o646),
      'FILE can be written by others.',
      'Look at what it says, then close it: chmod go-w FILE',
    ],
    [
      'others can write its folder',
      (file) => chmodSync(path.dirname(file), 0o777),
      'FOLDER can be written by others.',
      'Look at what it says, then close it: chmod go-w FOLDER',
    ],
    [
      'it is a link',
      (file) => {
        renameSync(file, `${file}.real`)
        symlinkSync(`${file}.real`, file)
      },
      'FILE is a link, and could lead anywhere.',
      'Put what it leads to in its place.',
    ],
    [
      'it is a link to nowhere',
      (file) => {
        rmSync(file)
        symlinkSync('/nowhere', file)
      },
      'FILE is a link, and could lead anywhere.',
      'Put what it leads to in its place.',
    ],
    [
      'it is a pipe, into which nobody writes',
      (file) => {
        rmSync(file)
        spawnSync('mkfifo', [file])
      },
      'FILE is no file.',
      'Put a file there, or move it away.',
    ],
    [
      'it is a folder',
      (file) => {
        rmSync(file)
        mkdirSync(file)
      },
      'FILE is no file.',
      'Put a file there, or move it away.',
    ],
    [
      'it is huge',
      (file) => writeFileSync(file, ' '.repeat(4_000_001)),
      'FILE is too large for a policy file.',
      'Put the right file there.',
    ],
  ])('%s', async (_, spoil, cause, fix) => {
    expect(await said(spoil)).toEqual([5, untrusted(cause, fix)])
  })

  test.runIf(isRoot)('it belongs to somebody else', async () => {
    expect(await said((file) => chownSync(file, 65_534, 65_534))).toEqual([
      5,
      untrusted(
        'FILE belongs to somebody else than the administrator.',
        'Look at what it says, then give it back: chown root:root FILE',
      ),
    ])
  })
})

describe('a file of rules that cannot be meant stops everything, and says where:', () => {
  test.each([
    [
      'a key twice',
      '{"version":1,\n"downgrade":"deny",\n"downgrade":"allow"}',
      'FILE, line 3, "downgrade": an object has the same key twice',
      'JSON',
    ],
    [
      'a key of another system',
      '{"version":1,\n"allowRoot":true}',
      'FILE, line 2, "allowRoot": unknown key',
      expect.any(String),
    ],
    [
      'a version to come',
      '{"version":4}',
      'FILE, line 1, "version": is 4: it is written for a newer program than this',
      '1',
    ],
    ['nothing', '', 'FILE: there is nothing in it', '{"version": 1} at least'],
    ['half of it', '{"version":1,', 'FILE, line 1: this is no JSON: it ends too early', 'JSON'],
  ])('%s', async (_, text, place, accepted) => {
    const [status, words] = await said((file) => writeFileSync(file, text))

    expect(status).toBe(2)
    if (typeof accepted === 'string') expect(words).toBe(unusable(place, accepted))
    else expect(words).toContain(place)
  })
})

test('a rule of many stars is held against the longest name at once', async () => {
  const machine = await aStockedMachine()
  const match = `${'*a'.repeat(149)}*z`
  machine.govern({
    packages: Array.from({ length: 2_000 }, () => ({ match, decision: 'deny' })),
    repositories: { allow: ['file:///*', `https://${'*a'.repeat(100)}*/${'*a'.repeat(40)}`] },
  })

  await machine.install('editor')

  expect(await machine.installed()).toEqual(['editor 2.0'])
})

describe('a person’s own settings do not take back what the administrator says:', () => {
  const widest = {
    version: 1,
    defaultDecision: 'allow',
    repositories: { allow: ['file:///*'], allowUserAdded: true, requireHttps: false, requireTuf: false },
    publishers: { mode: 'any' },
    packages: [{ match: '*', decision: 'allow', anyPublisher: true }],
    namespaceOwner: { '*': 'file:///*' },
    downgrade: 'allow',
    installScripts: 'allow',
    maxInstalledSize: '9 TiB',
    maxDownloadSize: '9 TiB',
    updates: { delayDays: 1, kevDeadlineDays: 365 },
    schedule: { windows: [{ from: '00:00', to: '24:00' }], securityFixes: 'allow' },
  }

  test.each<readonly [string, object]>([
    ['defaultDecision', { defaultDecision: 'deny' }],
    ['a rule for packages', { packages: [{ match: 'editor', decision: 'deny' }] }],
    ['a rule that asks', { packages: [{ match: 'editor', decision: 'ask' }] }],
    ['addresses', { repositories: { allow: ['https://elsewhere.example/*'] } }],
    ['keys', { repositories: { minThreshold: { root: 2 } } }],
    ['publishers', { publishers: { mode: 'allowlist', trusted: [{ name: 'Somebody' }] } }],
    ['an owner', { namespaceOwner: { 'editor*': 'https://elsewhere.example/*' } }],
    ['a size', { maxDownloadSize: '1 B' }],
    ['times', { schedule: { windows: [{ from: '00:00', to: '00:01' }], timeZone: 'Etc/GMT+12' } }],
    ['roles', { roles: { viewer: ['*'], user: ['somebody-else'] } }],
  ])('%s', async (_, rules) => {
    const machine = await aStockedMachine()
    writeFileSync(path.join(machine.data, 'policy.json'), JSON.stringify(widest))
    const free = await machine.multiosPm(['install', 'editor', '--dry-run'])
    machine.govern(rules)

    const { status, err } = await machine.multiosPm(['install', 'editor', '--yes'])

    expect([free.status, status]).toEqual([0, 5])
    expect(err).toContain('of your administrator')
    expect(await machine.installed()).toEqual([])
  })
})
