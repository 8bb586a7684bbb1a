import { type FSWatcher, watch } from 'node:fs'
import path from 'node:path'
import { systemCode } from '../system-errors.ts'
import { decisionFolder } from './decisions.ts'
import type { Administration } from './read-policy.ts'

/** Milliseconds without a write after which a file is taken to be whole. */
const quiet = 50

/**
 * Tells when an administrator has changed the rules or decided about a request, in whatever process: woken by the kernel,
 * no polling. On a machine that nobody manages there is nothing to watch. Returns the function that stops it.
 */
export function watchDecisions(administration: Administration, notice: () => void): () => void {
  const decisions = decisionFolder(administration)
  const policy = path.basename(administration.file)
  let timer: NodeJS.Timeout | undefined
  const changed = (): void => {
    clearTimeout(timer)
    timer = setTimeout(notice, quiet)
    timer.unref()
  }
  let inner = watched(decisions, changed)
  const outer = watched(path.dirname(administration.file), (file) => {
    if (file !== policy && file !== path.basename(decisions)) return
    // The first decision makes its folder.
    inner ??= watched(decisions, changed)
    changed()
  })
  return () => {
    clearTimeout(timer)
    outer?.close()
    inner?.close()
  }
}

/** Null where the folder is not there, not for us to look at, or one more than this machine watches. */
function watched(folder: string, notice: (file: string | null) => void): FSWatcher | null {
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
