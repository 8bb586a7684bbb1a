import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, open, readdir, rename, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { onDisk, systemCode } from '../system-errors.ts'

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

/** Lets `write` make the file under another name beside it, then moves it into place. Killed here: that name stays. */
export async function replacing<T>(file: string, write: (temporary: string) => Promise<T>): Promise<T> {
  const temporary = `${file}.${process.pid}-${randomBytes(6).toString('hex')}.new`
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

const unfinished = /\.(\d+)-[0-9a-f]{12}\.new$/

/**
 * Takes away what commands that were killed had begun to write into a repository, before the next one writes there. What a
 * living one writes stays.
 */
export async function sweepUnfinished(folder: string): Promise<void> {
  await onDisk(folder, async () => {
    for (const name of await namesIn(folder)) {
      const [, pid] = unfinished.exec(name) ?? []
      if (pid !== undefined && !isAlive(Number(pid))) await rm(path.join(folder, name), { force: true })
    }
  })
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder, { recursive: true }).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process is one, too.
    return systemCode(error) === 'EPERM'
  }
}
