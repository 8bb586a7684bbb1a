import {
  constants,
  generateKeyPair,
  generateKeyPairSync,
  type KeyObject,
  sign,
  type SignKeyObjectInput,
  verify,
} from 'node:crypto'
import { promisify } from 'node:util'
import type { SigningAlgorithm } from '../model/signature.ts'

/** One way to sign. All of it is decided by the key: no message ever names a hash, a padding or a curve. */
interface Scheme {
  readonly generate: () => Promise<KeyObject>
  /** Whether a key, private or public, is of this kind and as strong as its name says. */
  readonly fits: (key: KeyObject) => boolean
  /** Null where the algorithm brings its own hash. */
  readonly hash: 'sha256' | 'sha384' | 'sha512' | null
  readonly padded: (key: KeyObject) => KeyObject | SignKeyObjectInput
  /** As TUF metadata names it (TUF 1.0, 4.2). */
  readonly tuf: { readonly keytype: 'ed25519' | 'rsa' | 'ecdsa'; readonly scheme: string }
}

const makePair = promisify(generateKeyPair)

/** RSA with PSS only (RFC 8017, 8.1), the salt as long as the hash. */
function rsa(modulusLength: number, hash: 'sha256' | 'sha512'): Scheme {
  return {
    generate: async () => (await makePair('rsa', { modulusLength })).privateKey,
    fits: ({ asymmetricKeyType, asymmetricKeyDetails }) =>
      asymmetricKeyType === 'rsa' &&
      asymmetricKeyDetails?.modulusLength === modulusLength &&
      asymmetricKeyDetails.publicExponent === 65_537n,
    hash,
    padded: (key) => ({
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    }),
    tuf: { keytype: 'rsa', scheme: `rsassa-pss-${hash}` },
  }
}

/** ECDSA (FIPS 186-5), signatures in DER. */
function ecdsa(namedCurve: string, hash: 'sha256' | 'sha384', scheme: string): Scheme {
  return {
    generate: async () => (await makePair('ec', { namedCurve })).privateKey,
    fits: ({ asymmetricKeyType, asymmetricKeyDetails }) =>
      asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === namedCurve,
    hash,
    padded: (key) => key,
    tuf: { keytype: 'ecdsa', scheme },
  }
}

const schemes: Readonly<Record<SigningAlgorithm, Scheme>> = {
  ed25519: {
    generate: async () => generateKeyPairSync('ed25519').privateKey,
    fits: ({ asymmetricKeyType }) => asymmetricKeyType === 'ed25519',
    hash: null,
    padded: (key) => key,
    tuf: { keytype: 'ed25519', scheme: 'ed25519' },
  },
  'rsa-2048': rsa(2_048, 'sha256'),
  'rsa-4096': rsa(4_096, 'sha512'),
  'ecdsa-p256': ecdsa('prime256v1', 'sha256', 'ecdsa-sha2-nistp256'),
  'ecdsa-p384': ecdsa('secp384r1', 'sha384', 'ecdsa-sha2-nistp384'),
}

export async function generatePrivateKey(algorithm: SigningAlgorithm): Promise<KeyObject> {
  return schemes[algorithm].generate()
}

/** The algorithm that a key is for, or null where it is of a kind or strength that nobody here signs with. */
export function algorithmOf(key: KeyObject): SigningAlgorithm | null {
  const names = Object.keys(schemes) as SigningAlgorithm[]
  return names.find((name) => schemes[name].fits(key)) ?? null
}

/** Throws where `privateKey` is not of `algorithm`. */
export function signWith(algorithm: SigningAlgorithm, bytes: Uint8Array, privateKey: KeyObject): Uint8Array {
  const { fits, hash, padded } = schemes[algorithm]
  if (!fits(privateKey)) throw new Error(`not a key for ${algorithm}`)
  return sign(hash, bytes, padded(privateKey))
}

export function isSignedWith(
  algorithm: SigningAlgorithm,
  { bytes, signature }: { readonly bytes: Uint8Array; readonly signature: Uint8Array },
  publicKey: KeyObject,
): boolean {
  const { fits, hash, padded } = schemes[algorithm]
  return fits(publicKey) && verify(hash, bytes, padded(publicKey), signature)
}

/** Key type and scheme of an algorithm in TUF metadata. */
export function tufNames(algorithm: SigningAlgorithm): Scheme['tuf'] {
  return schemes[algorithm].tuf
}
