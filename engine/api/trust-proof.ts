import * as v from 'valibot'
import { Sha256 } from '../model/manifest.ts'

/** One link of what vouches for something installed, as it was checked just now. */
export const TrustProof = v.strictObject({
  kind: v.picklist([
    'root',
    'timestamp',
    'snapshot',
    'targets',
    'delegation',
    'releases',
    'index',
    'manifest',
    'publisher',
    'artifact',
    'file',
  ]),
  title: v.string(),
  /** Of a key; of the root, that of the first one. */
  fingerprint: v.nullable(Sha256),
  digest: v.nullable(Sha256),
  expires: v.nullable(v.string()),
  /** Of a publisher of whom several keys must sign: how many did, and how many have to. */
  signatures: v.optional(v.strictObject({ valid: v.number(), needed: v.number() })),
  /** `absent`: not kept here, which breaks nothing. */
  state: v.picklist(['valid', 'expired', 'absent', 'missing', 'broken']),
})
export type TrustProof = v.InferOutput<typeof TrustProof>
