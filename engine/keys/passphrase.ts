import { randomBytes, scrypt } from 'node:crypto'
import { EngineError } from '../model/failure.ts'
import { type WrappingKeys, wrappingKeyBytes } from './wrapping-keys.ts'

/** 128 MiB and about half a second a guess. A change needs a new format number of the key file. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

/**
 * Wrapping keys out of a passphrase: nothing lies anywhere but a salt in the key file. Keys made together share
 * a salt, so that the four keys of a repository cost one derivation; each is sealed under a nonce of its own.
 */
export function passphraseKeys(passphrase: string): WrappingKeys {
  const derived = new Map<string, Promise<Buffer>>()
  let fresh: Buffer | null = null
  /** A copy, as callers wipe what they got. */
  const secretOf = async (salt: Buffer): Promise<Buffer> => {
    const name = salt.toString('base64')
    const known = derived.get(name) ?? derive(passphrase, salt)
    derived.set(name, known)
    return Buffer.from(await known)
  }
  return {
    kind: 'file',
    create: async () => {
      fresh ??= randomBytes(16)
      return { secret: await secretOf(fresh), salt: fresh }
    },
    open: async (_account, salt) => (salt === null ? null : secretOf(salt)),
    remove: async () => undefined,
  }
}

/** The passphrase of the environment. An empty one would protect nothing. */
export function requirePassphrase(environment: NodeJS.ProcessEnv): string {
  const passphrase = environment['MULTIOS_KEYSTORE_PASSPHRASE'] ?? ''
  if (passphrase !== '') return passphrase
  throw new EngineError('keystore/locked', { kind: 'file', reason: 'MULTIOS_KEYSTORE_PASSPHRASE is not set' })
}

async function derive(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, wrappingKeyBytes, cost, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
