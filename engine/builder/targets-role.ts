/**
 * The targets role of a repository that leaves its files to other roles: it says who may publish what, changes seldom,
 * and may be signed by a key that is kept elsewhere.
 */
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { Metadata, MetadataKind, type Root, Targets } from '@tufjs/models'
import { byCodePoint, canonicalJson } from '../base/canonical-json.ts'
import { parseJsonStrict } from '../base/json.ts'
import { matchesPattern } from '../base/pattern.ts'
import { mendModels } from '../keys/linear-models.ts'
import type { Signer } from '../keys/signer.ts'
import { pathsOfNames, publisherRole, releasesRole } from '../model/delegation.ts'
import { EngineError } from '../model/failure.ts'
import { onDisk, systemCode } from '../system-errors.ts'
import { publishBytes } from './publish-file.ts'
import { metadataFolder, publishedVersion, roleVersionIn } from './published-metadata.ts'
import type { RepositoryRecord } from './repository-record.ts'
import { checkThreshold } from './root-keys.ts'
import {
  addSignature,
  advisoriesDelegation,
  countSignatures,
  type Delegation,
  delegationsTo,
  expiryOf,
  metadataBytes,
  type RoleHolders,
  specVersion,
  tufKey,
} from './tuf-metadata.ts'

/** The targets role as a build publishes it. */
export interface PublishedTargets {
  readonly version: number
  readonly bytes: Uint8Array
  readonly role: Targets
  /** A newer one that waits for signatures in a file; null where everything is as it should be. */
  readonly waiting: string | null
}

export interface TargetsSigning {
  /** The root that says whose signatures count. */
  readonly root: Root
  /** Null where the key is kept elsewhere, or one is not enough. */
  readonly signer: Signer | null
  readonly now: Date
  /** Days until what is signed now ends. */
  readonly days: number
}

type SigningTime = Pick<TargetsSigning, 'now' | 'days'>

/**
 * What a build publishes: what the record wants, signed by the key at hand, or as it is published where it says that
 * already. Where the key is elsewhere: what its holders signed last; what they have to sign next waits in a file. Throws
 * `key/targets-unsigned` where they have not signed anything that counts.
 */
export async function targetsToPublish(
  repository: string,
  wanted: readonly Delegation[],
  signing: TargetsSigning,
): Promise<PublishedTargets> {
  const { root, signer } = signing
  const version = await publishedTargetsVersion(repository)
  const before = await readRole(path.join(metadataFolder(repository), `${version}.targets.json`))
  const known = before !== null && isSigned(before, root) ? before : null
  if (signer !== null) {
    if (known !== null && says(known, wanted) && !endsSoon(known, signing, 2)) return asIs(known, null)
    const next = newTargets(version + 1, wanted, signing)
    await addSignature(next, signer)
    return asIs(next, null)
  }
  return byHolders(repository, wanted, { before, known, version }, signing)
}

interface Before {
  /** What is published; null where nothing is. */
  readonly before: Metadata<Targets> | null
  /** The same, where the keys of the root have signed it. */
  readonly known: Metadata<Targets> | null
  readonly version: number
}

/** The keys are kept elsewhere: what they signed last, and what they are to sign next. */
async function byHolders(
  repository: string,
  wanted: readonly Delegation[],
  { before, known, version }: Before,
  signing: TargetsSigning,
): Promise<PublishedTargets> {
  const { root } = signing
  const pending = await readRole(pendingTargetsFile(repository))
  const isNewer = pending !== null && pending.signed.version > version
  const signed = isNewer && isSigned(pending, root) ? pending : known
  const isDone = signed !== null && says(signed, wanted) && !endsSoon(signed, signing, 4)
  const file = isDone ? null : await leaveToSign(repository, { wanted, after: signed ?? before }, signing)
  if (signed === null) throw await unsigned(repository, root)
  return asIs(signed, file)
}

/**
 * Null where keys that are kept elsewhere have signed what waits, so that they can be named. Otherwise what they are to
 * sign, and how many of them have not.
 */
export async function targetsToSign(
  repository: string,
  record: RepositoryRecord,
  { targets: holders, now }: { readonly targets: RoleHolders; readonly now: Date },
): Promise<{ readonly file: string; readonly lacking: number } | null> {
  checkThreshold(holders)
  const { advisories, releases } = record
  if (advisories === undefined || releases === undefined)
    throw new EngineError('request/invalid', {
      what: 'targets key',
      value: holders.keys[0]?.keyId ?? '',
      problem: 'it has to sign the index as long as there is no releases key: rotate-keys releases',
    })
  const wanted = wantedDelegations(record, { advisories, releases })
  const version = await publishedTargetsVersion(repository)
  const published = await readRole(path.join(metadataFolder(repository), `${version}.targets.json`))
  const about = { now, days: record.expiry.targets }
  const file = await leaveToSign(repository, { wanted, after: published }, about)
  const waiting = await readRole(file)
  const lacking = waiting === null ? holders.threshold : lackingOf(waiting, holders)
  return lacking === 0 ? null : { file, lacking }
}

