import * as v from 'valibot'
import { Sha256 } from './manifest.ts'

/** RSA signs with PSS; the number is the length of the modulus in bits, or the curve. */
export const SigningAlgorithm = v.picklist(['ed25519', 'rsa-2048', 'rsa-4096', 'ecdsa-p256', 'ecdsa-p384'])
export type SigningAlgorithm = v.InferOutput<typeof SigningAlgorithm>

/** Base64 of the DER SubjectPublicKeyInfo. The key id is the SHA-256 of that DER: it names the key itself. */
export const PublicKey = v.strictObject({
  keyId: Sha256,
  algorithm: SigningAlgorithm,
  publicKey: v.pipe(v.string(), v.base64(), v.maxLength(2_000)),
})
export type PublicKey = v.InferOutput<typeof PublicKey>

/**
 * The `.sig` beside an artifact: signatures over the ASCII text `multios-manifest-v1:<manifest sha256>`.
 * The prefix keeps a manifest signature from ever being valid as a signature of something else.
 */
export const SignatureEnvelope = v.strictObject({
  format: v.literal(1),
  payload: v.strictObject({ manifest: Sha256 }),
  signatures: v.pipe(
    v.array(
      v.strictObject({
        keyId: Sha256,
        algorithm: SigningAlgorithm,
        signature: v.pipe(v.string(), v.base64()),
        /**
         * The signer's key, for whoever runs a repository to look at and take up. It proves nothing by itself:
         * a client judges by the keys that the repository's index names.
         */
        publicKey: v.optional(v.pipe(v.string(), v.base64(), v.maxLength(2_000))),
      }),
    ),
    v.maxLength(16),
  ),
})
export type SignatureEnvelope = v.InferOutput<typeof SignatureEnvelope>

/** The exact text that a publisher signs. */
export function signedText(manifestSha256: string): string {
  return `multios-manifest-v1:${manifestSha256}`
}
