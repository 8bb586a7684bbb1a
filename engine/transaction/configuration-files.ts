import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { readPlainSync } from '../plain-file.ts'
import { systemCode } from '../system-errors.ts'

/** In the place of a digest: of a folder, a pipe, or what its owner closed. A person's own doing. */
export const unreadable = 'unreadable'

/** Null where nothing is there. */
export function digestOf(file: string): string | null {
  try {
    return createHash('sha256').update(readPlainSync(file, Infinity)).digest('hex')
  } catch (error) {
    return ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemCode(error) ?? '') ? null : unreadable
  }
}

export function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory()
  } catch {
    // Nothing, or nothing that can be looked at.
    return false
  }
}

/** False where a folder cannot be, because a person has something else there. */
export function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    return true
  } catch (error) {
    if (['EEXIST', 'ENOTDIR', 'ENOENT', 'ELOOP'].includes(systemCode(error) ?? '')) return false
    throw error
  }
}

/**
 * Whole or not at all, also where the power goes: the bytes are on the disk before the name is. `root` is where what a
 * crash leaves is swept away, unless a link leads to another file system.
 */
export function copyWhole(
  source: string,
  file: string,
  { root, mode }: { root: string; mode: number },
): void {
  const folder = path.dirname(file)
  const place = statSync(folder).dev === statSync(root).dev ? root : folder
  const temporary = path.join(place, `.new-${process.pid}`)
  copyFileSync(source, temporary)
  chmodSync(temporary, mode)
  syncFile(temporary)
  renameSync(temporary, file)
}

/**
 * Its new name is on the disk before the old one goes: where the power goes between two folders, a renaming may have taken
 * the one and not given the other. Its permissions go with it. `root` as for `copyWhole`.
 */
export function moveWhole(source: string, file: string, root: string): void {
  const temporary = path.join(root, `.new-${process.pid}`)
  try {
    linkSync(source, temporary)
    renameSync(temporary, file)
  } catch (error) {
    // Another file system, or one without hard links.
    if (!['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK'].includes(systemCode(error) ?? '')) throw error
    copyWhole(source, file, { root, mode: statSync(source).mode & 0o777 })
  }
  for (let folder = path.dirname(file); folder.startsWith(path.dirname(root)); folder = path.dirname(folder))
    syncFile(folder)
  // Killed here: it is in both places, with the same bytes.
  rmSync(source)
}

export function removeEmptyFolders(folder: string, root: string): void {
  for (let place = folder; place.startsWith(root); place = path.dirname(place)) {
    if (!existsSync(place)) continue
    // A link is how a person keeps configuration elsewhere; it stays.
    if (!lstatSync(place).isDirectory() || readdirSync(place).length > 0) return
    rmdirSync(place)
  }
}

function syncFile(file: string): void {
  const descriptor = openSync(file, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
