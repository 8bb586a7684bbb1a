import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Metadata, Root } from '@tufjs/models'
import { EngineError } from '../model/failure.ts'
import type { Keystore } from '../keys/keystore.ts'
import { keyIdOfTuf } from '../keys/public-key.ts'
import type { Signer } from '../keys/signer.ts'
import type { PublicKey } from '../model/signature.ts'
import { type BuiltRepository, buildRepository } from './build-repository.ts'
import type { OfflineRoot } from './create-repository.ts'
import {
  isComplete,
  type Lacking,
  lackingIn,
  nextRoot,
  parsePending,
  type RoleKeys,
  signRoot,
} from './next-root.ts'
import { publishBytes } from './publish-file.ts'
import { readRoot, readRootIfThere } from './published-metadata.ts'
import { readRecord, type RepositoryPlace, sinceNow, writeRecord } from './repository-record.ts'
import {
  checkThreshold,
  findSigners,
  newRoleKey,
  pendingRootFile,
  readPending,
  type SignersAtHand,
  widened,
} from './root-keys.ts'
import { rotateDelegated } from './rotate-delegated.ts'
import { targetsToSign } from './targets-role.ts'
import { metadataBytes, type RoleHolders, type RoleName, type RootRole, rootRoles } from './tuf-metadata.ts'

type Keys = Pick<Keystore, 'list' | 'generate' | 'signer'>

export interface RotateKeysOptions extends RepositoryPlace {
  readonly keystore: Keys
  readonly roles: readonly RoleName[]
  /** Usually that of the key before. */
  readonly algorithm?: PublicKey['algorithm'] | undefined
  /** New keys of the root that are kept elsewhere; without them a new one is made here. */
  readonly offlineRoot?: OfflineRoot | undefined
  /** The same for targets: these keys have signed what waits, or it is left for them to sign. */
  readonly targets?: RoleHolders | undefined
  /** The same for advisories: these keys have signed what waits to be published. */
  readonly advisories?: RoleHolders | undefined
  readonly now: Date
}

/** What became of it: everything is published, or a root waits in `file` for keys that are not here. */
export type Rotation =
  | { readonly kind: 'published'; readonly roles: readonly RoleName[]; readonly built: BuiltRepository }
  | {
      readonly kind: 'pending'
      readonly roles: readonly RoleName[]
      readonly file: string
      readonly lacking: Lacking
    }
  /** Nothing has changed: keys of targets that are kept elsewhere have to sign `file` before they are named. */
  | { readonly kind: 'targets-pending'; readonly file: string; readonly lacking: number }

/**
 * New keys for roles of a repository: a root that names them, signed by those of the root before and its own (TUF 1.0,
 * 6.1), and everything signed anew. Clients follow without a question. Old private keys stay in the keystore and count
 * for nothing. Killed anywhere: what is published is as before or whole, and doing it again makes other new keys.
 */
export async function rotateKeys(options: RotateKeysOptions, signal: AbortSignal): Promise<Rotation> {
  const { name, keystore, now, offlineRoot, targets } = options
  const place = { name, path: path.resolve(options.path) }
  const record = await readRecord(place)
  const { root: before } = await readRoot(place)
  const known = await findSigners(keystore, record, before)
  const roles = widened(options.roles)
  signal.throwIfAborted()
  if (offlineRoot !== undefined) checkThreshold(offlineRoot)
  const unsigned = targets === undefined ? null : await targetsToSign(place.path, record, { targets, now })
  if (unsigned !== null) return { kind: 'targets-pending', ...unsigned }
  const old = await rotateDelegated({ ...options, ...place }, roles, known)
  const ofRoot = rootRoles.filter((role) => roles.includes(role))
  if (ofRoot.length === 0)
    return { kind: 'published', roles, built: await buildRepository({ ...place, signers: old, now }, signal) }
  const fresh = await newSigners(options, ofRoot, old)
  const keys: RoleKeys = {
    ...keysOf(fresh),
    ...(offlineRoot === undefined ? {} : { root: offlineRoot.keys }),
    ...(targets === undefined ? {} : { targets: targets.keys }),
  }
  const root = nextRoot({ before, keys, now, days: record.expiry.root, ...thresholds(options, fresh) })
  await signRoot(
    root,
    [old.root, fresh.root].filter((signer) => signer !== null && signer !== undefined),
  )
  const lacking = lackingIn(root, before)
  if (!isComplete(lacking)) {
    const file = pendingRootFile(place.path)
    await publishBytes(file, metadataBytes(root))
    return { kind: 'pending', roles, file, lacking }
  }
  const elsewhere = {
    ...(offlineRoot === undefined ? {} : { root: null }),
    ...(targets === undefined ? {} : { targets: null }),
  }
  const signers = { ...old, ...elsewhere, ...fresh }
  const built = await publish({ ...place, now }, { root, before, signers }, signal)
  return { kind: 'published', roles, built }
}

/** How many keys must sign; where a new one is made here, that is enough. */
function thresholds(
  { offlineRoot, targets }: RotateKeysOptions,
  fresh: Partial<Record<RootRole, Signer>>,
): { readonly threshold: number | undefined; readonly targetsThreshold: number | undefined } {
  return {
    threshold: fresh.root === undefined ? offlineRoot?.threshold : 1,
    targetsThreshold: fresh.targets === undefined ? targets?.threshold : 1,
  }
}

