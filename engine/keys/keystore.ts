import { createPublicKey, type KeyObject } from 'node:crypto'
import { nearest } from '../base/nearest.ts'
import { EngineError } from '../model/failure.ts'
import type { PublicKey, SigningAlgorithm } from '../model/signature.ts'
import { generatePrivateKey } from './algorithms.ts'
import { loadKeyring, loadKeytar } from './keychain.ts'
import {
  findKeyFile,
  type KeyFile,
  keyFilePath,
  listKeyFiles,
  openKey,
  removeKeyFile,
  sealKey,
  writeKeyFile,
} from './key-file.ts'
import { passphraseKeys, requirePassphrase } from './passphrase.ts'
import { describePublicKey } from './public-key.ts'
import { type Signer, signerOf } from './signer.ts'
import { sealForTransfer } from './transfer.ts'
import type { KeystoreKind, WrappingKeys } from './wrapping-keys.ts'

export interface NamedKey {
  readonly name: string
  readonly key: PublicKey
  readonly keystore: KeystoreKind
}

/** The signing keys of a person. `name` is the name given at `generate`, or the whole key id. */
export interface Keystore {
  /** Where new keys go. */
  readonly kind: KeystoreKind
  readonly list: () => Promise<readonly NamedKey[]>
  readonly generate: (name: string, algorithm: SigningAlgorithm) => Promise<NamedKey>
  /** Takes in a private key that was made elsewhere, as `openTransferred` opened it. */
  readonly take: (name: string, privateKey: KeyObject) => Promise<NamedKey>
  readonly signer: (name: string) => Promise<Signer>
  /** The private half, sealed with a passphrase, to take elsewhere. */
  readonly sealed: (name: string, passphrase: string) => Promise<string>
  readonly publicKey: (name: string) => Promise<PublicKey>
  readonly remove: (name: string) => Promise<void>
}

export interface KeystoreOptions {
  /** `MULTIOS_KEYSTORE` (keytar, keyring or file) and `MULTIOS_KEYSTORE_PASSPHRASE`. */
  readonly environment: NodeJS.ProcessEnv
  /** Holds the key files. */
  readonly directory: string
}

/** How to reach each place, null where this machine cannot. Tests pass others. */
export type Adapters = Readonly<Record<KeystoreKind, () => Promise<WrappingKeys | null>>>

const kinds: readonly KeystoreKind[] = ['keytar', 'keyring', 'file']

/**
 * The operating system's keychain, through keytar or where that was not built through @napi-rs/keyring. The
 * encrypted file only where the environment asks for it: a missing keychain is a failure, never a reason to
 * keep keys in a weaker place.
 */
export async function openKeystore(
  { environment, directory }: KeystoreOptions,
  adapters: Adapters = systemAdapters(environment),
): Promise<Keystore> {
  const chosen = await choose(wantedKind(environment), adapters)
  const open = async (name: string): Promise<KeyObject> => {
    const file = await find(directory, name)
    const wrapping = file.keystore === chosen.kind ? chosen : await choose(file.keystore, adapters)
    return openPrivate(directory, file, wrapping)
  }
  return {
    kind: chosen.kind,
    list: async () => (await listKeyFiles(directory)).map(named),
    generate: async (name, algorithm) => {
      await checkName(directory, name)
      return keep(directory, chosen, name, await generatePrivateKey(algorithm))
    },
    take: async (name, privateKey) => {
      await checkName(directory, name)
      return keep(directory, chosen, name, privateKey)
    },
    signer: async (name) => signerOf(await open(name)),
    sealed: async (name, passphrase) =>
      sealForTransfer(await find(directory, name), await open(name), passphrase),
    publicKey: async (name) => (await find(directory, name)).key,
    remove: async (name) => {
      const file = await find(directory, name)
      const opened = file.keystore === chosen.kind ? chosen : await choose(file.keystore, adapters)
      // Killed after the first: the file stays, its key is gone for good, and removing again ends it.
      if (!(await isElsewhere(directory, file))) await opened.remove(file.key.keyId)
      await removeKeyFile(directory, file.name)
    },
  }
}

