/** The TUF roles of a repository, signed. Canonical form and signatures are those of @tufjs/models. */
import {
  Key,
  Metadata,
  MetaFile,
  type Root,
  Signature,
  Snapshot,
  TargetFile,
  Targets,
  Timestamp,
} from '@tufjs/models'
import { sha256Of } from '../archive/manifest-bytes.ts'
import { canonicalJson } from '../base/canonical-json.ts'
import { tufDescription } from '../keys/public-key.ts'
import type { Signer } from '../keys/signer.ts'
import { releasesRole } from '../model/delegation.ts'
import { advisoriesTarget, signedAtField } from '../model/repository-index.ts'
import type { PublicKey } from '../model/signature.ts'
import type { Expiry } from './repository-record.ts'

/** Those of the root's roles that each version needs; that of targets only where the role says something new. */
export interface OnlineSigners {
  readonly targets: Signer | null
  readonly snapshot: Signer
  readonly timestamp: Signer
}

export interface RepositorySigners extends OnlineSigners {
  readonly root: Signer
  readonly targets: Signer
  readonly advisories: Signer
  /** Signs the index; without it the targets role does that itself, and names no publishers. */
  readonly releases?: Signer | undefined
}

/** Roles whose keys the root names; those of the others are named by the targets role. */
export const rootRoles = ['root', 'targets', 'snapshot', 'timestamp'] as const
export type RootRole = (typeof rootRoles)[number]

/** The delegated role that vouches for advisories, and for nothing else. */
export const advisoriesRole = 'advisories'
export type RoleName = RootRole | typeof advisoriesRole | typeof releasesRole
export const roleNames: readonly RoleName[] = [...rootRoles, advisoriesRole, releasesRole]

/** Who may sign for a role. */
export interface RoleHolders {
  readonly keys: readonly PublicKey[]
  /** How many of them must sign. */
  readonly threshold: number
}

/** One version of the advisories, by whoever watches over them. */
export interface AdvisoriesRelease {
  readonly holders: RoleHolders
  readonly version: number
  /** `N.advisories.json`, signed. */
  readonly role: Uint8Array
  /** `metadata/advisories.json.gz`, for which the role vouches. */
  readonly file: Uint8Array
}

/** A file that the targets role vouches for. `name` is relative to the repository's root. */
export interface TargetDescription {
  readonly name: string
  readonly length: number
  readonly sha256: string
}

type Role = Root | Targets | Snapshot | Timestamp

/** What one version of the online roles is made of. */
export interface Release {
  readonly version: number
  readonly now: Date
  readonly expiry: Expiry
  readonly signers: OnlineSigners
  readonly targets: readonly TargetDescription[]
  readonly advisories: AdvisoriesRelease | null
  /** What the targets role says, signed, where it leaves files to the releases role, and who signs for that. */
  readonly delegating?: DelegatingTargets | undefined
}

export interface DelegatingTargets {
  readonly version: number
  readonly bytes: Uint8Array
  readonly releases: Signer
}

/** The edition of the TUF specification that the metadata follows. */
export const specVersion = '1.0.31'

export interface SignedRelease {
  /** Of `N.targets.json`. */
  readonly targetsVersion: number
  readonly targets: Uint8Array
  /** `N.releases.json`; null where the targets role vouches for files itself. */
  readonly releases: Uint8Array | null
  readonly snapshot: Uint8Array
  readonly timestamp: Uint8Array
}

export async function makeRelease(release: Release): Promise<SignedRelease> {
  const { version, now, expiry, signers, advisories, delegating } = release
  const releases = delegating === undefined ? null : await releasesOf(release, delegating.releases)
  const targets = delegating?.bytes ?? (await targetsOf(release))
  const targetsVersion = delegating?.version ?? version
  const snapshot = new Snapshot({
    specVersion,
    version,
    expires: expiryOf(now, expiry.snapshot),
    meta: {
      'targets.json': metaOf(targetsVersion, targets),
      ...(releases === null ? {} : { [`${releasesRole}.json`]: metaOf(version, releases) }),
      ...(advisories === null
        ? {}
        : { [`${advisoriesRole}.json`]: metaOf(advisories.version, advisories.role) }),
    },
  })
  const snapshotBytes = await signed(snapshot, signers.snapshot)
  const timestamp = new Timestamp({
    specVersion,
    version,
    expires: expiryOf(now, expiry.timestamp),
    snapshotMeta: metaOf(version, snapshotBytes),
    // Not of TUF, which lets a role say more: how old an answer is that is still good.
    unrecognizedFields: { [signedAtField]: wholeSeconds(now.getTime()) },
  })
  return {
    targetsVersion,
    targets,
    releases,
    snapshot: snapshotBytes,
    timestamp: await signed(timestamp, signers.timestamp),
  }
}

