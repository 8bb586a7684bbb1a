import { readFile } from 'node:fs/promises'
import { Refusal } from './failure.ts'

/** A file that a person named; `shown` is how. */
export async function readText(file: string, shown: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw refusalOf(error, shown)
  }
}

/** Null where there is no file. */
export async function readTextIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EISDIR') return null
    throw error
  }
}

function refusalOf(error: unknown, shown: string): unknown {
  const cause = { cause: error }
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Refusal({ code: 'file/not-found', facts: { path: shown } }, cause)
    case 'EISDIR':
      return new Refusal(
        { code: 'request/invalid', facts: { what: 'file', value: shown, problem: 'it is a folder' } },
        cause,
      )
    case 'EACCES':
      return new Refusal({ code: 'disk/denied', facts: { path: shown } }, cause)
    case 'EIO':
    case 'EINVAL':
      return new Refusal(
        { code: 'request/invalid', facts: { what: 'file', value: shown, problem: 'it cannot be read' } },
        cause,
      )
    default:
      return error
  }
}
