import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { EngineError } from './model/failure.ts'
import { systemCode } from './system-errors.ts'

/** A pipe that nobody writes to would keep whoever opens it for ever. */
export const plainFlags = constants.O_RDONLY | constants.O_NONBLOCK

/** As 'w' and 'a' for files of ours, where such a pipe is ENXIO, as a socket is. */
export const writing = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NONBLOCK
export const appending = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NONBLOCK

/**
 * Opens a file with bytes of its own. What else may stand under a name, such as a pipe or a device, is waited for or never
 * ends: `request/invalid`, as is a file of more than `most` bytes. Other errors of the system are thrown as they are.
 */
export async function openPlain(file: string, most = Infinity): Promise<FileHandle> {
  const handle = await open(file, plainFlags).catch((error: unknown) => {
    throw refusalOf(error, file)
  })
  try {
    check(await handle.stat(), { file, most })
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** All bytes of such a file. */
export async function readPlain(file: string, most: number): Promise<Buffer> {
  const handle = await openPlain(file, most)
  try {
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

export function readPlainSync(file: string, most: number): Buffer {
  const descriptor = opened(file)
  try {
    check(fstatSync(descriptor), { file, most })
    return readFileSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** All bytes of a file that this program wrote. `state/damaged` where something stands in its place that nobody wrote bytes to. */
export async function readOwn(file: string): Promise<Buffer> {
  const handle = await open(file, plainFlags).catch((error: unknown) => {
    throw systemCode(error) === 'ENXIO' ? notOurs(file, error) : error
  })
  try {
    if (isStrange(await handle.stat())) throw notOurs(file)
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

export function readOwnSync(file: string): Buffer {
  const descriptor = openOwn(file)
  try {
    if (isStrange(fstatSync(descriptor))) throw notOurs(file)
    return readFileSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function openOwn(file: string): number {
  try {
    return openSync(file, plainFlags)
  } catch (error) {
    throw systemCode(error) === 'ENXIO' ? notOurs(file, error) : error
  }
}

/** Of a folder the system itself says what it is. */
function isStrange(status: Stats): boolean {
  return !status.isFile() && !status.isDirectory()
}

function notOurs(file: string, cause?: unknown): EngineError {
  return new EngineError('state/damaged', { file, detail: 'not a file' }, { cause })
}

function opened(file: string): number {
  try {
    return openSync(file, plainFlags)
  } catch (error) {
    throw refusalOf(error, file)
  }
}

function check(status: Stats, { file, most }: { readonly file: string; readonly most: number }): void {
  if (status.isDirectory()) throw refusal(file, 'it is a folder')
  if (!status.isFile()) throw refusal(file, notPlain)
  if (status.size > most) throw refusal(file, 'it is too large')
}

const notPlain = 'it is a pipe, a socket or a device, and no file with bytes of its own'

/** A socket cannot be opened at all, nor can a link that leads in a circle. */
function refusalOf(error: unknown, file: string): unknown {
  if (systemCode(error) === 'ENXIO') return refusal(file, notPlain, error)
  if (systemCode(error) === 'ELOOP') return refusal(file, 'it is a link that leads in a circle', error)
  return error
}

function refusal(file: string, problem: string, cause?: unknown): EngineError {
  return new EngineError('request/invalid', { what: 'file', value: file, problem }, { cause })
}
