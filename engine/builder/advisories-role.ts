/** The advisories of a repository as its own role publishes them: signed here, or by whoever keeps the key elsewhere. */
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { Metadata, MetadataKind, type TargetFile, type Targets } from '@tufjs/models'
import { sha256Of } from '../archive/manifest-bytes.ts'
import { parseJsonStrict } from '../base/json.ts'
import type { Signer } from '../keys/signer.ts'
import { EngineError } from '../model/failure.ts'
import { advisoriesTarget } from '../model/repository-index.ts'
import { onDisk, systemCode } from '../system-errors.ts'
import { packedJson } from './packed-json.ts'
import { publishBytes } from './publish-file.ts'
import { hashNamed, metadataFolder, publishedAdvisoriesVersion } from './published-metadata.ts'
import { readAdvisories } from './read-advisories.ts'
import type { RepositoryPlace } from './repository-record.ts'
import {
  addSignature,
  type AdvisoriesRelease,
  advisoriesRole,
  countSignatures,
  expiryOf,
  metadataBytes,
  newAdvisories,
  type RoleHolders,
  tufKey,
  tufKeyId,
} from './tuf-metadata.ts'

export interface Signing {
  readonly holders: RoleHolders
  readonly now: Date
  /** Until what is signed now ends. */
  readonly days: number
}

/**
 * What a build publishes: everything in `advisories/`, signed by the key at hand; where that is kept elsewhere, what
 * its holders signed last. Throws `key/advisories-unsigned` where they have not signed anything yet.
 */
export async function advisoriesToPublish(
  repository: string,
  about: Signing & {
    /** Who signs as soon as the targets role names them, with keys that are kept elsewhere. */
    readonly next?: RoleHolders | undefined
  },
  signer: Signer | null,
): Promise<AdvisoriesRelease> {
  const { holders, next, now, days } = about
  const published = await publishedAdvisoriesVersion(repository)
  if (signer !== null) {
    const asBefore = next === undefined ? null : await keptFor(repository, { ...about, next }, published)
    if (asBefore !== null) return asBefore
    const file = await packedAdvisories(repository)
    const role = newAdvisories({ version: published + 1, expires: expiryOf(now, days) }, file)
    await addSignature(role, signer)
    return { holders, version: published + 1, role: metadataBytes(role), file }
  }
  const waiting = await readPending(repository)
  if (waiting !== null && waiting.role.signed.version > published && isSigned(waiting, holders))
    return released(waiting, holders)
  const before = await readPublished(repository, published)
  if (before !== null && isSigned(before, holders)) return released(before, holders)
  throw unsigned(repository, waiting, holders)
}

/**
 * What is published already, where others have signed what comes after it and wait to be named: one more version by the
 * key of before would take the place of theirs. Null where nothing of theirs waits, or what is published ends soon.
 */
async function keptFor(
  repository: string,
  { holders, next, now, days }: Signing & { readonly next: RoleHolders },
  published: number,
): Promise<AdvisoriesRelease | null> {
  const waiting = await readPending(repository)
  if (waiting === null || waiting.role.signed.version <= published || !isSigned(waiting, next)) return null
  const before = await readPublished(repository, published)
  if (before === null || !isSigned(before, holders)) return null
  const left = Date.parse(before.role.signed.expires) - now.getTime()
  return left > (days * day) / 4 ? released(before, holders) : null
}

/** When what is published ends. */
export function endOf({ role }: AdvisoriesRelease): string {
  return parseRole(role)!.signed.expires
}

export interface SignedAdvisories {
  readonly file: string
  readonly version: number
  readonly expires: string
  /** Advisories in it. */
  readonly advisories: number
  /** Signatures that the repository still wants before it can publish them. */
  readonly lacking: number
  /** Whether the repository takes the key that signed now. */
  readonly isNamed: boolean
}

/**
 * Signs what is in `advisories/` with a key that nobody else of the repository needs, for its next build to publish.
 * Beside other signatures, where those are for the same words.
 */
