import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { sha256Of } from '../archive/manifest-bytes.ts'
import { EngineError } from '../model/failure.ts'
import { onDisk } from '../system-errors.ts'
import { publishBytes } from './publish-file.ts'
import type { PublicKey } from '../model/signature.ts'
import type { Signer } from '../keys/signer.ts'
import { nextRoot, type RoleKeys, signRoot } from './next-root.ts'
import { metadataFolder } from './published-metadata.ts'
import { type Expiry, readRecordIfThere, sinceNow, usualExpiry, writeRecord } from './repository-record.ts'
import { checkThreshold, pendingRootFile } from './root-keys.ts'
import { metadataBytes, type RepositorySigners, type RoleHolders } from './tuf-metadata.ts'

export type { RepositorySigners }

/** Who signs for a new repository. */
export type FirstSigners = Omit<RepositorySigners, 'targets'> & {
  /** Of keys that are kept elsewhere, only the public halves are here: they sign before the first build publishes. */
  readonly targets: Signer | RoleHolders
}

export interface CreateRepositoryOptions {
  readonly name: string
  readonly path: string
  readonly description: string
  readonly signers: FirstSigners
  readonly now: Date
  /** Days; what is not given is as usual. */
  readonly expiry?: Partial<Expiry>
}

export interface CreatedRepository {
  readonly name: string
  readonly path: string
  /** SHA-256 in hex of the first root. */
  readonly fingerprint: string
}

/** Starts a repository: its folders, its first root, and the record that everything is built from. */
export async function createRepository(
  options: CreateRepositoryOptions,
  signal: AbortSignal,
): Promise<CreatedRepository> {
  const { name, signers, now } = options
  const folder = path.resolve(options.path)
  const expiry = await checkNew(options, folder)
  const { keys, targetsThreshold } = onlineKeys(signers)
  const named = { ...keys, root: [signers.root.key] }
  const root = nextRoot({ before: null, keys: named, targetsThreshold, now, days: expiry.root })
  await signRoot(root, [signers.root])
  const bytes = metadataBytes(root)
  const file = path.join(metadataFolder(folder), '1.root.json')
  await start(options, { folder, expiry, signers, file, bytes }, signal)
  return { name, path: folder, fingerprint: sha256Of(bytes) }
}

/** Keys of the root that are kept elsewhere: only their public halves are here. */
export interface OfflineRoot {
  readonly keys: readonly PublicKey[]
  /** How many of them must sign. */
  readonly threshold: number
}

/**
 * Starts a repository whose root key is not here: its first root waits in the file that is answered, until those who
 * keep the keys have signed it and `publishRoot` takes it.
 */
export async function createWithOfflineRoot(
  options: Omit<CreateRepositoryOptions, 'signers'> & {
    readonly signers: Omit<FirstSigners, 'root'>
    readonly root: OfflineRoot
  },
  signal: AbortSignal,
): Promise<string> {
  const { signers, now, root } = options
  const folder = path.resolve(options.path)
  const expiry = await checkNew(options, folder)
  checkThreshold(root)
  const { keys, targetsThreshold } = onlineKeys(signers)
  const pending = nextRoot({
    ...{ before: null, keys: { ...keys, root: root.keys } },
    ...{ threshold: root.threshold, targetsThreshold, now, days: expiry.root },
  })
  const file = pendingRootFile(folder)
  const bytes = metadataBytes(pending)
  await start(options, { folder, expiry, signers, file, bytes }, signal)
  return file
}

type About = Pick<CreateRepositoryOptions, 'name' | 'description' | 'expiry' | 'now'>

async function checkNew({ name, expiry }: About, folder: string): Promise<Expiry> {
  checkName(name)
  if ((await readRecordIfThere(folder)) !== null) {
    throw new EngineError('repository/exists', { name, url: folder })
  }
  return { ...usualExpiry, ...expiry }
}

function onlineKeys({
  targets,
  snapshot,
  timestamp,
}: Pick<FirstSigners, 'targets' | 'snapshot' | 'timestamp'>): {
  readonly keys: RoleKeys
  readonly targetsThreshold: number
} {
  const holders = 'keys' in targets ? targets : { keys: [targets.key], threshold: 1 }
  checkThreshold(holders)
  return {
    keys: { targets: holders.keys, snapshot: [snapshot.key], timestamp: [timestamp.key] },
    targetsThreshold: holders.threshold,
  }
}

interface Start {
  readonly folder: string
  readonly expiry: Expiry
  readonly signers: Pick<RepositorySigners, 'advisories' | 'releases'>
  /** Where the first root is put. */
  readonly file: string
  readonly bytes: Uint8Array
}

async function start(
  { name, description, now }: About,
  { folder, expiry, signers, file, bytes }: Start,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  await onDisk(folder, async () => mkdir(path.join(folder, 'packages'), { recursive: true }))
  await publishBytes(file, bytes)
  // Last: without the record there is no repository, and creating again makes another first root.
  const advisories = { keys: [signers.advisories.key], threshold: 1 }
  const releases = signers.releases === undefined ? undefined : { keys: [signers.releases.key], threshold: 1 }
  const since = { ...sinceNow(now), ...(releases === undefined ? {} : { releases: now.toISOString() }) }
  await writeRecord(folder, {
    ...{ format: 1, name, description, expiry, since, advisories },
    ...(releases === undefined ? {} : { releases }),
    ...{ publishers: [], packages: [] },
  })
}

function checkName(name: string): void {
  if (/^[a-z0-9][a-z0-9._-]{0,63}$/.test(name)) return
  const problem = 'a name starts with a letter or digit and holds a-z 0-9 . _ -'
  throw new EngineError('request/invalid', { what: 'repository name', value: name, problem })
}