/** A targets role that vouches for the files itself. */
async function targetsOf({
  version,
  now,
  expiry,
  signers,
  targets,
  advisories,
}: Release): Promise<Uint8Array> {
  if (signers.targets === null) throw new Error('Nobody signs the targets role')
  const role = Targets.fromJSON({
    _type: 'targets',
    spec_version: specVersion,
    version,
    expires: expiryOf(now, expiry.targets),
    targets: {},
    ...(advisories === null
      ? {}
      : { delegations: delegationsTo([advisoriesDelegation(advisories.holders)]) }),
  })
  addFiles(role, targets)
  return signed(role, signers.targets)
}

/** Made anew with each snapshot, and good for as long. */
async function releasesOf({ version, now, expiry, targets }: Release, signer: Signer): Promise<Uint8Array> {
  const role = new Targets({ specVersion, version, expires: expiryOf(now, expiry.snapshot) })
  addFiles(role, targets)
  return signed(role, signer)
}

function addFiles(role: Targets, files: readonly TargetDescription[]): void {
  for (const { name, length, sha256 } of files) {
    role.addTarget(new TargetFile({ path: name, length, hashes: { sha256 } }))
  }
}

/** The advisories role, of which nobody has signed anything yet. */
export function newAdvisories(
  { version, expires }: { readonly version: number; readonly expires: string },
  file: Uint8Array,
): Metadata<Targets> {
  const role = new Targets({ specVersion, version, expires })
  const hashes = { sha256: sha256Of(file) }
  role.addTarget(new TargetFile({ path: advisoriesTarget, length: file.length, hashes }))
  return new Metadata(role)
}

/** A role to which the targets role leaves some files. */
export interface Delegation extends RoleHolders {
  readonly role: string
  readonly paths: readonly string[]
}

export function advisoriesDelegation(holders: RoleHolders): Delegation {
  return { ...holders, role: advisoriesRole, paths: ['metadata/advisories*'] }
}

/** Terminating, all of them: nobody who comes later in the list can speak about the same files. */
export function delegationsTo(delegations: readonly Delegation[]) {
  const known = new Map<string, ReturnType<Key['toJSON']>>()
  const roles = delegations.map(({ role: name, keys, threshold, paths }) => {
    const ofRole = keys.map(tufKey)
    for (const key of ofRole) known.set(key.keyID, key.toJSON())
    return { name, keyids: ofRole.map(({ keyID }) => keyID), threshold, terminating: true, paths: [...paths] }
  })
  return { keys: Object.fromEntries(known), roles }
}

/** TUF names a key by the hash of its canonical description. */
export function tufKeyId(key: PublicKey): string {
  return sha256Of(canonicalJson(tufDescription(key)))
}

export function tufKey(key: PublicKey): Key {
  const { keytype, keyval, scheme } = tufDescription(key)
  return new Key({ keyID: tufKeyId(key), keyType: keytype, scheme, keyVal: keyval })
}

function metaOf(version: number, bytes: Uint8Array): MetaFile {
  return new MetaFile({ version, length: bytes.length, hashes: { sha256: sha256Of(bytes) } })
}

async function signed(body: Targets | Snapshot | Timestamp, signer: Signer): Promise<Uint8Array> {
  const metadata = new Metadata(body)
  await addSignature(metadata, signer)
  return metadataBytes(metadata)
}

export function metadataBytes(metadata: Metadata<Role>): Uint8Array {
  return Buffer.from(`${JSON.stringify(metadata.toJSON(), null, 1)}\n`)
}

/** Signs, beside whoever signed before. */
export async function addSignature(metadata: Metadata<Role>, signer: Signer): Promise<void> {
  const keyID = tufKeyId(signer.key)
  const others = { ...metadata.signatures }
  // The library signs at once, a keychain later: the first pass only hands out the bytes to sign.
  let bytes: Uint8Array = new Uint8Array(0)
  metadata.sign((data) => {
    bytes = data
    return new Signature({ keyID, sig: '' })
  })
  const sig = Buffer.from(await signer.sign(bytes)).toString('hex')
  metadata.signatures = { ...others, [keyID]: new Signature({ keyID, sig }) }
}

/** How many of these keys have signed these very words. */
export function countSignatures(metadata: Metadata<Role>, keys: readonly Key[]): number {
  const valid = keys.filter((key) => {
    try {
      key.verifySignature(metadata)
      return true
    } catch {
      // Not signed with this key, or not for these words.
      return false
    }
  })
  return new Set(valid.map(({ keyID }) => keyID)).size
}

export function expiryOf(now: Date, days: number): string {
  return wholeSeconds(now.getTime() + days * 86_400_000)
}

/** TUF times have whole seconds. */
function wholeSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
}
