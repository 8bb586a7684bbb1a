import * as v from 'valibot'
import { PolicyVerdict } from '../model/policy.ts'
import { asking, operation } from './operation.ts'
import { SomeFailure } from './some-failure.ts'

/** Short, because people type it: the name a repository has on this machine. */
export const RepositoryName = v.pipe(
  v.string(),
  v.regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'a repository name holds a-z 0-9 . _ - and starts with a letter or digit',
  ),
)
/** SHA-256 of a first root file; of an OpenPGP key its own fingerprint, which is shorter in version 4. */
const Fingerprint = v.pipe(
  v.string(),
  v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, '64 lower-case hex digits, or 40 of an OpenPGP key'),
)
/** A public key block. */
const KeyText = v.pipe(v.string(), v.minLength(1), v.maxLength(262_144))
const Url = v.pipe(v.string(), v.minLength(1), v.maxLength(2_000))
const Priority = v.pipe(v.number(), v.safeInteger(), v.minValue(-1_000), v.maxValue(1_000))
const KeySource = v.union([v.strictObject({ text: KeyText }), v.strictObject({ url: Url })])
/** Other addresses of the same files, in the order in which they are asked. */
const Mirrors = v.pipe(v.array(Url), v.maxLength(16))
const Description = v.pipe(v.string(), v.maxLength(1_000))

/**
 * How far what a repository tells of weaknesses can be relied on. `outdated`: what became known after `validUntil` is
 * not known here. `withheld`: newer ones are there, and cannot be believed or had.
 */
export const AdvisoryFreshness = v.strictObject({
  state: v.picklist(['current', 'outdated', 'withheld', 'none']),
  /** ISO 8601; null where there are none. */
  validUntil: v.nullable(v.string()),
  /** Why the last synchronization did not bring the newest ones. */
  problem: v.nullable(SomeFailure),
})
export type AdvisoryFreshness = v.InferOutput<typeof AdvisoryFreshness>

/** A repository in use whose advisories are `outdated` or `withheld`: what it does not tell is unknown, not good. */
export const StaleAdvisories = v.strictObject({ repository: RepositoryName, ...AdvisoryFreshness.entries })
export type StaleAdvisories = v.InferOutput<typeof StaleAdvisories>

export const RepositoryView = v.strictObject({
  name: RepositoryName,
  url: v.string(),
  description: v.string(),
  enabled: v.boolean(),
  /** Higher wins when two offer the same package. */
  priority: v.number(),
  /** The administrator's rule that puts it before others, whatever their priorities are. */
  order: v.optional(PolicyVerdict),
  /** ISO 8601 of the last successful synchronization. */
  lastSync: v.nullable(v.string()),
  /** SHA-256 of the root file that was confirmed when the repository was added; of an OpenPGP repository, its key's. */
  fingerprint: v.string(),
  /** Distinct packages offered. */
  packages: v.number(),
  /** TUF versions and times of what is trusted now. */
  trust: v.nullable(
    v.strictObject({
      rootVersion: v.number(),
      rootExpires: v.string(),
      rootKeys: v.number(),
      rootThreshold: v.number(),
      indexVersion: v.number(),
      snapshotVersion: v.number(),
      /** Two machines that are shown the same repository have the same; null until the next synchronization. */
      snapshotSha256: v.nullable(v.string()),
      /** When it was signed, as the repository says; null where it does not. */
      signedAt: v.nullable(v.string()),
      validUntil: v.string(),
      state: v.picklist(['valid', 'expired']),
    }),
  ),
  advisories: AdvisoryFreshness,
  /** For a repository that signs with an OpenPGP key instead of a root. Nothing says how fresh its answers are. */
  openPgp: v.nullable(
    v.strictObject({
      users: v.array(v.string()),
      algorithm: v.string(),
      /** Null where the key never expires. */
      expires: v.nullable(v.string()),
      /** When the newest index that was seen was signed; null before the first synchronization. */
      signedAt: v.nullable(v.string()),
      state: v.picklist(['valid', 'expired']),
    }),
  ),
  publishers: v.array(v.strictObject({ name: v.string(), keyId: v.string() })),
  /** Why the last synchronization failed; null when it did not. */
  problem: v.nullable(SomeFailure),
  /** Other addresses of the same files, in the order in which they are asked. */
  mirrors: v.array(v.string()),
  /** Addresses that did not serve while another one did; for an hour they are asked last. */
  troubles: v.array(v.strictObject({ url: v.string(), at: v.string(), failure: SomeFailure })),
})
export type RepositoryView = v.InferOutput<typeof RepositoryView>

