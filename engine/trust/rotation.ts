import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Root } from '@tufjs/models'
import type { TrustMarks } from '../state/repositories.ts'
import { parseRoot } from './root.ts'

type RoleName = 'timestamp' | 'snapshot' | 'targets'

/**
 * Whoever stole a key may have signed the highest versions there are, so that nothing honest could follow. With the
 * key its versions are forgotten, in the cache (TUF 5.3.11) and among what was seen. Only signers of the root can
 * bring that about.
 */
export async function forgetRotated(cache: string, before: Root): Promise<boolean> {
  const after = await newestRoot(cache)
  if (after === null || !isRotated(before, after, ['timestamp', 'snapshot'])) return false
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
    ...(isRotated(before, after, ['targets']) ? { targetsVersion: 0 } : {}),
  }
}

async function newestRoot(cache: string): Promise<Root | null> {
  try {
    return parseRoot(await readFile(path.join(cache, 'root.json'))).signed
  } catch {
    // Not a root that we would follow: then there is nothing to forget.
    return null
  }
}

function isRotated(before: Root, after: Root, roles: readonly RoleName[]): boolean {
  return roles.some((role) => keysOf(before, role) !== keysOf(after, role))
}

function keysOf(root: Root, role: RoleName): string {
  return (root.roles[role]?.keyIDs ?? []).toSorted().join(' ')
}
