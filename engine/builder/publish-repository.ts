import path from 'node:path'
import type { Keystore } from '../keys/keystore.ts'
import { type BuiltRepository, buildRepository } from './build-repository.ts'
import { readRoot } from './published-metadata.ts'
import { readRecord, type RepositoryPlace, type RepositoryRecord } from './repository-record.ts'
import { findSigners } from './root-keys.ts'
import { rotateKeys } from './rotate-keys.ts'
import { type RoleName, roleNames, rootRoles } from './tuf-metadata.ts'

/** Days after which a key is replaced: those at hand for every build sooner than the root's. */
const maximumAge: Readonly<Record<RoleName, number>> = {
  root: 365,
  targets: 180,
  snapshot: 180,
  timestamp: 180,
  advisories: 180,
  releases: 180,
}

export interface PublishedRepository extends BuiltRepository {
  /** Roles that got new keys, because the old ones had come to their age. */
  readonly rotated: readonly RoleName[]
  /** Roles whose keys have come to their age, where the root's key is kept elsewhere: somebody has to act. */
  readonly due: readonly RoleName[]
}

/** Publishes everything that was added; keys that have come to their age are replaced in the same step. */
export async function publishRepository(
  options: RepositoryPlace & {
    readonly keystore: Pick<Keystore, 'list' | 'generate' | 'signer'>
    readonly now: Date
  },
  signal: AbortSignal,
): Promise<PublishedRepository> {
  const { name, keystore, now } = options
  const place = { name, path: path.resolve(options.path) }
  const record = await readRecord(place)
  const { root } = await readRoot(place)
  const signers = await findSigners(keystore, record, root)
  // Those who keep the keys of advisories or targets elsewhere replace them at a time of their own.
  const due = rolesDue(record, now).filter(
    (role) => !(isRole(role, ['advisories', 'targets']) && signers[role] === null),
  )
  const isRootHere = signers.root !== null && root.roles['root']?.threshold === 1
  const byTargets = signers.targets === null ? [] : (['advisories', 'releases'] as const)
  const roles = due.filter((role) => (isRole(role, rootRoles) ? isRootHere : isRole(role, byTargets)))
  if (roles.length > 0) {
    const rotation = await rotateKeys({ ...place, keystore, roles, now }, signal)
    const left = due.filter((role) => !roles.includes(role))
    if (rotation.kind === 'published') return { ...rotation.built, rotated: rotation.roles, due: left }
  }
  return { ...(await buildRepository({ ...place, signers, now }, signal)), rotated: [], due }
}

function isRole<T extends RoleName>(role: RoleName, among: readonly T[]): role is T {
  return among.some((one) => one === role)
}

function rolesDue({ since }: RepositoryRecord, now: Date): readonly RoleName[] {
  if (since === undefined) return []
  const isDue = (role: RoleName, at: string | undefined) =>
    at !== undefined && now.getTime() - Date.parse(at) > maximumAge[role] * 86_400_000
  return roleNames.filter((role) => isDue(role, since[role]))
}
