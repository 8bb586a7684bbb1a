import { readFile } from 'node:fs/promises'
import { Refusal } from './failure.ts'

/** A file that a person named; `shown` is how. */
export async function readText(file: string, shown: string): Promise<string> {
  const text = await readTextIfThere(file)
  if (text === null) throw new Refusal({ code: 'file/not-found', facts: { path: shown } })
  return text
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
