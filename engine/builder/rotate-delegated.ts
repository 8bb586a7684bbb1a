import type { Signer } from '../keys/signer.ts'
import type { Keystore } from '../keys/keystore.ts'
import type { PublicKey } from '../model/signature.ts'
import { checkPending } from './advisories-role.ts'
import { readRecord, type RepositoryPlace, sinceNow, writeRecord } from './repository-record.ts'
import { checkThreshold, newRoleKey, type SignersAtHand } from './root-keys.ts'
import type { RoleHolders, RoleName } from './tuf-metadata.ts'

export interface RotateDelegated extends RepositoryPlace {
  readonly keystore: Pick<Keystore, 'list' | 'generate' | 'signer'>
  readonly algorithm?: PublicKey['algorithm'] | undefined
  /** Keys of advisories that are kept elsewhere, and have signed what waits; without them a new one is made here. */
  readonly advisories?: RoleHolders | undefined
  readonly now: Date
}

/**
 * Other keys for roles that the root has no say in: the targets role of the next build names them. Killed before it: the
 * build after that does it. A repository whose targets role signed the index leaves that to a role of its own from then on.
 */
export async function rotateDelegated(
  options: RotateDelegated,
  roles: readonly RoleName[],
  old: SignersAtHand,
): Promise<SignersAtHand> {
  const former = [...(old.former ?? [])]
  let signers = old
  if (roles.includes('advisories')) {
    signers = { ...signers, advisories: await rotateAdvisories(options, old.advisories) }
    if (old.advisories !== null) former.push(old.advisories)
  }
  if (roles.includes('releases')) {
    signers = { ...signers, releases: await rotateReleases(options, old.releases) }
    if (old.releases !== undefined) former.push(old.releases)
  }
  return { ...signers, former }
}

/** Answers the new key, or null where it is kept elsewhere. */
async function rotateAdvisories(options: RotateDelegated, old: Signer | null): Promise<Signer | null> {
  const { name, path, advisories, now } = options
  const record = await readRecord({ name, path })
  if (advisories !== undefined) {
    checkThreshold(advisories)
    await checkPending(path, advisories)
  }
  const fresh = advisories === undefined ? await newKey(options, 'advisories', old) : null
  const holders = advisories ?? { keys: [fresh!.key], threshold: 1 }
  await writeRecord(path, {
    ...record,
    advisories: { keys: [...holders.keys], threshold: holders.threshold },
    since: { ...(record.since ?? sinceNow(now)), advisories: now.toISOString() },
  })
  return fresh
}

async function rotateReleases(options: RotateDelegated, old: Signer | undefined): Promise<Signer> {
  const { name, path, now } = options
  const record = await readRecord({ name, path })
  const fresh = await newKey(options, 'releases', old ?? null)
  await writeRecord(path, {
    ...record,
    releases: { keys: [fresh.key], threshold: 1 },
    since: { ...(record.since ?? sinceNow(now)), releases: now.toISOString() },
  })
  return fresh
}

async function newKey(
  { name, keystore, algorithm }: RotateDelegated,
  role: RoleName,
  old: Signer | null,
): Promise<Signer> {
  const wanted = algorithm ?? old?.key.algorithm ?? 'ed25519'
  return newRoleKey(keystore, { repository: name, role, algorithm: wanted })
}
