import * as v from 'valibot'
import { PackageName, Sha256 } from '../model/manifest.ts'
import { operation } from './operation.ts'
import { Line } from './package-operations.ts'
import { RepositoryName } from './repository-operations.ts'
import { TrustProof } from './trust-proof.ts'

/** A publisher's key that the person trusts. */
export const TrustedPublisherKey = v.strictObject({
  keyId: Sha256,
  /** Whose it is said to be; empty where no repository names it. */
  name: v.string(),
  since: v.string(),
})
export type TrustedPublisherKey = v.InferOutput<typeof TrustedPublisherKey>

export const TrustedPublishers = v.strictObject({
  keys: v.array(TrustedPublisherKey),
  /** Whether only releases that one of them signed are installed: `trusted_publishers_only`. */
  only: v.boolean(),
})
export type TrustedPublishers = v.InferOutput<typeof TrustedPublishers>

export const Distrusted = v.strictObject({
  removed: v.array(TrustedPublisherKey),
  /** Installed packages that no trusted key vouches for any more. */
  affected: v.array(v.strictObject({ name: PackageName, version: Line })),
})
export type Distrusted = v.InferOutput<typeof Distrusted>

export const TrustAnswer = v.strictObject({
  name: PackageName,
  version: Line,
  /** Below the profile, where one file was meant. */
  path: v.nullable(Line),
  /** From the root down. */
  links: v.array(TrustProof),
  holds: v.boolean(),
})
export type TrustAnswer = v.InferOutput<typeof TrustAnswer>

/** The id of a key, or a publisher as repositories name it: then all of its keys are meant. */
const Whom = v.strictObject({ who: Line, repository: v.optional(RepositoryName) })

export const publisherOperations = {
  'trust.explain': operation(
    'reads',
    'What vouches for an installed package, file or artifact, checked again from the root down.',
    v.strictObject({ what: Line }),
    TrustAnswer,
  ),
  'publisher.trusted': operation(
    'reads',
    'Publishers’ keys that the person trusts.',
    v.strictObject({}),
    TrustedPublishers,
  ),
  'publisher.trust': operation(
    'changes',
    'Trusts a key, or the keys of a publisher.',
    Whom,
    TrustedPublishers,
  ),
  'publisher.distrust': operation(
    'changes',
    'Trusts a key, or the keys of a publisher, no longer.',
    Whom,
    Distrusted,
  ),
}