export async function signAdvisories(
  place: RepositoryPlace,
  { holders, now, days }: Signing,
  signer: Signer,
): Promise<SignedAdvisories> {
  const { advisories } = await readAdvisories(place.path)
  const file = await packedAdvisories(place.path)
  const version = (await publishedAdvisoriesVersion(place.path)) + 1
  const waiting = await readPending(place.path)
  const isSame = waiting?.role.signed.version === version && Buffer.from(waiting.file).equals(file)
  const isFresh = isSame && Date.parse(waiting.role.signed.expires) > now.getTime() + (days * day) / 2
  const role = isFresh ? waiting.role : newAdvisories({ version, expires: expiryOf(now, days) }, file)
  await addSignature(role, signer)
  // Killed in between: the role waits beside another file than it vouches for, and is not taken.
  await publishBytes(pendingFile(place.path), file)
  await publishBytes(pendingRole(place.path), metadataBytes(role))
  return {
    file: pendingRole(place.path),
    version,
    expires: role.signed.expires,
    advisories: advisories.length,
    lacking: lackingIn({ role, file }, holders),
    isNamed: holders.keys.some(({ keyId }) => keyId === signer.key.keyId),
  }
}

/** Throws where what waits could not be published if `holders` were the ones who sign. */
export async function checkPending(repository: string, holders: RoleHolders): Promise<void> {
  const waiting = await readPending(repository)
  const published = await publishedAdvisoriesVersion(repository)
  if (waiting === null || waiting.role.signed.version <= published || !isSigned(waiting, holders))
    throw unsigned(repository, waiting, holders)
}

/** What waited is published, or of no use any more: something newer is. */
export async function forgetPending(repository: string): Promise<void> {
  const waiting = await readPending(repository)
  if (waiting !== null && waiting.role.signed.version > (await publishedAdvisoriesVersion(repository))) return
  await rm(pendingRole(repository), { force: true })
  await rm(pendingFile(repository), { force: true })
}

const day = 86_400_000

/** Beside the repository's record: of no use to clients. */
function pendingRole(repository: string): string {
  return path.join(repository, 'advisories.pending.json')
}

function pendingFile(repository: string): string {
  return path.join(repository, 'advisories.pending.json.gz')
}

async function packedAdvisories(repository: string): Promise<Uint8Array> {
  return packedJson(await readAdvisories(repository))
}

/** A signed role with the file that it vouches for. */
interface Vouched {
  readonly role: Metadata<Targets>
  readonly file: Uint8Array
}

async function readPending(repository: string): Promise<Vouched | null> {
  return readVouched(pendingRole(repository), () => pendingFile(repository))
}

async function readPublished(repository: string, version: number): Promise<Vouched | null> {
  const file = path.join(metadataFolder(repository), `${version}.${advisoriesRole}.json`)
  return readVouched(file, (sha256) => path.join(repository, hashNamed(advisoriesTarget, sha256)))
}

/** Null where one of both is not there, is not what it should be, or does not belong to the other. */
async function readVouched(roleFile: string, fileOf: (sha256: string) => string): Promise<Vouched | null> {
  const bytes = await readIfThere(roleFile)
  const role = bytes === null ? null : parseRole(bytes)
  const target = role === null ? null : onlyTarget(role.signed)
  if (role === null || target === null) return null
  const sha256 = target.hashes['sha256'] ?? ''
  const file = await readIfThere(fileOf(sha256))
  return file !== null && sha256Of(file) === sha256 ? { role, file } : null
}

/** Null where a role speaks about anything but advisories. */
function onlyTarget({ targets, delegations }: Targets): TargetFile | null {
  const isAlone = Object.keys(targets).length === 1 && delegations === undefined
  return isAlone ? (targets[advisoriesTarget] ?? null) : null
}

async function readIfThere(file: string): Promise<Uint8Array | null> {
  return onDisk(file, async () =>
    readFile(file).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return null
      throw error
    }),
  )
}

function parseRole(bytes: Uint8Array): Metadata<Targets> | null {
  try {
    const json = parseJsonStrict(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return Metadata.fromJSON(MetadataKind.Targets, json as Parameters<typeof Metadata.fromJSON>[1])
  } catch {
    // Whatever it lacks, it is no such role.
    return null
  }
}

function released({ role, file }: Vouched, holders: RoleHolders): AdvisoriesRelease {
  return { holders, version: role.signed.version, role: metadataBytes(role), file }
}

function isSigned(vouched: Vouched, holders: RoleHolders): boolean {
  return lackingIn(vouched, holders) === 0
}

function lackingIn({ role }: Vouched, { keys, threshold }: RoleHolders): number {
  const distinct = new Map(keys.map((key) => [tufKeyId(key), tufKey(key)]))
  return Math.max(0, threshold - countSignatures(role, [...distinct.values()]))
}

function unsigned(repository: string, waiting: Vouched | null, holders: RoleHolders): EngineError {
  const lacking = waiting === null ? holders.threshold : Math.max(1, lackingIn(waiting, holders))
  return new EngineError('key/advisories-unsigned', { file: pendingRole(repository), lacking })
}
