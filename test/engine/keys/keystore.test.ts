import { statSync } from 'node:fs'
import { execFile, execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadKeyring, loadKeytar } from '../../../engine/keys/keychain.ts'
import type { KeyFile } from '../../../engine/keys/key-file.ts'
import { openKeystore } from '../../../engine/keys/keystore.ts'
import { createSigner } from '../../../engine/keys/signer.ts'
import { failureOf } from '../../../engine/model/failure.ts'
import { expectedFacts, observeKeystore } from './contract.ts'
import { testWhere } from '../../kit/where.ts'

const run = promisify(execFile)
const withPassphrase = { MULTIOS_KEYSTORE: 'file', MULTIOS_KEYSTORE_PASSPHRASE: 'correct horse' }
const keytar = await loadKeytar()
const stranger = createSigner().key.publicKey
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'keys-'))
})
afterEach(async () => rm(folder, { recursive: true, force: true }))

function missingTool(): string | null {
  for (const tool of ['dbus-run-session', 'gnome-keyring-daemon']) {
    try {
      execFileSync('which', [tool], { stdio: 'ignore' })
    } catch {
      return tool
    }
  }
  return null
}

/** Runs the contract in a session bus of its own with an unlocked keyring of its own. */
async function observeUnderKeyring(kind: string): Promise<unknown> {
  const home = path.join(folder, 'home')
  const runtime = path.join(folder, 'run')
  await mkdir(home)
  await mkdir(runtime, { mode: 0o700 })
  const child = path.join(import.meta.dirname, 'contract-child.ts')
  const script =
    'echo -n pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" "$1" "$2"'
  const keys = path.join(folder, 'keys')
  const { stdout } = await run(
    'dbus-run-session',
    ['--', 'bash', '-c', script, process.execPath, child, keys],
    {
      env: { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: runtime, MULTIOS_KEYSTORE: kind },
    },
  )
  return JSON.parse(stdout)
}

describe('a keystore keeps keys', () => {
  test('in an encrypted file', async () => {
    expect(await observeKeystore(withPassphrase, path.join(folder, 'keys'))).toEqual(expectedFacts('file'))
  })

  const tool = missingTool()
  testWhere(tool === null, `${tool}`)('in the keychain through keyring', async () => {
    expect(await observeUnderKeyring('keyring')).toEqual(expectedFacts('keyring'))
  })

  testWhere(tool === null && keytar !== null, tool ?? 'keytar, which is not built here')(
    'in the keychain through keytar',
    async () => {
      expect(await observeUnderKeyring('keytar')).toEqual(expectedFacts('keytar'))
    },
  )
})

describe('a keystore never falls back', () => {
  test('keytar comes first, keyring where keytar is not built, and the file never by itself', async () => {
    const options = { environment: {}, directory: folder }
    const nothing = async (): Promise<null> => null
    const file = async (): Promise<never> => expect.unreachable('the file was not asked for')
    const keyring = loadKeyring

    const withKeyring = await openKeystore(options, { keytar: nothing, keyring, file })
    const withNeither = await openKeystore(options, { keytar: nothing, keyring: nothing, file }).catch(
      failureOf,
    )

    expect(withKeyring.kind).toBe('keyring')
    expect(withNeither).toEqual({
      code: 'keystore/unavailable',
      facts: { kind: 'keytar, keyring', reason: 'not installed' },
    })
  })

  test('a machine without a session bus says that its keychain cannot be reached', async () => {
    const child = path.join(import.meta.dirname, 'contract-child.ts')
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      MULTIOS_KEYSTORE: 'keyring',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
    }
    const keys = path.join(folder, 'keys')

    const outcome = await run(process.execPath, [child, keys], { env }).catch(
      (error: { stderr: string }) => error,
    )

    expect(outcome.stderr).toContain("code: 'keystore/unavailable'")
    expect(await readdir(folder)).toEqual([])
  })

  test('a key closes its own folder, and not the one above, in which the rules of a machine lie', async () => {
    const above = path.join(folder, 'etc', 'machine')
    const directory = path.join(above, 'keys')
    const store = await openKeystore({ environment: withPassphrase, directory })

    await store.generate('my-key', 'ed25519')

    const modes = [above, directory].map((place) => statSync(place).mode & 0o777)
    expect(modes).toEqual([0o755, 0o700])
  })

  test('a missing or wrong passphrase locks the file', async () => {
    const store = await openKeystore({ environment: withPassphrase, directory: folder })
    await store.generate('my-key', 'ed25519')
    const wrong = { ...withPassphrase, MULTIOS_KEYSTORE_PASSPHRASE: 'wrong' }

    const other = await openKeystore({ environment: wrong, directory: folder })
    const outcomes = [
      await other.signer('my-key').catch(failureOf),
      await openKeystore({ environment: { MULTIOS_KEYSTORE: 'file' }, directory: folder }).catch(failureOf),
    ]

    expect(outcomes).toEqual([
      { code: 'keystore/locked', facts: { kind: 'file', reason: 'wrong passphrase' } },
      { code: 'keystore/locked', facts: { kind: 'file', reason: 'MULTIOS_KEYSTORE_PASSPHRASE is not set' } },
    ])
  })

  test.each<[string, (file: KeyFile) => KeyFile]>([
    ['a nonce of nothing', (file) => ({ ...file, nonce: '' })],
    ['a tag of three bytes', (file) => ({ ...file, tag: 'AAAA' })],
    ['the public half of another key', (file) => ({ ...file, key: { ...file.key, publicKey: stranger } })],
  ])('a file with %s is damaged, and no key of it is shown to anybody', async (_, bent) => {
    const store = await openKeystore({ environment: withPassphrase, directory: folder })
    await store.generate('my-key', 'ed25519')
    const file = path.join(folder, 'my-key.key.json')
    const text = await readFile(file, 'utf8')
    await writeFile(file, JSON.stringify(bent(JSON.parse(text) as KeyFile)))

    const damaged = { code: 'state/damaged', facts: { file, detail: 'not a key file' } }
    expect(await store.signer('my-key').catch(failureOf)).toEqual(damaged)
    expect(await store.publicKey('my-key').catch(failureOf)).toEqual(damaged)
  })

  test('a damaged file is in no other key’s way, and is named where all are listed', async () => {
    const store = await openKeystore({ environment: withPassphrase, directory: folder })
    const { key } = await store.generate('my-key', 'ed25519')
    const file = path.join(folder, 'old-key.key.json')
    await writeFile(file, 'no key')

    expect([(await store.signer('my-key')).key, await store.publicKey('my-key')]).toEqual([key, key])
    expect((await store.generate('next-key', 'ed25519')).name).toBe('next-key')
    const damaged = { code: 'state/damaged', facts: { file, detail: 'not a key file' } }
    expect(await store.list().catch(failureOf)).toEqual(damaged)
    expect(await store.signer('../my-key').catch(failureOf)).toEqual(damaged)
  })

  test('an unknown place is refused', async () => {
    const opening = openKeystore({ environment: { MULTIOS_KEYSTORE: 'cloud' }, directory: folder })

    expect(await opening.catch(failureOf)).toMatchObject({
      code: 'request/invalid',
      facts: { value: 'cloud' },
    })
  })
})
