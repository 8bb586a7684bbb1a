import { constants } from 'node:fs'
import { access, lstat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { EngineError } from './model/failure.ts'

/**
 * What a person can do something about in an error of the file system, as a failure; anything else as it is.
 * `needed` is bytes, where the caller knows.
 */
export async function toDiskFailure(
  error: unknown,
  target: string,
  needed: number | null = null,
): Promise<unknown> {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new EngineError(
        'disk/full',
        { path: target, needed, free: await freeBytes(target) },
        { cause: error },
      )
    case 'EROFS':
      return new EngineError('disk/read-only', { path: target }, { cause: error })
    case 'EPERM':
    case 'ENOTSUP':
    case 'ENOSYS':
      // symlink(2): not a question of whose the folder is.
      if (await isOfLinks(error)) return new EngineError('disk/no-links', { path: target }, { cause: error })
      return systemCode(error) === 'EPERM' ? await denied(target, error) : error
    case 'EACCES':
      return await denied(target, error)
    case 'EISDIR':
    case 'ENXIO':
      return inPlaceOf(placeOf(error, target) ?? target, error)
    case 'EIO':
    // What rmSync met and has no name for (Node 24), which a disk that fails is.
    case '':
      return new EngineError('disk/failing', { path: target }, { cause: error })
    default:
      return error
  }
}

/** A folder; or a pipe or a socket, which cannot be opened to write a file. */
function inPlaceOf(file: string, cause: unknown): EngineError {
  const detail = systemCode(cause) === 'EISDIR' ? 'a folder stands in its place' : 'not a file'
  return new EngineError('state/damaged', { file, detail }, { cause })
}

/** What an error of the system is about, where that is in `folder`: of a renaming, where it led. */
function placeOf(error: unknown, folder: string): string | null {
  if (!(error instanceof Error)) return null
  const { path: from, dest } = error as NodeJS.ErrnoException & { readonly dest?: string }
  const place = dest ?? from ?? null
  return place?.startsWith(`${folder}/`) === true ? place : null
}

/** Of what lies in `target`, the very thing that is closed: to open the folder around it would change nothing. */
async function denied(target: string, cause: unknown): Promise<EngineError> {
  const place = placeOf(cause, target)
  const closed = place === null ? target : await closedPlace(place)
  return new EngineError('disk/denied', { path: closed }, { cause })
}

/** symlink(2): not a question of whose the folder is, unless nothing can be made in it at all, as in one that is immutable. */
async function isOfLinks(error: unknown): Promise<boolean> {
  if (!(error instanceof Error) || !('syscall' in error) || error.syscall !== 'symlink') return false
  const place = placeOf(error, '')
  return place === null || canWrite(path.dirname(place))
}

async function canWrite(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
}

/** Codes for which the disk is to blame, or who closed something of it, wherever it was met. */
const ofTheDisk = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EACCES', '']

/** The failure behind an error of the file system that nobody expected where it came; null where it is none. */
export async function diskFailureBehind(error: unknown): Promise<EngineError | null> {
  const code = systemCode(error)
  if (!(error instanceof Error) || !('path' in error) || typeof error.path !== 'string') return null
  const inTheWay = somethingInTheWay(error.path, code, error)
  if (inTheWay !== null) return inTheWay
  if (code === null || !ofTheDisk.includes(code)) return null
  const place = code === 'EACCES' ? await closedPlace(error.path) : path.dirname(error.path)
  const failure = await toDiskFailure(error, place)
  return failure instanceof EngineError ? failure : null
}

function somethingInTheWay(file: string, code: string | null, cause: Error): EngineError | null {
  if (code === 'EISDIR' || code === 'ENXIO') return inPlaceOf(placeOf(cause, '') ?? file, cause)
  return code === 'ENOTDIR'
    ? new EngineError('state/damaged', { file, detail: 'a file stands in its way' }, { cause })
    : null
}

/** What keeps people out: the file itself, or the innermost folder above it that can still be seen. */
async function closedPlace(file: string): Promise<string> {
  for (let place = file; ; place = path.dirname(place)) {
    const isSeen = await lstat(place).then(
      () => true,
      () => false,
    )
    if (isSeen || place === path.dirname(place)) return place
  }
}

/** Runs `work`; a disk that is full, read-only or closed to us becomes the failure that says so. */
export async function onDisk<T>(target: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw await toDiskFailure(error, target)
  }
}

/** `ENOENT`, `ENOSPC`… of an error of Node's, or null. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/** Bytes a person may still write where `target` is or would be; null where the system does not say. */
export async function freeBytes(target: string): Promise<number | null> {
  for (let place = path.resolve(target); ; place = path.dirname(place)) {
    try {
      const { bavail, bsize } = await statfs(place)
      return bavail * bsize
    } catch (error) {
      if (systemCode(error) !== 'ENOENT' || place === path.dirname(place)) return null
    }
  }
}
