import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { PublicKey } from '../model/signature.ts'
import { describePublicKey } from './public-key.ts'

/** Somebody who can sign. Where the private key lies is known only to whoever made it. */
export interface Signer {
  readonly key: PublicKey
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
}

/** A new Ed25519 key that lives in this process only. */
export function createSigner(): Signer {
  return signerOf(generateKeyPairSync('ed25519').privateKey)
}

/** A signer for an Ed25519 private key. */
export function signerOf(privateKey: KeyObject): Signer {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('Only Ed25519 keys sign')
  return {
    key: describePublicKey(createPublicKey(privateKey)),
    sign: async (bytes) => sign(null, bytes, privateKey),
  }
}
