import { hash } from 'node:crypto'
import type { Signer } from '../engine/publishing.ts'
import { usage } from './failure.ts'
import { readText } from './read-text.ts'

export type PublicKey = Signer['key']

export async function readPublicKey(file: string, signal: AbortSignal): Promise<PublicKey> {
  return publicKeyFrom(await readText(file, file, signal), file)
}

/** What `sign export` printed. The engine checks that the key is one; here only that the file is meant as one. */
export function publicKeyFrom(text: string, file: string): PublicKey {
  const wrong = () =>
    usage(`${file} holds no public key.`, 'Make such a file: multios-pm sign export KEY > KEY.pub')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw wrong()
  }
  if (!isKey(value)) throw wrong()
  // Whoever reads it goes by the id: a key that is another than its id says was put in its place.
  if (hash('sha256', Buffer.from(value.publicKey, 'base64')) !== value.keyId) {
    throw usage(
      `${file} holds another key than its id says.`,
      'Get it again, and compare its fingerprint with its owner.',
    )
  }
  return value
}

function isKey(value: unknown): value is PublicKey {
  if (typeof value !== 'object' || value === null) return false
  const { keyId, algorithm, publicKey } = value as Record<string, unknown>
  return typeof keyId === 'string' && isAlgorithm(algorithm) && typeof publicKey === 'string'
}

/** As `sign generate-key --algorithm` takes them. */
export const algorithms = [
  'ed25519',
  'rsa-2048',
  'rsa-4096',
  'ecdsa-p256',
  'ecdsa-p384',
] as const satisfies readonly PublicKey['algorithm'][]

function isAlgorithm(value: unknown): value is PublicKey['algorithm'] {
  return algorithms.some((algorithm) => algorithm === value)
}
