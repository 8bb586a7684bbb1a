import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs'

const writableByOthers = 0o022
const sticky = 0o1000

export type FolderProblem = 'missing' | 'owner' | 'writable' | 'no-folder'

/** What is wrong with a folder that must belong to `uid`; with `isShared` others may write in it where it is sticky. */
export function folderProblem(folder: string, uid: number, isShared: boolean): FolderProblem | null {
  const stats = statIfThere(folder)
  if (stats === null) return 'missing'
  if (!stats.isDirectory()) return 'no-folder'
  if (stats.uid !== uid) return 'owner'
  if ((stats.mode & writableByOthers) === 0) return null
  // Unless it is sticky, anybody could put something else in the place of what somebody put there.
  return isShared && (stats.mode & sticky) !== 0 ? null : 'writable'
}

function statIfThere(file: string): Stats | null {
  try {
    return lstatSync(file)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return null
    throw error
  }
}

/** Null where there is nothing. Of a link itself, not of what it leads to. */
export function ownerOf(file: string): number | null {
  return statIfThere(file)?.uid ?? null
}

export interface OwnedFile {
  readonly text: string
  readonly uid: number
  readonly isWritableByOthers: boolean
  /** A second name could be one that somebody gave to a file of somebody else. */
  readonly names: number
}

/** A plain file of at most so many bytes, and whose it is; null for whatever else lies there. */
export function readOwned(file: string, mostBytes: number): OwnedFile | null {
  const descriptor = openedIfPlain(file)
  if (descriptor === null) return null
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile() || stats.size > mostBytes) return null
    const bytes = Buffer.alloc(mostBytes + 1)
    // It may have grown since.
    const length = readSync(descriptor, bytes, 0, bytes.length, 0)
    if (length > mostBytes) return null
    const isWritableByOthers = (stats.mode & writableByOthers) !== 0
    return { text: bytes.toString('utf8', 0, length), uid: stats.uid, isWritableByOthers, names: stats.nlink }
  } finally {
    closeSync(descriptor)
  }
}

/** Neither follows a link nor waits for whoever writes into a pipe. */
function openedIfPlain(file: string): number | null {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'EACCES', 'ENXIO', 'EISDIR'].includes(codeOf(error))) return null
    throw error
  }
}

/**
 * Writes a file that was not there, through to the disk. Killed in between, or refused by a full disk: nothing, or a file
 * under this name only, which is to be one that nobody reads.
 */
export function writeOwned(file: string, text: string, mode: number): void {
  const descriptor = openSync(
    file,
    constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
    mode,
  )
  try {
    fchmodSync(descriptor, mode)
    writeFileSync(descriptor, text)
    fsyncSync(descriptor)
  } catch (error) {
    removeIfCan(file)
    throw error
  } finally {
    closeSync(descriptor)
  }
}

/** What went wrong before is what is told, and nobody reads what stays. */
export function removeIfCan(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
}

export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, constants.O_RDONLY)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? ''
}
