/** What a repository's folder has published so far. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Metadata, MetadataKind, type Root } from '@tufjs/models'
import { sha256Of } from '../archive/manifest-bytes.ts'
import { releasesRole } from '../model/delegation.ts'
import { EngineError } from '../model/failure.ts'
import type { Signer } from '../keys/signer.ts'
import { onDisk, systemCode } from '../system-errors.ts'
import { lackingIn, parsePending } from './next-root.ts'
import { pendingRootFile } from './root-keys.ts'
import { advisoriesRole, type OnlineSigners, rootRoles, tufKeyId } from './tuf-metadata.ts'

type JSONObject = Parameters<typeof Metadata.fromJSON>[1]

export interface PublishedRoot {
  readonly version: number
  readonly root: Root
  /** SHA-256 of the first root: what people compare when they add the repository. */
  readonly fingerprint: string
}

export function metadataFolder(repository: string): string {
  return path.join(repository, 'metadata')
}

/** Throws where there is none yet. */
export async function readRoot(repository: { readonly path: string }): Promise<PublishedRoot> {
  const root = await readRootIfThere(repository)
  if (root !== null) return root
  const waiting = pendingRootFile(repository.path)
  const pending = parsePending(await readFile(waiting).catch(() => new Uint8Array(0)))
  if (pending !== null) {
    const { version } = pending.signed
    throw new EngineError('key/signatures-missing', { file: waiting, version, ...lackingIn(pending, null) })
  }
  throw damaged(path.join(metadataFolder(repository.path), '1.root.json'), 'missing')
}

export async function readRootIfThere(repository: { readonly path: string }): Promise<PublishedRoot | null> {
  const folder = metadataFolder(repository.path)
  const names = await onDisk(folder, async () => readdir(folder).catch(noneWhereMissing))
  const versions = names.flatMap((name) => /^([1-9]\d*)\.root\.json$/.exec(name)?.[1] ?? []).map(Number)
  const version = Math.max(0, ...versions)
  if (version === 0) return null
  const first = await readFile(path.join(folder, '1.root.json'))
  const file = path.join(folder, `${version}.root.json`)
  try {
    const json = JSON.parse(await readFile(file, 'utf8')) as JSONObject
    return { version, root: Metadata.fromJSON(MetadataKind.Root, json).signed, fingerprint: sha256Of(first) }
  } catch (error) {
    throw damaged(file, 'not a TUF root', error)
  }
}

/** The repository would be of no use to anybody if it were signed with other keys than its root names. */
export function checkSigners(
  name: string,
  root: Root,
  signers: OnlineSigners & { readonly root: Signer | null },
): void {
  for (const role of rootRoles) {
    const signer = signers[role]
    if (signer === null || root.roles[role]?.keyIDs.includes(tufKeyId(signer.key)) === true) continue
    const file = `metadata/${root.version}.root.json`
    const detail = `the ${role} key is not the one that the root names`
    throw new EngineError('trust/metadata', { repository: name, file, reason: 'key', detail })
  }
}

/** Version of the timestamp that readers see now, 0 before the first build. The other roles go in step. */
export async function publishedVersion(repository: string): Promise<number> {
  const file = path.join(metadataFolder(repository), 'timestamp.json')
  try {
    const json = JSON.parse(await readFile(file, 'utf8')) as JSONObject
    return Metadata.fromJSON(MetadataKind.Timestamp, json).signed.version
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 0
    throw damaged(file, 'not a TUF timestamp', error)
  }
}

/** Version of the advisories role that readers see now, 0 where there is none yet. */
export async function publishedAdvisoriesVersion(repository: string): Promise<number> {
  return roleVersionIn(repository, await publishedVersion(repository), advisoriesRole)
}

/** Version of a role that a version of the snapshot names; 0 where it names none. */
export async function roleVersionIn(
  repository: string,
  version: number,
  role: SnapshotRole,
): Promise<number> {
  const file = path.join(metadataFolder(repository), `${version}.snapshot.json`)
  try {
    const json = JSON.parse(await readFile(file, 'utf8')) as JSONObject
    const { meta } = Metadata.fromJSON(MetadataKind.Snapshot, json).signed
    return meta[`${role}.json`]?.version ?? 0
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 0
    throw damaged(file, 'not a TUF snapshot', error)
  }
}

/** Roles that a snapshot tells the versions of. */
export type SnapshotRole = 'targets' | typeof advisoriesRole | typeof releasesRole

export interface PublishedFile {
  readonly name: string
  readonly sha256: string
}

/** The index and what belongs to it as one version of the snapshot has it, relative to the repository's root. */
export async function publishedFiles(repository: string, version: number): Promise<readonly PublishedFile[]> {
  const roles = ['targets', releasesRole] as const
  return (await Promise.all(roles.map(async (role) => filesOf(repository, version, role)))).flat()
}

/** Names of the targets of a role in one version of the snapshot, with their hashes. */
export async function filesOf(
  repository: string,
  snapshot: number,
  role: SnapshotRole,
): Promise<readonly PublishedFile[]> {
  const version = await roleVersionIn(repository, snapshot, role)
  const file = path.join(metadataFolder(repository), `${version}.${role}.json`)
  try {
    const json = JSON.parse(await readFile(file, 'utf8')) as JSONObject
    const { targets } = Metadata.fromJSON(MetadataKind.Targets, json).signed
    return Object.entries(targets).map(([name, { hashes }]) => ({ name, sha256: hashes['sha256'] ?? '' }))
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw damaged(file, 'not TUF targets', error)
  }
}

/** `metadata/index.json.gz` with its hash: `metadata/<sha256>.index.json.gz` (TUF consistent snapshots). */
export function hashNamed(target: string, sha256: string): string {
  const { dir, base } = path.posix.parse(target)
  return path.posix.join(dir, `${sha256}.${base}`)
}

function noneWhereMissing(error: unknown): string[] {
  if (systemCode(error) === 'ENOENT') return []
  throw error
}

function damaged(file: string, detail: string, cause?: unknown): EngineError<'state/damaged'> {
  return new EngineError('state/damaged', { file, detail }, { cause })
}
