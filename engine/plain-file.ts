import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { EngineError } from './model/failure.ts'
import { systemCode } from './system-errors.ts'

/** A pipe that nobody writes to would keep whoever opens it for ever. */
export const plainFlags = constants.O_RDONLY | constants.O_NONBLOCK

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
