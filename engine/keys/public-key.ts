import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { PublicKey } from '../model/signature.ts'
import { algorithmOf, tufNames } from './algorithms.ts'

/** SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the 32 bytes of the key itself. */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * Points of small order without their sign bit (RFC 7748, 6; with the encodings above the field's prime).
 * With such a key one signature fits every message, and common libraries accept it.
 */
const smallOrder: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

/** The contract's form of a key of Node's. Throws where nobody here signs with keys of its kind. */
export function describePublicKey(key: KeyObject): PublicKey {
  const algorithm = algorithmOf(key)
  if (algorithm === null) throw new Error(`${key.asymmetricKeyType} keys of this strength do not sign`)
  const der = publicKeyBytes(key)
  return { keyId: keyIdOf(der), algorithm, publicKey: der.toString('base64') }
}

/**
 * A key that may verify, or null: its id must be its own hash, its encoding the one way to write it, its kind and
 * strength those of its algorithm, and an Ed25519 point not of small order.
 */
export function usablePublicKey(key: PublicKey): KeyObject | null {
  const der = Buffer.from(key.publicKey, 'base64')
  if (keyIdOf(der) !== key.keyId) return null
  if (key.algorithm === 'ed25519' && !usableEd25519(der)) return null
  const parsed = parse(der)
  return parsed !== null && algorithmOf(parsed) === key.algorithm ? parsed : null
}

/** A key as TUF metadata describes it (TUF 1.0, 4.2): Ed25519 by its 32 bytes in hex, others in PEM. */
export function tufDescription({ algorithm, publicKey }: PublicKey): {
  readonly keytype: string
  readonly keyval: { readonly public: string }
  readonly scheme: string
} {
  const der = Buffer.from(publicKey, 'base64')
  const { keytype, scheme } = tufNames(algorithm)
  const material =
    algorithm === 'ed25519'
      ? der.subarray(spkiPrefix.length).toString('hex')
      : createPublicKey({ key: der, type: 'spki', format: 'der' }).export({ type: 'spki', format: 'pem' })
  return { keytype, keyval: { public: material.toString() }, scheme }
}

/** The id of a key that TUF metadata describes; TUF's own id is the hash of that description. */
export function keyIdOfTuf({
  keyVal,
}: {
  readonly keyVal: Readonly<Record<string, string | undefined>>
}): string {
  const material = keyVal['public'] ?? ''
  if (/^[0-9a-f]{64}$/.test(material))
    return keyIdOf(Buffer.concat([spkiPrefix, Buffer.from(material, 'hex')]))
  return keyIdOf(publicKeyBytes(createPublicKey(material)))
}

/**
 * SubjectPublicKeyInfo of a public key, in the one way to write it. OpenSSL keeps the way that it read an elliptic
 * curve in: its point compressed, or its parameters spelled out, one key would have several ids.
 */
export function publicKeyBytes(key: KeyObject): Buffer {
  const plain =
    key.asymmetricKeyType === 'ec'
      ? createPublicKey({ key: key.export({ format: 'jwk' }), format: 'jwk' })
      : key
  return plain.export({ type: 'spki', format: 'der' })
}

/** Whether the 32 bytes of an Ed25519 key are a point with which one signature fits every message. */
export function isSmallOrder(bytes: Uint8Array): boolean {
  const point = Buffer.from(bytes)
  point[31] = (point[31] ?? 0) & 0x7f
  return smallOrder.has(point.toString('hex'))
}

/** Null where the bytes are no key, or not the one way to write it. */
function parse(der: Buffer): KeyObject | null {
  try {
    const key = createPublicKey({ key: der, type: 'spki', format: 'der' })
    return publicKeyBytes(key).equals(der) ? key : null
  } catch {
    // What it lacks does not matter: it is no key.
    return null
  }
}

function usableEd25519(der: Buffer): boolean {
  if (der.length !== spkiPrefix.length + 32) return false
  if (!der.subarray(0, spkiPrefix.length).equals(spkiPrefix)) return false
  return !isSmallOrder(der.subarray(spkiPrefix.length))
}

function keyIdOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex')
}
