import { lstatSync, readdirSync } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'

/** Bytes of a block in `st_blocks` (stat(2)). */
const block = 512

/** What lies below a path takes of the disk, as du(1) counts it. `seen` holds files that were counted under another name. */
export function bytesOnDisk(place: string, seen: Set<string> = new Set()): number {
  const status = lstatSync(place, { throwIfNoEntry: false })
  if (status === undefined) return 0
  const key = `${status.dev} ${status.ino}`
  if (seen.has(key)) return 0
  seen.add(key)
  const own = (status.blocks ?? 0) * block
  if (!status.isDirectory()) return own
  return namesIn(place).reduce((sum, name) => sum + bytesOnDisk(path.join(place, name), seen), own)
}

/** What a tree takes besides the files that it shares: folders, links and copies. */
export function unsharedBytes(place: string): number {
  const status = lstatSync(place, { throwIfNoEntry: false })
  if (status === undefined) return 0
  const own = (status.blocks ?? 0) * block
  if (!status.isDirectory()) return status.nlink > 1 ? 0 : own
  return namesIn(place).reduce((sum, name) => sum + unsharedBytes(path.join(place, name)), own)
}

/** Bytes of all files below `folder`, each counted once however many names it has, without holding others up. */
export async function sizeOnDisk(folder: string): Promise<number> {
  const seen = new Set<number>()
  let bytes = 0
  // With types, because without them Node follows links: two that lead round in circles would never end.
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const status = await lstat(path.join(entry.parentPath, entry.name)).catch(() => null)
    if (status === null || seen.has(status.ino)) continue
    seen.add(status.ino)
    bytes += status.size
  }
  return bytes
}

/** Sorted; nothing where there is no such folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}
