import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Root } from '@tufjs/models'
import type { TrustMarks } from '../state/repositories.ts'
import { parseRoot } from './root.ts'
import { readOwn } from '../plain-file.ts'

type RoleName = 'timestamp' | 'snapshot' | 'targets'

/** What is known of a repository before anything but its root was verified. */
export interface RootTrust {
  readonly trustedRoot: Uint8Array
  readonly root: Root
  /** Those before, without what keys signed that the root no longer names. */
  readonly marks: TrustMarks | null
}

/** The root of a cache, where it follows the one before; every root that is written there was verified. */
export async function newerRoot(
  cache: string,
  marks: TrustMarks | null,
  before: Root,
): Promise<RootTrust | null> {
  const trustedRoot = await readOwn(path.join(cache, 'root.json'))
  const root = parseRoot(trustedRoot).signed
  if (root.version <= before.version) return null
  const kept = marksAfterRotation(marks, before, root)
  return { trustedRoot, root, marks: kept === null ? null : { ...kept, ...rootMarks(root) } }
}

/**
 * Whoever stole a key may have signed the highest versions there are, so that nothing honest could follow. With the
 * key its versions are forgotten, in the cache (TUF 5.3.11) and among what was seen. Only signers of the root can
 * bring that about.
 */
export async function forgetRotated(cache: string, before: Root, after: Root): Promise<boolean> {
  if (!isRotated(before, after, ['timestamp', 'snapshot'])) return false
  for (const role of ['timestamp', 'snapshot']) await rm(path.join(cache, `${role}.json`), { force: true })
  return true
}

/** What was seen, without what was signed by keys that `after` no longer names. */
export function marksAfterRotation(marks: TrustMarks | null, before: Root, after: Root): TrustMarks | null {
  if (marks === null) return null
  return {
    ...marks,
    ...(isRotated(before, after, ['timestamp', 'snapshot'])
      ? { timestampVersion: 0, snapshotVersion: 0 }
      : {}),
    // A snapshot vouches for the version of targets, so that its key decides on that, too.
    ...(isRotated(before, after, ['snapshot', 'targets']) ? withoutTargets(marks) : {}),
  }
}

/** And on that of every role to which targets delegates; that it delegates is not forgotten. */
function withoutTargets({ advisories, releasesVersion }: TrustMarks): Partial<TrustMarks> {
  return {
    targetsVersion: 0,
    ...(releasesVersion === undefined ? {} : { releasesVersion: 0 }),
    advisories: advisories === null ? null : { ...advisories, version: 0 },
  }
}

/** What marks tell of a root. */
export function rootMarks(
  root: Root,
): Pick<TrustMarks, 'rootVersion' | 'rootExpires' | 'rootKeys' | 'rootThreshold'> {
  return {
    rootVersion: root.version,
    rootExpires: root.expires,
    rootKeys: root.roles['root']?.keyIDs.length ?? 0,
    rootThreshold: root.roles['root']?.threshold ?? 0,
  }
}

function isRotated(before: Root, after: Root, roles: readonly RoleName[]): boolean {
  return roles.some((role) => keysOf(before, role) !== keysOf(after, role))
}

function keysOf(root: Root, role: RoleName): string {
  return (root.roles[role]?.keyIDs ?? []).toSorted().join(' ')
}
