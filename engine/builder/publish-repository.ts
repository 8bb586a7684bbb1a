import path from 'node:path'
import type { Keystore } from '../keys/keystore.ts'
import { type BuiltRepository, buildRepository } from './build-repository.ts'
import { readRoot } from './published-metadata.ts'
import { readRecord, type RepositoryPlace, type RepositoryRecord } from './repository-record.ts'
import { findSigners } from './root-keys.ts'
import { rotateKeys } from './rotate-keys.ts'
import { type RoleName, roleNames } from './tuf-metadata.ts'

/** Days after which a key is replaced: those at hand for every build sooner than the root's. */
const maximumAge: Readonly<Record<RoleName, number>> = {
  root: 365,
  targets: 180,
  snapshot: 180,
  timestamp: 180,
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
  const signers = await findSigners(keystore, name, root)
  const due = rolesDue(record, now)
  const isAlone = root.roles['root']?.threshold === 1
  if (due.length > 0 && signers.root !== null && isAlone) {
    const rotation = await rotateKeys({ ...place, keystore, roles: due, now }, signal)
    if (rotation.kind === 'published') return { ...rotation.built, rotated: rotation.roles, due: [] }
  }
  return { ...(await buildRepository({ ...place, signers, now }, signal)), rotated: [], due }
}

function rolesDue({ since }: RepositoryRecord, now: Date): readonly RoleName[] {
  if (since === undefined) return []
  return roleNames.filter((role) => now.getTime() - Date.parse(since[role]) > maximumAge[role] * 86_400_000)
}
