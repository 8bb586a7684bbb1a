import { hash, createHash } from 'node:crypto'
import { closeSync, lstatSync, openSync, readFileSync, readlinkSync, readSync, type Stats } from 'node:fs'
import type { FileEntry, Manifest } from '../model/manifest.ts'
import { systemCode } from '../system-errors.ts'
import type { TreeContent } from './tree-content.ts'

export type EntryProblem = 'missing' | 'changed' | 'wrong-mode' | 'wrong-link'

/** Compares what stands at `file` with what a manifest says; null where they agree. */
export function checkEntry(file: string, entry: FileEntry): EntryProblem | null {
  const status = statusOf(file)
  if (status === 'closed') return 'wrong-mode'
  if (status === null) return 'missing'
  switch (entry.type) {
    case 'directory':
      return folderProblem(status)
    case 'symlink':
      if (!status.isSymbolicLink()) return 'changed'
      return readlinkSync(file) === entry.target ? null : 'wrong-link'
    case 'file':
      if (!status.isFile() || status.size !== entry.size) return 'changed'
      if (isOtherMode(status.mode, entry.mode)) return 'wrong-mode'
      return digestOf(file, entry.size) === entry.sha256 ? null : 'changed'
  }
}

/** A folder that its owner can look into. */
const enterable = 0o500

function folderProblem(status: Stats): EntryProblem | null {
  if (!status.isDirectory()) return 'changed'
  return (status.mode & enterable) === enterable ? null : 'wrong-mode'
}

/** Null where nothing stands there; `closed` behind a folder that lets nobody in. */
function statusOf(file: string): Stats | 'closed' | null {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) ?? null
  } catch (error) {
    if (systemCode(error) === 'EACCES') return 'closed'
    // A file stands where a folder on the way to it was.
    if (systemCode(error) === 'ENOTDIR') return null
    throw error
  }
}

/** Set-user-id, set-group-id, and writable for everybody: what no package brings. */
const never = 0o6002

/** Who owns a file may write it or not: only what it is to others is compared, and whether it can be run. */
function isOtherMode(standing: number, wanted: number): boolean {
  return (standing & 0o111) !== (wanted & 0o111) || (standing & never) !== 0
}

/** Bytes up to which a file is read as a whole. */
const small = 1 << 20
/** Fresh pages of memory cost more than hashing, so one buffer serves all. */
let buffer: Uint8Array | null = null

/** An empty text where it cannot be read. */
function digestOf(file: string, size: number): string {
  try {
    if (size <= small) return hash('sha256', readFileSync(file))
    const sum = createHash('sha256')
    const piece = (buffer ??= new Uint8Array(small))
    const handle = openSync(file, 'r')
    try {
      for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece))
        sum.update(piece.subarray(0, read))
    } finally {
      closeSync(handle)
    }
    return sum.digest('hex')
  } catch {
    return ''
  }
}

/** Without what another package has taken over by replacing this one. */
export function ownFiles(manifest: Manifest, content: TreeContent): FileEntry[] {
  return manifest.files.filter((entry) => {
    const standing = content.get(entry.path)
    return standing === undefined || standing.type === 'directory' || standing.owner === manifest.name
  })
}
