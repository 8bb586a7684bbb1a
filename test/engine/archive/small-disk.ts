import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whether this machine lets us mount a small disk; says why not where it does not. */
export async function canMountSmallDisk(): Promise<boolean> {
  try {
    await withSmallDisk(64 * 1024, async () => undefined)
    return true
  } catch (error) {
    console.log(
      `skipped: no small tmpfs can be mounted here (${error instanceof Error ? error.message.trim() : ''})`,
    )
    return false
  }
}

/** A disk of `bytes` for as long as `use` runs. */
export async function withSmallDisk<T>(bytes: number, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'small-disk-'))
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=755`, 'tmpfs', folder])
    try {
      return await use(folder)
    } finally {
      await run('umount', [folder])
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
