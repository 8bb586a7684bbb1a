/**
 * Detached OpenPGP signatures, under a policy stricter than the standard's. The library is loaded only by whoever has a
 * repository of this kind: it comes under another licence than ours (ADR 27), and nobody else should wait for it.
 */
import type { Config, Key, PrivateKey, PublicKey, Signature } from 'openpgp'

export type OpenPgpProblem = 'signature' | 'expired' | 'key' | 'format'

/** Why a key or a signature counts for nothing. `detail` is for a person who looks closer. */
export class OpenPgpRefused extends Error {
  readonly problem: OpenPgpProblem

  constructor(problem: OpenPgpProblem, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.name = 'OpenPgpRefused'
    this.problem = problem
  }
}

/** A public key as a person compares it. Times are ISO 8601. */
export interface OpenPgpKeyFacts {
  /** Lower-case hex: 40 digits of a version 4 key, 64 of a version 6 key. */
  readonly fingerprint: string
  /** Who its owner says to be; nobody vouches for that. */
  readonly users: readonly string[]
  readonly algorithm: string
  readonly created: string
  /** Null where it never expires. */
  readonly expires: string | null
  readonly state: 'valid' | 'expired' | 'revoked' | 'unusable'
  /** The key itself, without anything else that lay in the file. */
  readonly armored: string
}

export interface OpenPgpVerdict {
  /** Milliseconds since the epoch, as the signer told; whole seconds. */
  readonly signedAt: number
  /** Fingerprint of the key or subkey that signed. */
  readonly signedBy: string
}

/** Bytes: far more than honest keys and signatures have. */
export const openPgpLimits = { key: 262_144, signature: 65_536 } as const
const revoked = 'revoked'
/** Each is a calculation that whoever sends them makes us do. */
const mostSignatures = 16

/** The one public key of a file, where it may sign for a repository at `now`. Throws `OpenPgpRefused`. */
export async function readOpenPgpKey(armored: string, now: number): Promise<OpenPgpKeyFacts> {
  const key = await parseKey(armored)
  await checkUsable(key, now)
  return factsOf(key, now)
}

/**
 * What a person gave as the key that is to take the place of `before`. The same key keeps what was known of it: a file
 * from before a revocation does not undo that. Throws `OpenPgpRefused` only where it is no key.
 */
export async function renewedKey(armored: string, before: string, now: number): Promise<OpenPgpKeyFacts> {
  const [key, old] = [await parseKey(armored), await parseKey(before)]
  const merged = key.getFingerprint() === old.getFingerprint() ? await key.update(old) : key
  return factsOf(merged, now)
}

/**
 * Passes where this key signed exactly these bytes, and the key is good at `now`, too: not expired, not revoked. Throws
 * `OpenPgpRefused`.
 */
export async function verifyOpenPgp(
  bytes: Uint8Array,
  armoredSignature: string,
  armoredKey: string,
  now: number,
): Promise<OpenPgpVerdict> {
  const { verify, createMessage } = await import('openpgp')
  const config = await policy()
  const key = await parseKey(armoredKey)
  await checkUsable(key, now)
  const signature = await parseSignature(armoredSignature)
  const message = await createMessage({ binary: bytes, date: new Date(now) })
  const { signatures } = await verify({
    message,
    signature,
    verificationKeys: key,
    format: 'binary',
    date: new Date(now),
    config,
  })
  const problems: string[] = []
  for (const one of signatures) {
    try {
      await one.verified
      return await verdictOf(await one.signature, { key, keyId: one.keyID, now, config })
    } catch (error) {
      problems.push(messageOf(error))
    }
  }
  throw new OpenPgpRefused('signature', problems.join('; '))
}

/** A detached signature over exactly these bytes, armored. Throws `OpenPgpRefused` where the key cannot sign. */
export async function signOpenPgp(
  bytes: Uint8Array,
  { armored, passphrase, at }: { armored: string; passphrase: string | null; at: Date },
): Promise<{ readonly signature: string; readonly publicKey: string }> {
  const { createMessage, readPrivateKey, sign } = await import('openpgp')
  const config = await policy()
  try {
    const key = await unlocked(await readPrivateKey({ armoredKey: armored, config }), passphrase)
    await checkUsable(key.toPublic(), at.getTime())
    const message = await createMessage({ binary: bytes, date: at })
    // Its type hangs on a package of streams that we do not have.
    const signature: unknown = await sign({
      message,
      signingKeys: key,
      detached: true,
      format: 'armored',
      date: at,
      config,
    })
    return { signature: String(signature), publicKey: key.toPublic().armor() }
  } catch (error) {
    throw error instanceof OpenPgpRefused
      ? error
      : new OpenPgpRefused('key', messageOf(error), { cause: error })
  }
}

async function unlocked(key: PrivateKey, passphrase: string | null): Promise<PrivateKey> {
  if (key.isDecrypted()) return key
  if (passphrase === null)
    throw new OpenPgpRefused('key', 'it is sealed: put its passphrase into MULTIOS_EXPORT_PASSPHRASE')
  const { decryptKey } = await import('openpgp')
  return decryptKey({ privateKey: key, passphrase })
}

/** Exactly one public key: of several nobody could say which one was confirmed. */
async function parseKey(armored: string): Promise<PublicKey> {
  const { readKeys } = await import('openpgp')
  checkBlock(armored, openPgpLimits.key)
  const config = await policy()
  const keys = await readKeys({ armoredKeys: armored, config }).catch((error: unknown): Key[] => {
    throw new OpenPgpRefused('format', messageOf(error), { cause: error })
  })
  const [key, ...others] = keys
  if (key === undefined) throw new OpenPgpRefused('format', 'no key')
  if (others.length > 0) throw new OpenPgpRefused('format', `${keys.length} keys in one file`)
  if (key.isPrivate()) throw new OpenPgpRefused('format', 'a private key')
  return key.toPublic()
}

