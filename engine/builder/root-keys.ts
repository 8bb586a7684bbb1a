import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Root } from '@tufjs/models'
import { EngineError } from '../model/failure.ts'
import type { Keystore } from '../keys/keystore.ts'
import type { Signer } from '../keys/signer.ts'
import type { PublicKey } from '../model/signature.ts'
import { systemCode } from '../system-errors.ts'
import { type OnlineSigners, type RoleName, roleNames, tufKeyId } from './tuf-metadata.ts'

/** The keys that are at hand for a repository: those of the online roles, and the root's where it is here, too. */
export interface SignersAtHand extends OnlineSigners {
  readonly root: Signer | null
}

/** Where a root waits for the signatures of whoever keeps its keys. Public, and of no use to clients. */
export function pendingRootFile(repository: string): string {
  return path.join(repository, 'root.pending.json')
}

export async function readPendingRoot(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
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
 * Those of the keystore's keys that `root` names. Throws `key/not-found` where one of an online role is not here; the
 * root's may be kept elsewhere.
 */
export async function findSigners(
  { list, signer }: Pick<Keystore, 'list' | 'signer'>,
  repository: string,
  root: Root,
): Promise<SignersAtHand> {
  const keys = await list()
  const named = (role: RoleName): string | null => {
    const ids = root.roles[role]?.keyIDs ?? []
    const candidates = keys.filter(({ name }) => name.startsWith(roleKeyName(repository, role)))
    return candidates.find(({ key }) => ids.includes(tufKeyId(key)))?.name ?? null
  }
  const online = async (role: RoleName): Promise<Signer> => {
    const name = named(role)
    if (name === null)
      throw new EngineError('key/not-found', { keyId: roleKeyName(repository, role), nearest: [] })
    return signer(name)
  }
  const ofRoot = named('root')
  return {
    root: ofRoot === null ? null : await signer(ofRoot),
    targets: await online('targets'),
    snapshot: await online('snapshot'),
    timestamp: await online('timestamp'),
  }
}

/** Throws where so many keys can never sign, or one counts twice. */
export function checkThreshold({
  keys,
  threshold,
}: {
  readonly keys: readonly PublicKey[]
  readonly threshold: number
}): void {
  const distinct = new Set(keys.map(({ keyId }) => keyId)).size
  const problem =
    distinct < keys.length
      ? 'one key is given twice'
      : 'it is at least 1, and at most the number of keys of the root'
  if (distinct === keys.length && threshold >= 1 && threshold <= distinct) return
  throw new EngineError('request/invalid', { what: 'threshold', value: String(threshold), problem })
}

/** Roles that change together: an old snapshot under a new timestamp, or the other way, would hold clients up. */
export function widened(roles: readonly RoleName[]): readonly RoleName[] {
  const wanted = new Set(roles)
  if (wanted.has('timestamp') || wanted.has('snapshot')) wanted.add('timestamp').add('snapshot')
  return roleNames.filter((name) => wanted.has(name))
}