/**
 * One more signature on a root that waits, by a key of whoever is asked. Nothing is published. A first root, which has none
 * before it, takes those of its own keys only.
 */
export async function signPendingRoot(file: string, signer: Signer): Promise<SignedRoot> {
  const root = parsed(await readPending(file), file)
  const { keyId } = signer.key
  const isOwn = describe(root).roles.some(({ name, keys }) => name === 'root' && keys.includes(keyId))
  if (!isOwn && root.signed.version === 1)
    throw new EngineError('request/invalid', {
      what: 'key',
      value: keyId,
      problem: 'it is none of the keys of this root, so its signature would count for nothing',
    })
  await signRoot(root, [signer])
  await publishBytes(file, metadataBytes(root))
  return { ...describe(root), isOwn }
}

/** What a root says that was signed once more. */
export interface SignedRoot extends PendingRoot {
  /** The key is one of this root's own. Another counts where it is one of the root before, which the file does not tell. */
  readonly isOwn: boolean
}

/** What a root says that waits for signatures, for those who are to sign it. */
export interface PendingRoot {
  readonly version: number
  readonly expires: string
  readonly signatures: number
  readonly roles: readonly {
    readonly name: string
    /** As `sign list` names them: the SHA-256 of each key itself. */
    readonly keys: readonly string[]
    readonly threshold: number
  }[]
}

/** Publishes a root that waited, once all have signed, and everything else with the keys that it names. */
export async function publishRoot(
  options: RepositoryPlace & {
    readonly keystore: Keys
    readonly file?: string | undefined
    readonly now: Date
  },
  signal: AbortSignal,
): Promise<BuiltRepository> {
  const place = { name: options.name, path: path.resolve(options.path) }
  const record = await readRecord(place)
  const waiting = pendingRootFile(place.path)
  const file = options.file ?? waiting
  const root = parsed(await readPending(file), file)
  const published = await readRootIfThere(place)
  checkComplete(root, published?.root ?? null, file)
  const signers = await findSigners(options.keystore, record, root.signed)
  const about = { root, before: published?.root ?? null, signers }
  const built = await publish({ ...place, now: options.now }, about, signal)
  await rm(waiting, { force: true })
  return built
}

function checkComplete(root: Metadata<Root>, before: Root | null, file: string): void {
  const { version } = root.signed
  const wanted = (before?.version ?? 0) + 1
  if (version !== wanted) throw noRoot(file, `it has version ${version}, where ${wanted} is next`)
  const lacking = lackingIn(root, before)
  if (!isComplete(lacking)) throw new EngineError('key/signatures-missing', { file, version, ...lacking })
}

async function publish(
  place: RepositoryPlace & { readonly now: Date },
  about: { readonly root: Metadata<Root>; readonly before: Root | null; readonly signers: SignersAtHand },
  signal: AbortSignal,
): Promise<BuiltRepository> {
  const { root, before, signers } = about
  const built = await buildRepository({ ...place, signers, nextRoot: root }, signal)
  const record = await readRecord(place)
  const since = { ...(record.since ?? sinceNow(place.now)) }
  for (const role of rootRoles) {
    if (idsOf(before, role) !== idsOf(root.signed, role)) since[role] = place.now.toISOString()
  }
  await writeRecord(place.path, { ...record, since })
  return built
}

function idsOf(root: Root | null, role: RootRole): string {
  return (root?.roles[role]?.keyIDs ?? []).toSorted().join(' ')
}

async function newSigners(
  { name, keystore, algorithm, offlineRoot, targets }: RotateKeysOptions,
  roles: readonly RootRole[],
  old: SignersAtHand,
): Promise<Partial<Record<RootRole, Signer>>> {
  const fresh: Partial<Record<RootRole, Signer>> = {}
  for (const role of roles) {
    if (role === 'root' && offlineRoot !== undefined) continue
    if (role === 'targets' && targets !== undefined) continue
    const wanted = algorithm ?? old[role]?.key.algorithm ?? 'ed25519'
    fresh[role] = await newRoleKey(keystore, { repository: name, role, algorithm: wanted })
  }
  return fresh
}

function keysOf(signers: Partial<Record<RootRole, Signer>>): RoleKeys {
  const entries = Object.entries(signers).map(([role, { key }]) => [role, [key]] as const)
  return Object.fromEntries(entries)
}

function parsed(bytes: Uint8Array, file: string): Metadata<Root> {
  const root = parsePending(bytes)
  if (root !== null) return root
  throw noRoot(file, 'it is no TUF root')
}

function noRoot(file: string, problem: string): EngineError {
  return new EngineError('request/invalid', { what: 'root', value: file, problem })
}

function describe({ signed, signatures }: Metadata<Root>): PendingRoot {
  return {
    version: signed.version,
    expires: signed.expires,
    signatures: Object.keys(signatures).length,
    roles: Object.entries(signed.roles).map(([name, { keyIDs, threshold }]) => ({
      name,
      keys: keyIDs.flatMap((id) => (signed.keys[id] === undefined ? [] : [keyIdOfTuf(signed.keys[id])])),
      threshold,
    })),
  }
}