/** Everybody to whom the targets role delegates, as the record wants it. */
export function wantedDelegations(
  record: Pick<RepositoryRecord, 'publishers' | 'packages'>,
  { advisories, releases }: { readonly advisories: RoleHolders; readonly releases: RoleHolders },
): Delegation[] {
  const publishers = record.publishers.toSorted((a, b) => byCodePoint(a.name, b.name))
  const names = namesByPublisher(record)
  return [
    advisoriesDelegation(advisories),
    { ...releases, role: releasesRole, paths: ['metadata/*'] },
    ...publishers.map(({ name, keys, threshold = 1, namespaces = [] }) => ({
      role: publisherRole(name),
      keys,
      threshold,
      paths: pathsOfNames(withNames(namespaces, names.get(name) ?? [])),
    })),
  ]
}

function namesByPublisher({
  packages,
}: Pick<RepositoryRecord, 'packages'>): ReadonlyMap<string, readonly string[]> {
  const signed = packages.flatMap(({ name, publisher }) => (publisher === null ? [] : [{ name, publisher }]))
  const groups = Map.groupBy(signed, ({ publisher }) => publisher)
  return new Map(
    [...groups].map(([publisher, entries]) => [publisher, [...new Set(entries.map(({ name }) => name))]]),
  )
}

/** Names that a publisher has here, beside those that fall into its namespaces. */
function withNames(namespaces: readonly string[], names: readonly string[]): string[] {
  const others = names.filter((name) => !namespaces.some((pattern) => matchesPattern(name, pattern)))
  return [...namespaces, ...others].toSorted(byCodePoint)
}

/** Beside the repository's record: public, and of no use to clients. */
export function pendingTargetsFile(repository: string): string {
  return path.join(repository, 'targets.pending.json')
}

/** What waited is published, or of no use any more: something newer is. */
export async function forgetPendingTargets(repository: string): Promise<void> {
  const waiting = await readRole(pendingTargetsFile(repository))
  if (waiting !== null && waiting.signed.version > (await publishedTargetsVersion(repository))) return
  await rm(pendingTargetsFile(repository), { force: true })
}

async function publishedTargetsVersion(repository: string): Promise<number> {
  return roleVersionIn(repository, await publishedVersion(repository), 'targets')
}

/** Keeps what some have signed already, where it still says what is wanted. */
async function leaveToSign(
  repository: string,
  { wanted, after }: { readonly wanted: readonly Delegation[]; readonly after: Metadata<Targets> | null },
  signing: SigningTime,
): Promise<string> {
  const file = pendingTargetsFile(repository)
  const version = (after?.signed.version ?? 0) + 1
  const waiting = await readRole(file)
  const isSame = waiting?.signed.version === version && says(waiting, wanted)
  if (isSame && !endsSoon(waiting, signing, 2)) return file
  await publishBytes(file, metadataBytes(newTargets(version, wanted, signing)))
  return file
}

function newTargets(
  version: number,
  wanted: readonly Delegation[],
  { now, days }: SigningTime,
): Metadata<Targets> {
  mendModels()
  const role = Targets.fromJSON({
    _type: 'targets',
    spec_version: specVersion,
    version,
    expires: expiryOf(now, days),
    targets: {},
    delegations: delegationsTo(wanted),
  })
  return new Metadata(role)
}

function asIs(role: Metadata<Targets>, waiting: string | null): PublishedTargets {
  return { version: role.signed.version, bytes: metadataBytes(role), role: role.signed, waiting }
}

/** Whether a role delegates as it is wanted to, and vouches for nothing else. */
function says({ signed }: Metadata<Targets>, wanted: readonly Delegation[]): boolean {
  if (Object.keys(signed.targets).length > 0 || signed.delegations === undefined) return false
  return canonicalJson(signed.delegations.toJSON()) === canonicalJson(delegationsTo(wanted))
}

/** In the last `part` of its time, or over. */
function endsSoon({ signed }: Metadata<Targets>, { now, days }: SigningTime, part: number): boolean {
  return Date.parse(signed.expires) - now.getTime() <= (days * 86_400_000) / part
}

function isSigned(role: Metadata<Targets>, root: Root): boolean {
  return lackingUnder(role, root) === 0
}

/** Signatures that it lacks, of keys that the root names. */
function lackingUnder(role: Metadata<Targets>, root: Root): number {
  const { keyIDs = [], threshold = 1 } = root.roles['targets'] ?? {}
  const keys = keyIDs.flatMap((id) => root.keys[id] ?? [])
  return Math.max(0, threshold - countSignatures(role, keys))
}

function lackingOf(role: Metadata<Targets>, { keys, threshold }: RoleHolders): number {
  return Math.max(0, threshold - countSignatures(role, keys.map(tufKey)))
}

async function unsigned(repository: string, root: Root): Promise<EngineError> {
  const file = pendingTargetsFile(repository)
  const waiting = await readRole(file)
  const threshold = root.roles['targets']?.threshold ?? 1
  const lacking = waiting === null ? threshold : Math.max(1, lackingUnder(waiting, root))
  return new EngineError('key/targets-unsigned', { file, lacking })
}

/** Null where there is none, or no such role. */
async function readRole(file: string): Promise<Metadata<Targets> | null> {
  const bytes = await onDisk(file, async () =>
    readFile(file).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return null
      throw error
    }),
  )
  return bytes === null ? null : parseTargets(bytes)
}

export function parseTargets(bytes: Uint8Array): Metadata<Targets> | null {
  mendModels()
  try {
    const json = parseJsonStrict(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return Metadata.fromJSON(MetadataKind.Targets, json as Parameters<typeof Metadata.fromJSON>[1])
  } catch {
    // Whatever it lacks, it is no such role.
    return null
  }
}
