import * as v from 'valibot'
import { canonicalJson } from '../base/canonical-json.ts'
import { parseJsonStrict } from '../base/json.ts'
import { type PublicKey, SignatureEnvelope, signedText } from '../model/signature.ts'
import { isSignedWith } from './algorithms.ts'
import { usablePublicKey } from './public-key.ts'
import type { Signer } from './signer.ts'

/** Bytes of an envelope with sixteen signatures, many times over. */
const maximumEnvelopeBytes = 64 * 1024

export interface SignatureVerdict {
  readonly keyId: string
  readonly state: 'valid' | 'unknown-key' | 'invalid'
}

/** What each signature of an envelope is worth to somebody who trusts `keys`. Each key counts once. */
export function verifyEnvelope(
  envelope: SignatureEnvelope,
  manifestSha256: string,
  keys: readonly PublicKey[],
): readonly SignatureVerdict[] {
  const verdicts = new Map<string, SignatureVerdict>()
  for (const signature of envelope.signatures) {
    const { keyId } = signature
    const state = stateOf(signature, envelope.payload.manifest, { manifestSha256, keys })
    // A key that signed twice counts by its worst signature: an honest builder never writes two.
    if (verdicts.get(keyId)?.state !== 'invalid') verdicts.set(keyId, { keyId, state })
  }
  return [...verdicts.values()]
}

/** The envelope with one signature over the manifest's digest. */
export async function signManifest(manifestSha256: string, signer: Signer): Promise<SignatureEnvelope> {
  const signature = await signer.sign(Buffer.from(signedText(manifestSha256)))
  const { keyId, algorithm, publicKey } = signer.key
  return {
    format: 1,
    payload: { manifest: manifestSha256 },
    signatures: [{ keyId, algorithm, signature: Buffer.from(signature).toString('base64'), publicKey }],
  }
}

/** The keys that an envelope brings along, as far as they are what they claim to be. Nobody vouches for them. */
export function carriedKeys(envelope: SignatureEnvelope): readonly PublicKey[] {
  return envelope.signatures.flatMap(({ keyId, algorithm, publicKey }) => {
    const key = publicKey === undefined ? null : { keyId, algorithm, publicKey }
    return key !== null && usablePublicKey(key) !== null ? [key] : []
  })
}

/** The bytes of a `.sig` file. */
export function envelopeBytes(envelope: SignatureEnvelope): Uint8Array {
  return Buffer.from(`${canonicalJson(envelope)}\n`)
}

/** What a `.sig` file says, or null where it is none. */
export function parseEnvelope(bytes: Uint8Array): SignatureEnvelope | null {
  if (bytes.length > maximumEnvelopeBytes) return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const parsed = v.safeParse(SignatureEnvelope, parseJsonStrict(text))
    return parsed.success ? parsed.output : null
  } catch {
    // Neither UTF-8 nor strict JSON: the one thing to know is that it is no envelope.
    return null
  }
}

function stateOf(
  { keyId, algorithm, signature }: SignatureEnvelope['signatures'][number],
  payload: string,
  against: { readonly manifestSha256: string; readonly keys: readonly PublicKey[] },
): SignatureVerdict['state'] {
  if (payload !== against.manifestSha256) return 'invalid'
  const known = against.keys.find((key) => key.keyId === keyId)
  if (known === undefined) return 'unknown-key'
  // The algorithm is the key's, never the message's: an envelope that names another is refused.
  const key = known.algorithm === algorithm ? usablePublicKey(known) : null
  if (key === null) return 'invalid'
  const message = {
    bytes: Buffer.from(signedText(payload)),
    signature: Buffer.from(signature, 'base64'),
  }
  return isSignedWith(known.algorithm, message, key) ? 'valid' : 'invalid'
}
