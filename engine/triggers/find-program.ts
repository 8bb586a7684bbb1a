import { access, constants, stat } from 'node:fs/promises'
import path from 'node:path'

/** The absolute path of a program on `searched`, a PATH; null where it is not there. */
export async function findProgram(name: string, searched: string | undefined): Promise<string | null> {
  for (const folder of (searched ?? '').split(path.delimiter)) {
    const file = path.join(folder, name)
    if (path.isAbsolute(folder) && (await isProgram(file))) return file
  }
  return null
}

export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    // Not there, or not for us.
    return false
  }
}
