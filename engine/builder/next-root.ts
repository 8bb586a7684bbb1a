/** A root before all its signatures are there: who may sign what, and who has agreed to that so far. */
import { Metadata, MetadataKind, Root } from '@tufjs/models'
import { parseJsonStrict } from '../base/json.ts'
import type { Signer } from '../keys/signer.ts'
import type { PublicKey } from '../model/signature.ts'
import {
  addSignature,
  countSignatures,
  expiryOf,
  type RootRole,
  rootRoles,
  specVersion,
  tufKey,
  tufKeyId,
} from './tuf-metadata.ts'

export type RoleKeys = Readonly<Partial<Record<RootRole, readonly PublicKey[]>>>

export interface NextRoot {
  /** The root that it follows; null for the first. */
  readonly before: Root | null
  /** Roles that get new keys; the others keep theirs. */
  readonly keys: RoleKeys
  /** How many of the root's keys must sign from now on; usually as many as before. */
  readonly threshold?: number | undefined
  /** The same of the keys of targets. */
  readonly targetsThreshold?: number | undefined
  readonly now: Date
  /** Days until it ends. */
  readonly days: number
}

/** Signatures that a root still lacks. */
export interface Lacking {
  /** Of keys that the root before names, and of those that it names itself (TUF 1.0, 5.3.4). */
  readonly before: number
  readonly own: number
}

export function nextRoot(next: NextRoot): Metadata<Root> {
  const { before, keys, now, days } = next
  const roles = Object.fromEntries(rootRoles.map((name) => [name, roleOf(name, next)]))
  const named = new Set(Object.values(roles).flatMap(({ keyids }) => keyids))
  const fresh = Object.values(keys).flatMap((of) => of.map((key) => tufKey(key)))
  const known = [...Object.values(before?.keys ?? {}), ...fresh].filter(({ keyID }) => named.has(keyID))
  const root = Root.fromJSON({
    _type: 'root',
    spec_version: specVersion,
    version: (before?.version ?? 0) + 1,
    expires: expiryOf(now, days),
    keys: Object.fromEntries(known.map((key) => [key.keyID, key.toJSON()])),
    roles,
    consistent_snapshot: true,
  })
  return new Metadata(root)
}

function roleOf(name: RootRole, next: NextRoot): { keyids: string[]; threshold: number } {
  const { before, keys } = next
  const old = before?.roles[name]
  const thresholds: Partial<Record<RootRole, number | undefined>> = {
    root: next.threshold,
    targets: next.targetsThreshold,
  }
  const wanted = thresholds[name]
  return {
    keyids: keys[name]?.map(tufKeyId) ?? [...(old?.keyIDs ?? [])],
    threshold: wanted ?? old?.threshold ?? 1,
  }
}

export async function signRoot(root: Metadata<Root>, signers: readonly Signer[]): Promise<void> {
  for (const signer of signers) await addSignature(root, signer)
}

/** What `root` lacks before clients of `before` follow it; zeros where nothing. */
export function lackingIn(root: Metadata<Root>, before: Root | null): Lacking {
  return {
    before: before === null ? 0 : lackingOf(before, root),
    own: lackingOf(root.signed, root),
  }
}

export function isComplete({ before, own }: Lacking): boolean {
  return before === 0 && own === 0
}

/** Null where the bytes are no root. Says nothing about who signed it. */
export function parsePending(bytes: Uint8Array): Metadata<Root> | null {
  try {
    const json = parseJsonStrict(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return Metadata.fromJSON(MetadataKind.Root, json as Parameters<typeof Metadata.fromJSON>[1])
  } catch {
    // Whatever it lacks, it is no root.
    return null
  }
}

function lackingOf({ roles, keys }: Root, root: Metadata<Root>): number {
  const { keyIDs = [], threshold = 1 } = roles['root'] ?? {}
  const known = keyIDs.flatMap((id) => keys[id] ?? [])
  return Math.max(0, threshold - countSignatures(root, known))
}