function systemAdapters(environment: NodeJS.ProcessEnv): Adapters {
  return {
    keytar: loadKeytar,
    keyring: loadKeyring,
    file: async () => passphraseKeys(requirePassphrase(environment)),
  }
}

function wantedKind(environment: NodeJS.ProcessEnv): KeystoreKind | null {
  const wanted = environment['MULTIOS_KEYSTORE']
  if (wanted === undefined || wanted === '') return null
  const kind = kinds.find((known) => known === wanted)
  if (kind !== undefined) return kind
  const problem = 'it is one of keytar, keyring and file'
  throw new EngineError('request/invalid', { what: 'MULTIOS_KEYSTORE', value: wanted, problem })
}

async function choose(kind: KeystoreKind | null, adapters: Adapters): Promise<WrappingKeys> {
  const tried = kind === null ? (['keytar', 'keyring'] as const) : [kind]
  for (const candidate of tried) {
    const opened = await adapters[candidate]()
    if (opened !== null) return opened
  }
  throw new EngineError('keystore/unavailable', { kind: tried.join(', '), reason: 'not installed' })
}

async function keep(
  directory: string,
  wrapping: WrappingKeys,
  name: string,
  privateKey: KeyObject,
): Promise<NamedKey> {
  const key = describePublicKey(createPublicKey(privateKey))
  // Killed after this: an entry without a file, which opens nothing.
  const made = await wrapping.create(key.keyId)
  const file = sealKey({ name, keystore: wrapping.kind, key }, privateKey, made)
  made.secret.fill(0)
  await writeKeyFile(directory, file)
  return named(file)
}

async function openPrivate(directory: string, file: KeyFile, wrapping: WrappingKeys): Promise<KeyObject> {
  const salt = file.salt === null ? null : Buffer.from(file.salt, 'base64')
  const secret = await wrapping.open(file.key.keyId, salt)
  const place = keyFilePath(directory, file.name)
  if (secret === null) {
    throw new EngineError('state/damaged', {
      file: place,
      detail: `its entry in the ${wrapping.kind} is gone`,
    })
  }
  const privateKey = openKey(file, secret)
  secret.fill(0)
  if (privateKey === null && wrapping.kind === 'file') {
    throw new EngineError('keystore/locked', { kind: 'file', reason: 'wrong passphrase' })
  }
  if (privateKey === null || signerOf(privateKey).key.keyId !== file.key.keyId) {
    throw new EngineError('state/damaged', { file: place, detail: 'the private key does not open' })
  }
  return privateKey
}

async function find(directory: string, name: string): Promise<KeyFile> {
  const own = await findKeyFile(directory, name)
  if (own?.name === name) return own
  const files = await listKeyFiles(directory)
  const found = files.find((file) => file.name === name) ?? files.find((file) => file.key.keyId === name)
  if (found !== undefined) return found
  const known = files.map((file) => file.name)
  throw new EngineError('key/not-found', { keyId: name, nearest: nearest(name, known) })
}

/** The same key under another name, which the same wrapping key opens. */
async function isElsewhere(directory: string, { name, key, keystore }: KeyFile): Promise<boolean> {
  const files = await listKeyFiles(directory)
  return files.some(
    (file) => file.name !== name && file.keystore === keystore && file.key.keyId === key.keyId,
  )
}

/** A new key's name: it becomes a file's, and must be free. */
async function checkName(directory: string, name: string): Promise<void> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/.test(name)) {
    const problem = 'a key name starts with a letter or digit and holds letters, digits, . _ : -'
    throw new EngineError('request/invalid', { what: 'key name', value: name, problem })
  }
  if ((await findKeyFile(directory, name)) !== null) {
    throw new EngineError('key/exists', { keyId: name })
  }
}

function named({ name, key, keystore }: KeyFile): NamedKey {
  return { name, key, keystore }
}