export const RootOffer = v.strictObject({
  url: v.string(),
  fingerprint: Fingerprint,
  rootVersion: v.number(),
  keys: v.number(),
  threshold: v.number(),
  expires: v.string(),
})
export type RootOffer = v.InferOutput<typeof RootOffer>

export const KeyOffer = v.strictObject({
  url: v.string(),
  fingerprint: Fingerprint,
  /** Who its owner says to be. */
  users: v.array(v.string()),
  algorithm: v.string(),
  created: v.string(),
  /** Null where it never expires. */
  expires: v.nullable(v.string()),
  /** The key itself, armored: what is confirmed is what is added. */
  key: v.string(),
  state: v.picklist(['valid', 'expired', 'revoked', 'unusable']),
  /** Fingerprint of the key whose place it would take. */
  replaces: v.nullable(Fingerprint),
})
export type KeyOffer = v.InferOutput<typeof KeyOffer>

export const SyncResult = v.strictObject({
  name: RepositoryName,
  outcome: v.picklist(['updated', 'unchanged', 'failed']),
  packages: v.number(),
  failure: v.nullable(SomeFailure),
  /** They may be missing where everything else was brought. */
  advisories: AdvisoryFreshness,
})
export type SyncResult = v.InferOutput<typeof SyncResult>

/** What went with a repository. */
export const RemovedRepository = v.strictObject({
  /** Patterns of names that it owned, and that anybody may offer now. */
  disowned: v.array(v.string()),
  /** Names that are pinned to it: while they are, nothing is taken for them. */
  pinned: v.array(v.string()),
})
export type RemovedRepository = v.InferOutput<typeof RemovedRepository>

export const repositoryOperations = {
  'repository.list': operation(
    'reads',
    'Repositories, highest priority first.',
    v.strictObject({}),
    v.array(RepositoryView),
  ),
  'repository.inspect': operation(
    'reads',
    'Fetches the root that an address offers, for a person to confirm.',
    /** With `name`, a name that is taken is refused before anybody compares fingerprints. */
    v.strictObject({ url: Url, name: v.optional(RepositoryName) }),
    RootOffer,
  ),
  'repository.inspectKey': operation(
    'reads',
    'Reads an OpenPGP key for a repository that signs with one, for a person to confirm.',
    v.union([
      v.strictObject({ url: Url, name: v.optional(RepositoryName), key: KeySource }),
      /** For a repository that has a key: the same one with what its owner has said of it since, or another. */
      v.strictObject({ replaces: RepositoryName, key: KeySource }),
    ]),
    KeyOffer,
  ),
  'repository.add': operation(
    'changes',
    'Pins the root, or the OpenPGP key, with this fingerprint and synchronizes.',
    v.strictObject({
      name: RepositoryName,
      url: Url,
      description: v.optional(Description, ''),
      priority: v.optional(Priority, 0),
      fingerprint: Fingerprint,
      mirrors: v.optional(Mirrors, []),
      /** For a repository that has no root. */
      openPgpKey: v.optional(KeyText),
    }),
    RepositoryView,
  ),
  'repository.remove': operation(
    'changes',
    'Forgets a repository, and what it owned.',
    v.strictObject({ name: RepositoryName }),
    RemovedRepository,
  ),
  'repository.configure': asking(
    // Whose packages are taken, and from where, is what trust is about; a description is not.
    ({ name: _name, description: _description, ...trust }) =>
      Object.values(trust).some((value) => value !== undefined) ? 'always' : 'none',
    operation(
      'changes',
      'Enables, disables, reorders or describes a repository, or says where else it can be had.',
      v.strictObject({
        name: RepositoryName,
        enabled: v.optional(v.boolean()),
        priority: v.optional(Priority),
        description: v.optional(Description),
        /** Replaces those before; an empty list leaves the repository's own address alone. */
        mirrors: v.optional(Mirrors),
      }),
      RepositoryView,
    ),
  ),
  'repository.setKey': operation(
    'changes',
    'Takes another OpenPGP key for a repository, or a newer copy of the one it has.',
    v.strictObject({ name: RepositoryName, openPgpKey: KeyText, fingerprint: Fingerprint }),
    RepositoryView,
  ),
  'repository.sync': asking(
    () => 'none',
    operation(
      'changes',
      'Brings catalogs up to date; one that fails does not stop the others.',
      v.strictObject({ names: v.optional(v.array(RepositoryName)), force: v.optional(v.boolean(), false) }),
      v.array(SyncResult),
    ),
  ),
}
