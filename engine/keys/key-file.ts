/** One private key on disk: encrypted, 0600, beside the public key that everybody may know. */
import { createCipheriv, createDecipheriv, createPrivateKey, type KeyObject, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readdir, rm, unlink } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { canonicalJson } from '../base/canonical-json.ts'
import { parseJsonStrict } from '../base/json.ts'
import { EngineError } from '../model/failure.ts'
import { PublicKey } from '../model/signature.ts'
import { readPlain } from '../plain-file.ts'
import { onDisk, systemCode } from '../system-errors.ts'
import { usablePublicKey } from './public-key.ts'

const Base64 = v.pipe(v.string(), v.base64())

export const KeyFile = v.strictObject({
  format: v.literal(1),
  name: v.string(),
  /** Which adapter holds the wrapping key: the keychain libraries do not read each other's entries. */
  keystore: v.picklist(['keytar', 'keyring', 'file']),
  /** What `sign export` gives to others without opening the key, so it has to be what its id says. */
  key: v.pipe(
    PublicKey,
    v.check((key) => usablePublicKey(key) !== null),
  ),
  salt: v.nullable(Base64),
  nonce: base64Of(12),
  tag: base64Of(16),
  /** AES-256-GCM of the PKCS#8 DER; key id and name are bound in, so that files cannot be swapped. */
  ciphertext: Base64,
})
export type KeyFile = v.InferOutput<typeof KeyFile>

const suffix = '.key.json'

function base64Of(bytes: number): v.GenericSchema<string> {
  return v.pipe(
    Base64,
    v.check((text) => Buffer.from(text, 'base64').length === bytes),
  )
}

/** Names may hold a colon, which some file systems do not allow, and never `=`, so that names stay distinct. */
export function keyFilePath(directory: string, name: string): string {
  return path.join(directory, `${name.replaceAll(':', '=')}${suffix}`)
}

export function sealKey(
  about: Pick<KeyFile, 'name' | 'keystore' | 'key'>,
  privateKey: KeyObject,
  wrapping: { readonly secret: Buffer; readonly salt: Buffer | null },
): KeyFile {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', wrapping.secret, nonce)
  cipher.setAAD(boundText(about))
  const der = privateKey.export({ type: 'pkcs8', format: 'der' })
  const ciphertext = Buffer.concat([cipher.update(der), cipher.final()])
  der.fill(0)
  return {
    format: 1,
    ...about,
    salt: wrapping.salt === null ? null : wrapping.salt.toString('base64'),
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    ciphertext: ciphertext.toString('base64'),
  }
}

/** The private key, or null where `secret` is not the one it was sealed with. */
export function openKey(file: KeyFile, secret: Buffer): KeyObject | null {
  const decipher = createDecipheriv('aes-256-gcm', secret, Buffer.from(file.nonce, 'base64'))
  decipher.setAAD(boundText(file))
  decipher.setAuthTag(Buffer.from(file.tag, 'base64'))
  const start = decipher.update(Buffer.from(file.ciphertext, 'base64'))
  try {
    const der = Buffer.concat([start, decipher.final()])
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } catch {
    // GCM says only that something does not fit; the caller knows which of the two it must be.
    return null
  }
}

export async function listKeyFiles(directory: string): Promise<readonly KeyFile[]> {
  const names = await onDisk(directory, async () => readdir(directory).catch(noneWhereMissing))
  const files = names.filter((name) => name.endsWith(suffix)).sort()
  return Promise.all(files.map(async (name) => readKeyFile(path.join(directory, name))))
}

/** The key of that name; null where there is none. What others are like does not matter. */
export async function findKeyFile(directory: string, name: string): Promise<KeyFile | null> {
  const file = keyFilePath(directory, name)
  const names = await onDisk(directory, async () => readdir(directory).catch(noneWhereMissing))
  return names.includes(path.basename(file)) && path.dirname(file) === path.normalize(directory)
    ? readKeyFile(file)
    : null
}

/** Writes a new file; a file of that name stays as it is and is the failure. */
export async function writeKeyFile(directory: string, file: KeyFile): Promise<void> {
  const target = keyFilePath(directory, file.name)
  const temporary = `${target}.${randomBytes(6).toString('hex')}.new`
  await onDisk(target, async () => {
    await makeFolder(directory)
    try {
      await writeSynced(temporary, `${canonicalJson(file)}\n`)
      // A link, as a rename would replace a key that another process has just made.
      await link(temporary, target)
    } catch (error) {
      if (systemCode(error) === 'EEXIST') throw new EngineError('key/exists', { keyId: file.name })
      throw error
    } finally {
      await rm(temporary, { force: true })
    }
  })
}

/** Only the folder of keys is closed: beside it may lie what everybody has to read, such as the rules of a machine. */
async function makeFolder(directory: string): Promise<void> {
  const above = path.dirname(directory)
  const made = await mkdir(above, { recursive: true, mode: 0o755 })
  if (made !== undefined && process.getuid?.() === 0) await chmod(above, 0o755)
  await mkdir(directory, { recursive: true, mode: 0o700 })
}

export async function removeKeyFile(directory: string, name: string): Promise<void> {
  const target = keyFilePath(directory, name)
  await onDisk(target, async () => unlink(target))
}

/** Bytes. A sealed RSA key of 4,096 bits takes less than a tenth. */
const largestKeyFile = 65_536

async function readKeyFile(file: string): Promise<KeyFile> {
  const bytes = await onDisk(file, async () => readPlain(file, largestKeyFile)).catch((error: unknown) => {
    if (!(error instanceof EngineError) || error.code !== 'request/invalid') throw error
    throw new EngineError('state/damaged', { file, detail: 'not a key file' }, { cause: error })
  })
  const text = bytes.toString('utf8')
  try {
    return v.parse(KeyFile, parseJsonStrict(text))
  } catch (error) {
    throw new EngineError('state/damaged', { file, detail: 'not a key file' }, { cause: error })
  }
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function boundText({ key, name }: Pick<KeyFile, 'key' | 'name'>): Buffer {
  return Buffer.from(`multios-key-v1:${key.keyId}:${name}`)
}

function noneWhereMissing(error: unknown): string[] {
  if (systemCode(error) === 'ENOENT') return []
  throw error
}
