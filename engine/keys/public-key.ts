import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { PublicKey } from '../model/signature.ts'

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

/** The contract's form of a key of Node's. */
export function describePublicKey(key: KeyObject): PublicKey {
  const der = key.export({ type: 'spki', format: 'der' })
  return { keyId: keyIdOf(der), algorithm: 'ed25519', publicKey: der.toString('base64') }
}

/**
 * A key that may verify, or null: its id must be its own hash, its encoding the one of its algorithm, and
 * its point not of small order.
 */
export function usablePublicKey(key: PublicKey): KeyObject | null {
  const der = Buffer.from(key.publicKey, 'base64')
  if (keyIdOf(der) !== key.keyId) return null
  return usableEd25519(der) ? createPublicKey({ key: der, type: 'spki', format: 'der' }) : null
}

/** The 32 bytes of an Ed25519 key in hex, as TUF metadata names keys. */
export function rawPublicKey(key: PublicKey): string {
  return Buffer.from(key.publicKey, 'base64').subarray(spkiPrefix.length).toString('hex')
}

function usableEd25519(der: Buffer): boolean {
  if (der.length !== spkiPrefix.length + 32) return false
  if (!der.subarray(0, spkiPrefix.length).equals(spkiPrefix)) return false
  const point = Buffer.from(der.subarray(spkiPrefix.length))
  point[31] = (point[31] ?? 0) & 0x7f
  return !smallOrder.has(point.toString('hex'))
}

function keyIdOf(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex')
}