/** Throws where the key is weak, expired or revoked, or has nothing that may sign. */
async function checkUsable(key: PublicKey, now: number): Promise<void> {
  const config = await policy()
  const at = new Date(now)
  checkStrong(key)
  if (await key.isRevoked(undefined, undefined, at, config)) throw new OpenPgpRefused('key', revoked)
  const expires = await key.getExpirationTime(undefined, config)
  if (expires !== null && expires instanceof Date && expires.getTime() <= now) {
    throw new OpenPgpRefused('expired', expires.toISOString())
  }
  const signing = await key.getSigningKey(undefined, at, undefined, config).catch((error: unknown) => {
    throw new OpenPgpRefused('key', messageOf(error), { cause: error })
  })
  checkStrong(signing)
}

async function verdictOf(
  { packets }: Signature,
  { key, keyId, now, config }: Signer,
): Promise<OpenPgpVerdict> {
  // The library looks at the key as of the signature; a key that expired or was revoked since then is no key now.
  const signing = await key.getSigningKey(keyId, new Date(now), undefined, config)
  checkStrong(signing)
  const created = packets[0]?.created
  if (!(created instanceof Date)) throw new Error('a signature without a time')
  return { signedAt: created.getTime(), signedBy: signing.getFingerprint() }
}

interface Signer {
  readonly key: PublicKey
  readonly keyId: NonNullable<Parameters<PublicKey['getSigningKey']>[0]>
  readonly now: number
  readonly config: Config
}

const rsa = /^rsa(?:EncryptSign|Sign)$/
const curves: readonly string[] = [
  'ed25519',
  'eddsaLegacy ed25519Legacy',
  'ecdsa nistP256',
  'ecdsa nistP384',
  'ecdsa nistP521',
]

/** The kinds of keys that count; anything else is refused whatever it signed. */
function checkStrong(key: Pick<PublicKey, 'getAlgorithmInfo'>): void {
  const { algorithm, bits = 0, curve } = key.getAlgorithmInfo()
  const isStrong = rsa.test(algorithm)
    ? bits >= 2_048
    : curves.includes([algorithm, curve].filter((part) => part !== undefined).join(' '))
  if (!isStrong) throw new OpenPgpRefused('key', `${algorithm} ${curve ?? bits} is not accepted`)
}

async function parseSignature(armored: string): Promise<Signature> {
  const { readSignature, enums } = await import('openpgp')
  checkBlock(armored, openPgpLimits.signature)
  const config = await policy()
  const signature = await readSignature({ armoredSignature: armored, config }).catch((error: unknown) => {
    throw new OpenPgpRefused('format', messageOf(error), { cause: error })
  })
  const { packets } = signature
  if (packets.length === 0 || packets.length > mostSignatures) {
    throw new OpenPgpRefused('format', `${packets.length} signatures`)
  }
  // A signature over text leaves room for other line ends: not exactly these bytes.
  if (packets.some(({ signatureType }) => signatureType !== enums.signature.binary)) {
    throw new OpenPgpRefused('signature', 'not over plain bytes')
  }
  return signature
}

/** The library reads the first block and says nothing of a second. */
function checkBlock(armored: string, limit: number): void {
  if (armored.length > limit) throw new OpenPgpRefused('format', 'too long')
  const blocks = armored.match(/^-----BEGIN PGP /gm)?.length ?? 0
  if (blocks === 0) throw new OpenPgpRefused('format', 'no armored text of OpenPGP')
  if (blocks > 1) throw new OpenPgpRefused('format', `${blocks} OpenPGP blocks in one file`)
}

async function policy(): Promise<Config> {
  const { config, enums } = await import('openpgp')
  const { md5, sha1, ripemd, sha224 } = enums.hash
  const broken = new Set([md5, sha1, ripemd, sha224])
  return {
    ...config,
    minRSABits: 2_048,
    rejectHashAlgorithms: broken,
    rejectMessageHashAlgorithms: broken,
    showComment: false,
    showVersion: false,
  }
}

async function factsOf(key: PublicKey, now: number): Promise<OpenPgpKeyFacts> {
  const { algorithm, bits, curve } = key.getAlgorithmInfo()
  const expires = await key.getExpirationTime(undefined, await policy()).catch(() => null)
  return {
    fingerprint: key.getFingerprint(),
    users: key.getUserIDs(),
    algorithm: algorithmWords(algorithm, curve ?? bits ?? ''),
    created: key.getCreationTime().toISOString(),
    expires: expires instanceof Date ? expires.toISOString() : null,
    state: await stateOf(key, now),
    armored: key.armor(),
  }
}

/** As people call it: the library tells two ways to write one kind of key apart. */
function algorithmWords(algorithm: string, size: string | number): string {
  if (algorithm === 'ed25519' || size === 'ed25519Legacy') return 'Ed25519'
  if (algorithm.startsWith('rsa')) return `RSA ${size}`
  return `${algorithm === 'ecdsa' ? 'ECDSA' : algorithm} ${size}`.trim()
}

async function stateOf(key: PublicKey, now: number): Promise<OpenPgpKeyFacts['state']> {
  const problem = await checkUsable(key, now).then(
    () => null,
    (error: unknown) => {
      if (error instanceof OpenPgpRefused) return error
      throw error
    },
  )
  if (problem === null) return 'valid'
  if (problem.problem === 'expired') return 'expired'
  return problem.message === revoked ? 'revoked' : 'unusable'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
