import path from 'node:path'
import type { Root } from '@tufjs/models'
import { releasesRole } from '../model/delegation.ts'
import { EngineError } from '../model/failure.ts'
import type { Keystore } from '../keys/keystore.ts'
import { usablePublicKey } from '../keys/public-key.ts'
import type { Signer } from '../keys/signer.ts'
import type { PublicKey } from '../model/signature.ts'
import { readPlain } from '../plain-file.ts'
import { systemCode } from '../system-errors.ts'
import type { RepositoryRecord } from './repository-record.ts'
import {
  advisoriesRole,
  type OnlineSigners,
  type RoleName,
  roleNames,
  type RootRole,
  tufKeyId,
} from './tuf-metadata.ts'

/** The keys that are at hand for a repository: those of the online roles, and others where they are here, too. */
export interface SignersAtHand extends OnlineSigners {
  readonly root: Signer | null
  /** Null, too, where the releases role signs the index and this key is kept elsewhere, or is not enough. */
  readonly targets: Signer | null
  /** Null, too, where one key is not enough. */
  readonly advisories: Signer | null
  readonly releases?: Signer | undefined
  /** Keys of before for roles to which the targets role delegates: they sign until it names the new ones. */
  readonly former?: readonly Signer[]
}

/** Where a root waits for the signatures of whoever keeps its keys. Public, and of no use to clients. */
export function pendingRootFile(repository: string): string {
  return path.join(repository, 'root.pending.json')
}

/** Bytes. No role of ours is larger. */
const largestPending = 5_000_000

export async function readPending(file: string): Promise<Uint8Array> {
  try {
    return await readPlain(file, largestPending)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') throw new EngineError('file/not-found', { path: file })
    throw error
  }
}

/** A key of this repository by its role, as the person's keystore calls it: `repository:main:targets`, then `….2`. */
export function roleKeyName(repository: string, role: RoleName, time = 1): string {
  return `repository:${repository}:${role}${time === 1 ? '' : `.${time}`}`
}

/** A new key for `role`, under the first name that is free. */
export async function newRoleKey(
  { list, generate, signer }: Pick<Keystore, 'list' | 'generate' | 'signer'>,
  {
    repository,
    role,
    algorithm,
  }: {
    readonly repository: string
    readonly role: RoleName
    readonly algorithm: PublicKey['algorithm']
  },
): Promise<Signer> {
  const names = new Set((await list()).map(({ name }) => name))
  let time = 1
  while (names.has(roleKeyName(repository, role, time))) time += 1
  const { name } = await generate(roleKeyName(repository, role, time), algorithm)
  return signer(name)
}

/**
 * Those of the keystore's keys that `root` and the record name. Throws `key/not-found` where one of an online role is
 * not here; those of the root and of advisories may be kept elsewhere.
 */
export async function findSigners(
  keystore: Pick<Keystore, 'list' | 'generate' | 'signer'>,
  record: RepositoryRecord,
  root: Root,
): Promise<SignersAtHand> {
  const { list, signer } = keystore
  const { name: repository } = record
  const keys = await list()
  const named = (role: RootRole): string | null => {
    const ids = root.roles[role]?.keyIDs ?? []
    const candidates = keys.filter(({ name }) => name.startsWith(roleKeyName(repository, role)))
    return candidates.find(({ key }) => ids.includes(tufKeyId(key)))?.name ?? null
  }
  const targets = async (): Promise<Signer | null> => {
    if (record.releases === undefined) return online('targets')
    const name = named('targets')
    return name === null || root.roles['targets']?.threshold !== 1 ? null : signer(name)
  }
  const online = async (role: RootRole): Promise<Signer> => {
    const name = named(role)
    if (name === null)
      throw new EngineError('key/not-found', { keyId: roleKeyName(repository, role), nearest: [] })
    return signer(name)
  }
  const ofRoot = named('root')
  return {
    root: ofRoot === null ? null : await signer(ofRoot),
    targets: await targets(),
    snapshot: await online('snapshot'),
    timestamp: await online('timestamp'),
    advisories: await advisoriesSigner(keystore, record),
    ...(await releasesSigners(keystore, record)),
  }
}

/** Where the releases role signs the index; without its key, nobody can publish. */
async function releasesSigners(
  keystore: Pick<Keystore, 'list' | 'signer'>,
  { name: repository, releases }: RepositoryRecord,
): Promise<Pick<SignersAtHand, 'releases' | 'former'>> {
  if (releases === undefined) return {}
  const ofReleases = roleKeyName(repository, releasesRole)
  const ofAdvisories = roleKeyName(repository, advisoriesRole)
  const keys = await keystore.list()
  const newest = keys.find(({ key }) => releases.keys.some(({ keyId }) => keyId === key.keyId))
  if (newest === undefined) throw new EngineError('key/not-found', { keyId: ofReleases, nearest: [] })
  const former = keys.filter(
    ({ name }) => name !== newest.name && (name.startsWith(ofReleases) || name.startsWith(ofAdvisories)),
  )
  const signers = former.map(async ({ name }) => keystore.signer(name))
  return { releases: await keystore.signer(newest.name), former: await Promise.all(signers) }
}

async function advisoriesSigner(
  keystore: Pick<Keystore, 'list' | 'generate' | 'signer'>,
  { name: repository, advisories }: RepositoryRecord,
): Promise<Signer | null> {
  const keys = await keystore.list()
  const first = roleKeyName(repository, 'advisories')
  // Killed before the record names it: it is here already, and nobody has seen it.
  const found =
    advisories === undefined
      ? keys.find(({ name }) => name === first)
      : keys.find(({ key }) => advisories.keys.some(({ keyId }) => keyId === key.keyId))
  if (found !== undefined) return (advisories?.threshold ?? 1) === 1 ? keystore.signer(found.name) : null
  if (advisories !== undefined) return null
  return newRoleKey(keystore, { repository, role: 'advisories', algorithm: 'ed25519' })
}

/** Throws where one of them is not what its id says, or may not sign: it was changed on its way here. */
export function checkPublicKeys(keys: readonly PublicKey[]): void {
  const bad = keys.find((key) => usablePublicKey(key) === null)
  if (bad === undefined) return
  const problem = 'it is no key that may sign'
  throw new EngineError('request/invalid', { what: 'key', value: bad.keyId, problem })
}

/** Throws where so many keys can never sign, or one counts twice. */
export function checkThreshold({
  keys,
  threshold,
}: {
  readonly keys: readonly PublicKey[]
  readonly threshold: number
}): void {
  checkPublicKeys(keys)
  const distinct = new Set(keys.map(({ keyId }) => keyId)).size
  const problem =
    distinct < keys.length ? 'one key is given twice' : 'it is at least 1, and at most the number of keys'
  if (distinct === keys.length && threshold >= 1 && threshold <= distinct) return
  throw new EngineError('request/invalid', { what: 'threshold', value: String(threshold), problem })
}

/** Roles that change together: an old snapshot under a new timestamp, or the other way, would hold clients up. */
export function widened(roles: readonly RoleName[]): readonly RoleName[] {
  const wanted = new Set(roles)
  if (wanted.has('timestamp') || wanted.has('snapshot')) wanted.add('timestamp').add('snapshot')
  return roleNames.filter((name) => wanted.has(name))
}
