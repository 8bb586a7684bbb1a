import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { CleanupReport } from '../../../engine/api/history-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'

export type Cleanup =
  | { readonly state: 'loading' }
  | { readonly state: 'ready' | 'cleaning'; readonly report: CleanupReport }
  | { readonly state: 'failed'; readonly failure: Failure }

/** What nothing needs any more, looked at again whenever the machine changes, and its removal. */
export function useCleanup(client: Client) {
  const cleanup = shallowRef<Cleanup>({ state: 'loading' })
  let current: AbortController | undefined

  async function ask(dryRun: boolean): Promise<CleanupReport | null> {
    current?.abort()
    const { signal } = (current = new AbortController())
    try {
      const report = await client.run('system.cleanup', { clearCache: true, dryRun }, { signal })
      return signal.aborted ? null : report
    } catch (error) {
      if (signal.aborted) return null
      if (!(error instanceof OperationFailed)) throw error
      cleanup.value = { state: 'failed', failure: error.failure }
      return null
    }
  }

  async function look(): Promise<void> {
    const report = await ask(true)
    if (report !== null) cleanup.value = { state: 'ready', report }
  }

  /** Resolves with what was freed; null where it failed. */
  async function clean(): Promise<CleanupReport | null> {
    if (cleanup.value.state !== 'ready') return null
    cleanup.value = { ...cleanup.value, state: 'cleaning' }
    const done = await ask(false)
    if (done !== null) await look()
    return done
  }

  const stop = client.on((event) => {
    // What is being removed announces itself, too.
    if (event.kind === 'machine-changed' && cleanup.value.state !== 'cleaning') void look()
  })
  onScopeDispose(() => {
    stop()
    current?.abort()
  })
  return { cleanup: shallowReadonly(cleanup), look, clean }
}
