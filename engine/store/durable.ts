import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { EngineError } from '../model/failure.ts'
import { onDisk, systemCode, toDiskFailure } from '../system-errors.ts'

/** Replaces `file` as a whole: whoever reads it, or cuts the power, sees the old bytes or the new ones. */
export async function writeDurably(file: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const temporary = `${file}.new-${process.pid}`
  try {
    await mkdir(path.dirname(file), { recursive: true })
    const handle = await open(temporary, 'w', mode)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await renameOver(temporary, file)
    await syncFolder(path.dirname(file))
  } catch (error) {
    await rm(temporary, { force: true })
    throw await toDiskFailure(error, path.dirname(file))
  }
}

/** Where somebody made a folder in the place of a file of ours: an empty one goes, what lies in another one is theirs. */
export async function renameOver(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (systemCode(error) !== 'EISDIR') throw error
    await rmdir(to).catch(async () => {
      throw await toDiskFailure(error, to)
    })
    await rename(from, to)
  }
}

/** Makes renames and new names in `folder` survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // An error of fsync names no file: whoever meets it could not tell where it was.
  await onDisk(folder, async () => {
    const handle = await open(folder, 'r')
    try {
      await handle.sync().catch((error: unknown) => {
        // Some file systems have no such call for folders: names are as safe there as they get.
        if (!['EINVAL', 'ENOTSUP'].includes(systemCode(error) ?? '')) throw error
      })
    } finally {
      await handle.close()
    }
  })
}

/**
 * One syncfs for everything written so far: a tenth of the price of an fsync for each file, and Node has no
 * call for it. Where `sync` cannot be run (other systems), the data is still written by the kernel in time.
 */
export async function syncFileSystem(folder: string): Promise<void> {
  // Few commands start another program, and what that takes is loaded in milliseconds.
  const { execFile } = await import('node:child_process')
  try {
    await promisify(execFile)('sync', ['-f', folder])
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT') return
    // It ran, and what it says by its status is that the data is not on the disk.
    if (code === null) throw new EngineError('disk/failing', { path: folder }, { cause: error })
    throw await toDiskFailure(error, folder)
  }
}
