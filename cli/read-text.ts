import { statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { openStream } from '../engine/open-stream.ts'
import { Refusal } from './failure.ts'

/** UTF-16 units. More than any key, rules or list that a person hands over; what has no end is not waited for. */
const longest = 4_000_000

/** A file that a person named; `shown` is how. */
export async function readText(file: string, shown: string, signal: AbortSignal): Promise<string> {
  try {
    return await textOf(openStream(file, signal), shown, signal)
  } catch (error) {
    throw refusalOf(error, shown)
  }
}

/** All that a stream has. */
export async function textOf(stream: Readable, shown: string, signal: AbortSignal): Promise<string> {
  try {
    let text = ''
    for await (const chunk of stream.setEncoding('utf8')) {
      text += String(chunk)
      if (text.length > longest) throw notUsable(shown, 'it is too large')
    }
    return text
  } catch (error) {
    signal.throwIfAborted()
    throw refusalOf(error, shown)
  }
}

/** Null where there is no file. */
export async function readTextIfThere(
  file: string,
  shown: string,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    // A folder beside it may be called as what is meant is.
    if (statSync(file).isDirectory()) return null
  } catch (error) {
    if (noSuchFile.has((error as NodeJS.ErrnoException).code ?? '')) return null
  }
  return readText(file, shown, signal)
}

const noSuchFile: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'])

function refusalOf(error: unknown, shown: string): unknown {
  const cause = { cause: error }
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Refusal({ code: 'file/not-found', facts: { path: shown } }, cause)
    case 'EISDIR':
      return notUsable(shown, 'it is a folder', error)
    case 'EACCES':
      return new Refusal({ code: 'disk/denied', facts: { path: shown } }, cause)
    case 'EIO':
    case 'EINVAL':
    case 'ELOOP':
    case 'EAGAIN':
    case 'ENXIO':
      return notUsable(shown, 'it cannot be read', error)
    default:
      return error
  }
}

function notUsable(shown: string, problem: string, cause?: unknown): Refusal {
  return new Refusal({ code: 'request/invalid', facts: { what: 'file', value: shown, problem } }, { cause })
}
