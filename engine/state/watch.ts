import { watch } from 'node:fs'
import { readStoredPolicy } from './policy.ts'
import type { State } from './state.ts'
import { readSetting } from './state.ts'

export interface StateChange {
  readonly generation: number | null
  readonly repositories: boolean
}

/**
 * Tells when another process changed the state database: woken by the kernel, no polling. `notice` is called with
 * what differs from what this process last knew. Returns the function that stops it.
 */
export function watchState(
  state: State,
  dataDirectory: string,
  notice: (change: StateChange) => void,
): () => void {
  let known = fingerprint(state)
  let timer: NodeJS.Timeout | undefined
  const compare = () => {
    state.follow()
    const now = fingerprint(state)
    const change: StateChange = {
      generation: now.generation === known.generation ? null : Number(now.generation),
      repositories: now.repositories !== known.repositories,
    }
    known = now
    if (change.generation !== null || change.repositories) notice(change)
  }
  const watcher = watch(dataDirectory, { persistent: false }, (_event, file) => {
    if (file !== 'state.db-wal' && file !== 'state.db') return
    // One commit touches the file several times; look once it is quiet.
    clearTimeout(timer)
    timer = setTimeout(compare, quiet)
    timer.unref()
  })
  // The folder may be removed under us; then there is nothing left to tell.
  watcher.on('error', () => watcher.close())
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}

/** Milliseconds without a write after which a commit is taken to be over. */
const quiet = 50

function fingerprint(state: State): { readonly generation: string | null; readonly repositories: string } {
  const rows = state.all('SELECT name, enabled, priority, last_sync, problem FROM repository ORDER BY name')
  // Rules decide which release of a name is on offer, as priorities do.
  const repositories = JSON.stringify([rows, readStoredPolicy(state)])
  return { generation: readSetting(state, 'generation'), repositories }
}
