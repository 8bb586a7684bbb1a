import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, open, rename, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { onDisk } from '../system-errors.ts'

/** Writes a file so that a reader sees the old or the new one, whole. */
export async function publishBytes(file: string, bytes: Uint8Array | string): Promise<void> {
  await replacing(file, async (temporary) => {
    const handle = await open(temporary, 'wx', 0o644)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
  })
}

export async function publishCopy(source: string, file: string): Promise<void> {
  await replacing(file, async (temporary) => copyFile(source, temporary))
}

/** `file` becomes another name of `target`, which lies beside it; a copy where the system has no links. */
export async function publishLink(file: string, target: string): Promise<void> {
  const source = path.join(path.dirname(file), target)
  await replacing(file, async (temporary) => {
    await symlink(target, temporary).catch(async () => copyFile(source, temporary))
  })
}

/** Lets `write` make the file under another name beside it, then moves it into place. */
export async function replacing<T>(file: string, write: (temporary: string) => Promise<T>): Promise<T> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.new`
  return onDisk(file, async () => {
    await mkdir(path.dirname(file), { recursive: true })
    try {
      const answer = await write(temporary)
      await rename(temporary, file)
      return answer
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  })
}
