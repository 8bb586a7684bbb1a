import { type FSWatcher, watch } from 'node:fs'
import { systemCode } from '../system-errors.ts'

/** Null where the folder is not there, not for us to look at, or one more than this machine watches. */
export function watchFolder(folder: string, notice: (file: string | null) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, file) => notice(file))
    // It may be removed under us; then there is nothing left to tell.
    watcher.on('error', () => watcher.close())
    return watcher
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'EACCES', 'ENOSPC', 'EMFILE'].includes(systemCode(error) ?? '')) throw error
    return null
  }
}
