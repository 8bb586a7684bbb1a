import path from 'node:path'
import { Metadata, MetadataKind, Root, type Snapshot, type Targets, type Timestamp } from '@tufjs/models'
import { parseJsonStrict } from '../base/json.ts'
import { keyIdsIn } from '../keys/delegated-publishers.ts'
import { indexTarget } from '../model/repository-index.ts'
import type { PublisherDelegation } from '../model/delegation.ts'
import { roleFor } from './delegated-role.ts'
import { publishersIn } from './publishers.ts'
import { parseRoot } from './root.ts'
import { readOwn } from '../plain-file.ts'

/** One role of a repository, as the files on this disk show it now. */
export interface CheckedRole {
  readonly role: 'root' | 'timestamp' | 'snapshot' | 'targets' | 'releases'
  readonly version: number | null
  readonly expires: string | null
  /** The keys that may sign for it, as `sign list` names them. */
  readonly keys: readonly string[]
  readonly state: 'valid' | 'expired' | 'missing' | 'broken'
}

export interface CheckedMetadata {
  readonly roles: readonly CheckedRole[]
  /** What the index hashes to, as the targets role says, or the role to which it leaves that. */
  readonly index: string | null
  /** Null where the index alone names publishers. */
  readonly publishers: readonly PublisherDelegation[] | null
}

/** Signatures, versions, hashes and expiry of the metadata that was verified once, all over again and offline. */
export async function checkCached(
  cache: string,
  trustedRoot: Uint8Array,
  now: number,
): Promise<CheckedMetadata> {
  const root = attempt(() => parseRoot(trustedRoot))
  if (root === null)
    return { roles: [{ ...nothing, role: 'root', state: 'broken' }], index: null, publishers: null }
  const read = async (role: string) => readCached(cache, role)
  const [timestampBytes, snapshotBytes, targetsBytes] = [
    await read('timestamp'),
    await read('snapshot'),
    await read('targets'),
  ]
  const timestamp = parsed(timestampBytes, (json) => Metadata.fromJSON(MetadataKind.Timestamp, json))
  const snapshot = parsed(snapshotBytes, (json) => Metadata.fromJSON(MetadataKind.Snapshot, json))
  const targets = parsed(targetsBytes, (json) => Metadata.fromJSON(MetadataKind.Targets, json))
  const promisedSnapshot = timestamp?.signed.snapshotMeta
  const promisedTargets = snapshot?.signed.meta['targets.json']
  const checked = (role: CheckedRole['role'], found: Found, follows: () => boolean) =>
    roleOf(role, { delegator: root, name: role, now, ...found }, follows)
  const releases = targets === null ? null : await checkReleases(cache, { targets, snapshot, now })
  return {
    roles: [
      checked('root', { bytes: trustedRoot, metadata: root }, () => true),
      checked('timestamp', { bytes: timestampBytes, metadata: timestamp }, () => true),
      checked(
        'snapshot',
        { bytes: snapshotBytes, metadata: snapshot },
        () => promisedSnapshot !== undefined && isPromised(promisedSnapshot, snapshot, snapshotBytes),
      ),
      checked(
        'targets',
        { bytes: targetsBytes, metadata: targets },
        () => promisedTargets !== undefined && isPromised(promisedTargets, targets, targetsBytes),
      ),
      ...(releases === null ? [] : [releases.role]),
    ],
    index: releases === null ? indexIn(targets) : releases.index,
    publishers: targets === null ? null : publishersIn(targets.signed, indexTarget),
  }
}

/** Null where the targets role vouches for the index itself. */
async function checkReleases(
  cache: string,
  about: {
    readonly targets: Metadata<Targets>
    readonly snapshot: Metadata<Snapshot> | null
    readonly now: number
  },
): Promise<{ readonly role: CheckedRole; readonly index: string | null } | null> {
  const { targets, snapshot, now } = about
  const name = roleFor(targets.signed, indexTarget)
  if (name === null) return null
  const bytes = await readCached(cache, name)
  const metadata = parsed(bytes, (json) => Metadata.fromJSON(MetadataKind.Targets, json))
  const promised = snapshot?.signed.meta[`${name}.json`]
  const role = roleOf('releases', { delegator: targets, name, now, bytes, metadata }, () =>
    promised === undefined ? false : isPromised(promised, metadata, bytes),
  )
  return { role, index: indexIn(metadata) }
}

async function readCached(cache: string, role: string): Promise<Uint8Array | null> {
  return readOwn(path.join(cache, `${encodeURIComponent(role)}.json`)).catch(() => null)
}

function indexIn(role: Metadata<Targets> | null): string | null {
  return role?.signed.targets[indexTarget]?.hashes['sha256'] ?? null
}

type AnyMetadata = Metadata<Root | Timestamp | Snapshot | Targets>

const nothing = { version: null, expires: null, keys: [] }

interface Found {
  readonly bytes: Uint8Array | null
  readonly metadata: AnyMetadata | null
}

function roleOf(
  role: CheckedRole['role'],
  {
    delegator,
    name,
    now,
    bytes,
    metadata,
  }: Found & {
    readonly delegator: Metadata<Root> | Metadata<Targets>
    readonly name: string
    readonly now: number
  },
  follows: () => boolean,
): CheckedRole {
  const keys = keysOf(delegator.signed, name)
  if (bytes === null) return { ...nothing, role, keys, state: 'missing' }
  if (metadata === null) return { ...nothing, role, keys, state: 'broken' }
  const { version, expires } = metadata.signed
  const isSound = attempt(() => {
    delegator.verifyDelegate(name, metadata)
    return follows()
  })
  if (isSound !== true) return { role, version, expires, keys, state: 'broken' }
  return { role, version, expires, keys, state: Date.parse(expires) > now ? 'valid' : 'expired' }
}

function keysOf(delegator: Root | Targets, name: string): readonly string[] {
  const { keys = {}, roles } = delegator instanceof Root ? delegator : (delegator.delegations ?? {})
  return attempt(() => keyIdsIn(keys, roles?.[name]?.keyIDs ?? [])) ?? []
}

interface Promised {
  readonly version: number
  readonly verify: (bytes: Buffer) => void
}

function isPromised(meta: Promised, metadata: AnyMetadata | null, bytes: Uint8Array | null): boolean {
  if (metadata === null || bytes === null) return false
  meta.verify(Buffer.from(bytes))
  return meta.version === metadata.signed.version
}

function parsed<T>(bytes: Uint8Array | null, parse: (json: never) => T): T | null {
  if (bytes === null) return null
  return attempt(() => {
    const text = Buffer.from(bytes).toString('utf8')
    parseJsonStrict(text)
    return parse(JSON.parse(text) as never)
  })
}

/** Null where it cannot be: a link that does not hold, whatever the parser calls it. */
function attempt<T>(act: () => T): T | null {
  try {
    return act()
  } catch {
    return null
  }
}
