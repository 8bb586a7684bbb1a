import { randomBytes } from 'node:crypto'
import { EngineError } from '../model/failure.ts'
import {
  type Keychain,
  keychainService,
  type KeystoreKind,
  type WrappingKeys,
  wrappingKeyBytes,
} from './wrapping-keys.ts'

/** keytar where it was built; null where it was not, as for any optional dependency. */
export async function loadKeytar(): Promise<WrappingKeys | null> {
  try {
    // CommonJS: the functions are members of the default export in every loader.
    const { default: keytar } = await import('keytar')
    return keychainKeys('keytar', {
      set: async (account, secret) => keytar.setPassword(keychainService, account, secret),
      get: async (account) => keytar.getPassword(keychainService, account),
      remove: async (account) => void (await keytar.deletePassword(keychainService, account)),
    })
  } catch (error) {
    if (isMissingModule(error)) return null
    throw error
  }
}

/** @napi-rs/keyring, pinned on Linux: its own choice would be the kernel's keyring, which forgets. */
export async function loadKeyring(): Promise<WrappingKeys | null> {
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring')
    const entry = (account: string): InstanceType<typeof AsyncEntry> =>
      new AsyncEntry(keychainService, account, { linux: { store: 'secret-service' } })
    return keychainKeys('keyring', {
      set: async (account, secret) => entry(account).setPassword(secret),
      get: async (account) => (await entry(account).getPassword()) ?? null,
      remove: async (account) => void (await entry(account).deleteCredential()),
    })
  } catch (error) {
    if (isMissingModule(error)) return null
    throw error
  }
}

/** Wrapping keys in a keychain: random bytes, kept as base64. */
export function keychainKeys(kind: KeystoreKind, keychain: Keychain): WrappingKeys {
  const openSecret = async (account: string): Promise<Buffer | null> => {
    const text = await asked(kind, async () => keychain.get(account))
    return text === null ? null : Buffer.from(text, 'base64')
  }
  return {
    kind,
    create: async (account) => {
      const kept = await openSecret(account)
      const secret = kept?.length === wrappingKeyBytes ? kept : randomBytes(wrappingKeyBytes)
      const text = secret.toString('base64')
      await asked(kind, async () => keychain.set(account, text))
      // A keychain that forgets at once would cost the key that is about to be wrapped.
      if ((await asked(kind, async () => keychain.get(account))) !== text) {
        throw new EngineError('keystore/unavailable', { kind, reason: 'the keychain did not keep the entry' })
      }
      return { secret, salt: null }
    },
    open: openSecret,
    remove: async (account) => asked(kind, async () => keychain.remove(account)),
  }
}

async function asked<T>(kind: KeystoreKind, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const code = /locked|dismiss|prompt/i.test(reason) ? 'keystore/locked' : 'keystore/unavailable'
    throw new EngineError(code, { kind, reason }, { cause: error })
  }
}

/** Not installed, not built, or built against a library that this machine lacks. */
function isMissingModule(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : null
  return (
    code === 'ERR_MODULE_NOT_FOUND' ||
    code === 'MODULE_NOT_FOUND' ||
    code === 'ERR_DLOPEN_FAILED' ||
    error.message.includes('native binding')
  )
}
