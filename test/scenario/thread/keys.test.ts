import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { loadKeytar } from '../../../engine/keys/keychain.ts'
import { aDesk, type Desk, startProcess } from './kit/a-desk.ts'
import { hasTool } from './kit/web-servers.ts'

/** Everything that keys are for, in one session of one keychain: it is gone with its session. */
const work = `
set -e
multios-builder skeleton hello
multios-pm sign generate-key mine --algorithm ed25519 --json
multios-builder build hello --sign --key-id mine --json
multios-builder verify dist/hello-1.0.0-universal.tar.xz --json
multios-pm sign verify dist/hello-1.0.0-universal.tar.xz mine --json
multios-pm sign list --json
multios-repo-builder create things ./repo --json
multios-repo-builder add dist/hello-1.0.0-universal.tar.xz --repo-name things --repo-path ./repo
multios-repo-builder build --repo-name things --repo-path ./repo
`
const bin = path.resolve(import.meta.dirname, '../../../bin')

async function doTheWork(desk: Desk, under: readonly string[] = [], environment: NodeJS.ProcessEnv = {}) {
  const [command, ...words] = [...under, 'bash', '-c', work]
  const world = {
    folder: desk.folder,
    environment: { ...desk.environment, ...environment, PATH: `${bin}:${desk.environment['PATH'] ?? ''}` },
  }
  return startProcess(command ?? 'bash', words, world).ended
}

const keyring = `echo -n pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"`
const hasKeychain = ['dbus-run-session', 'gnome-keyring-daemon'].every(hasTool)
const keytar = await loadKeytar()

test.for([
  ['keytar', keytar !== null],
  ['keyring', true],
] as const)(
  'keys in a real keychain through %s sign packages and repositories',
  async ([kind, isHere], { skip }) => {
    if (!hasKeychain) skip('dbus-run-session and gnome-keyring are not here')
    if (!isHere) skip('keytar is not built here')
    const desk = aDesk()
    const runtime = path.join(desk.folder, 'run')
    mkdirSync(runtime, { mode: 0o700 })
    const under = ['dbus-run-session', '--', 'bash', '-c', keyring, 'bash']

    const ended = await doTheWork(desk, under, { XDG_RUNTIME_DIR: runtime, MULTIOS_KEYSTORE: kind })

    // The bus may complain that it may not open more files.
    expect([ended.status, ended.err.replace(/^dbus-daemon.*\n/gm, '')]).toEqual([0, ''])
    expect(ended.out).toContain(`"keystore": "${kind}"`)
    expect(ended.out).toContain('"state": "valid"')
    expect(ended.out).toContain('Published "things", version 1: 1 package.')
    // What lies in files is sealed: without the keychain of that session it signs nothing.
    const nowhere = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', MULTIOS_KEYSTORE: kind }
    const later = aDesk({ ...desk, environment: { ...desk.environment, ...nowhere } })
    const unsigned = await later.builder('build', 'hello', '--sign', '--key-id', 'mine')
    expect([unsigned.status, unsigned.err.split('\n')[0]]).toEqual([
      1,
      'error: Keys cannot be kept on this machine, because its keychain does not answer.',
    ])
  },
)

test('keys in an encrypted file, where it is asked for', async () => {
  const desk = aDesk()
  const keystore = { MULTIOS_KEYSTORE: 'file', MULTIOS_KEYSTORE_PASSPHRASE: 'a passphrase' }

  const ended = await doTheWork(desk, [], keystore)

  expect([ended.status, ended.err]).toEqual([0, ''])
  expect(ended.out).toContain('"keystore": "file"')
  const wrong = aDesk({
    ...desk,
    environment: { ...desk.environment, ...keystore, MULTIOS_KEYSTORE_PASSPHRASE: 'no' },
  })
  const refused = await wrong.builder('build', 'hello', '--sign', '--key-id', 'mine')
  expect([refused.status, refused.err]).toEqual([
    1,
    expect.stringContaining('The key cannot be used, because its keystore is locked.'),
  ])
  expect(refused.err).toContain('MULTIOS_KEYSTORE_PASSPHRASE')
})

test('without a keychain no key is made, and both ways out are said', async () => {
  const environment = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', XDG_RUNTIME_DIR: '/nonexistent' }
  const { pm, builder, folder } = aDesk({ environment })

  const { status, out, err } = await pm('sign', 'generate-key', 'mine')

  expect([status, out, err.split('\n')[0]]).toEqual([
    1,
    '',
    'error: Keys cannot be kept on this machine, because its keychain does not answer.',
  ])
  expect(err).toMatch(/sign in to a desktop session[^]*MULTIOS_KEYSTORE=file MULTIOS_KEYSTORE_PASSPHRASE=/)
  await builder('skeleton', 'hello')
  expect((await builder('build', 'hello', '--sign', '--key-id', 'mine')).status).toBe(8)
  expect(() => execFileSync('ls', [path.join(folder, 'dist')], { stdio: 'ignore' })).toThrow()
  const asked = aDesk({ environment: { ...environment, MULTIOS_KEYSTORE: 'file' } })
  const second = await asked.pm('sign', 'generate-key', 'mine')
  expect([second.status, second.err]).toEqual([1, expect.stringContaining('MULTIOS_KEYSTORE_PASSPHRASE')])
})
