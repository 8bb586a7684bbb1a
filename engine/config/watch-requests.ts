import { type Spool, requestOwner } from './request-spool.ts'
import { watchFolder } from './watch-folder.ts'

/** Milliseconds between two notices: whoever writes there all day keeps nobody else's process busy. */
const pause = 500

/**
 * Tells when a request was put down or taken back, in whatever process; with `only`, one of that user. What it says
 * may be a lie: whoever hears of it reads the folder as always. Returns the function that stops it.
 */
export function watchRequests({ folder }: Spool, only: number | null, notice: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const watcher = watchFolder(folder, (file) => {
    const user = requestOwner(file ?? '')
    if (user === null || (only !== null && user !== only)) return
    timer ??= setTimeout(() => {
      timer = undefined
      notice()
    }, pause)
    timer.unref()
  })
  return () => {
    clearTimeout(timer)
    watcher?.close()
  }
}
