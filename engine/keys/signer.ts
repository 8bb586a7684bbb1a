import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { PublicKey } from '../model/signature.ts'
import { signWith } from './algorithms.ts'
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

/** A signer for a private key. Throws where nobody here signs with keys of its kind. */
export function signerOf(privateKey: KeyObject): Signer {
  const key = describePublicKey(createPublicKey(privateKey))
  return { key, sign: async (bytes) => signWith(key.algorithm, bytes, privateKey) }
}
