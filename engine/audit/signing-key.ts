import { createPrivateKey, type KeyObject } from 'node:crypto'
import { chmod, open, rmdir } from 'node:fs/promises'
import { algorithmOf, generatePrivateKey } from '../keys/algorithms.ts'
import { failureOf } from '../model/failure.ts'
import { readPlainSync, writing } from '../plain-file.ts'
import { systemCode } from '../system-errors.ts'

/**
 * The key that signs checkpoints: a file that only its owner reads, as it must sign where nobody is there to open a
 * keychain. Null where there is none, or none that can be used.
 */
export function readSigningKey(file: string): KeyObject | null {
  const text = textOf(file)
  const key = text === null ? null : parse(text)
  return key !== null && algorithmOf(key) === 'ed25519' ? key : null
}

/** Killed while it writes: a file that is no key, and the next change makes another one. */
export async function makeSigningKey(file: string): Promise<KeyObject> {
  const key = await generatePrivateKey('ed25519')
  // An empty folder in its place gives way; one that holds something is told.
  await rmdir(file).catch(() => undefined)
  const handle = await open(file, writing, 0o600)
  try {
    await handle.writeFile(key.export({ type: 'pkcs8', format: 'pem' }))
    await handle.sync()
  } finally {
    await handle.close()
  }
  // A file that was there already keeps its mode.
  await chmod(file, 0o600)
  return key
}

function parse(text: string): KeyObject | null {
  try {
    return createPrivateKey(text)
  } catch {
    // What it is instead does not matter: nobody can sign with it.
    return null
  }
}

/** Bytes. A PEM of this kind has 119. */
const largest = 65_536

function textOf(file: string): string | null {
  try {
    return readPlainSync(file, largest).toString('utf8')
  } catch (error) {
    // What is no file is no key either.
    if (systemCode(error) === 'ENOENT' || failureOf(error) !== null) return null
    throw error
  }
}
