import path from 'node:path'
import { decisionFolder } from './decisions.ts'
import type { Administration } from './read-policy.ts'
import { watchFolder } from './watch-folder.ts'

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
  let inner = watchFolder(decisions, changed)
  const outer = watchFolder(path.dirname(administration.file), (file) => {
    if (file !== policy && file !== path.basename(decisions)) return
    // The first decision makes its folder.
    inner ??= watchFolder(decisions, changed)
    changed()
  })
  return () => {
    clearTimeout(timer)
    outer?.close()
    inner?.close()
  }
}
