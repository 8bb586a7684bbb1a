import type { Keystore } from '../keys/keystore.ts'
import type { Signer } from '../keys/signer.ts'
import type { PublicKey } from '../model/signature.ts'
import { checkPending } from './advisories-role.ts'
import { readRecord, type RepositoryPlace, sinceNow, writeRecord } from './repository-record.ts'
import { checkThreshold, newRoleKey } from './root-keys.ts'
import type { RoleHolders } from './tuf-metadata.ts'

export interface RotateAdvisories extends RepositoryPlace {
  readonly keystore: Pick<Keystore, 'list' | 'generate' | 'signer'>
  readonly algorithm?: PublicKey['algorithm'] | undefined
  /** Keys that are kept elsewhere, and have signed what waits; without them a new one is made here. */
  readonly advisories?: RoleHolders | undefined
  readonly now: Date
}

/**
 * Other keys for the advisories role. The root has no say in that: the targets role of the next build names them. Killed
 * before it: the build after that does it. Answers the new key, or null where it is kept elsewhere.
 */
export async function rotateAdvisories(
  { name, path, keystore, algorithm, advisories, now }: RotateAdvisories,
  old: Signer | null,
): Promise<Signer | null> {
  const record = await readRecord({ name, path })
  if (advisories !== undefined) {
    checkThreshold(advisories)
    await checkPending(path, advisories)
  }
  const wanted = algorithm ?? old?.key.algorithm ?? 'ed25519'
  const fresh =
    advisories === undefined
      ? await newRoleKey(keystore, { repository: name, role: 'advisories', algorithm: wanted })
      : null
  const holders = advisories ?? { keys: [fresh!.key], threshold: 1 }
  await writeRecord(path, {
    ...record,
    advisories: { keys: [...holders.keys], threshold: holders.threshold },
    since: { ...(record.since ?? sinceNow(now)), advisories: now.toISOString() },
  })
  return fresh
}
