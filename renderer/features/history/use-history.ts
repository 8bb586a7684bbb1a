import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { HistoryEntry } from '../../../engine/api/history-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'

export type History =
  | { readonly state: 'loading' }
  /** Newest first. `bytes` is what all kept generations use together; null where it is not known. */
  | { readonly state: 'ready'; readonly entries: readonly HistoryEntry[]; readonly bytes: number | null }
  | { readonly state: 'failed'; readonly failure: Failure }

/** Every kept generation, re-read whenever the machine changes, and what a person says of one. */
export function useHistory(client: Client) {
  const history = shallowRef<History>({ state: 'loading' })
  const closing = new AbortController()
  let reading: AbortController | undefined

  async function refresh(): Promise<void> {
    reading?.abort()
    const { signal } = (reading = new AbortController())
    try {
      const entries = await client.run('history.list', {}, { signal })
      if (signal.aborted) return
      history.value = { state: 'ready', entries, bytes: bytesKnown() }
      const bytes = await storeBytes(client, signal)
      if (!signal.aborted && bytes !== null) history.value = { state: 'ready', entries, bytes }
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      history.value = { state: 'failed', failure: error.failure }
    }
  }

  function bytesKnown(): number | null {
    return history.value.state === 'ready' ? history.value.bytes : null
  }

  /** Null when it is done; else why it is not. */
  async function say(change: () => Promise<readonly HistoryEntry[]>): Promise<Failure | null> {
    try {
      const entries = await change()
      history.value = { state: 'ready', entries, bytes: bytesKnown() }
      return null
    } catch (error) {
      if (closing.signal.aborted) return null
      if (!(error instanceof OperationFailed)) throw error
      return error.failure
    }
  }

  const { signal } = closing
  const stop = client.on((event) => {
    if (event.kind === 'machine-changed') void refresh()
  })
  onScopeDispose(() => {
    stop()
    reading?.abort()
    closing.abort()
  })
  return {
    history: shallowReadonly(history),
    refresh,
    pin: (generation: number, pinned: boolean) =>
      say(() => client.run('history.pin', { generation, pinned }, { signal })),
    label: (generation: number, label: string | null) =>
      say(() => client.run('history.label', { generation, label }, { signal })),
  }
}

/** The page says how many generations there are even where it cannot be told what they use. */
async function storeBytes(client: Client, signal: AbortSignal): Promise<number | null> {
  try {
    const status = await client.run('system.status', {}, { signal })
    return status.storeBytes
  } catch (error) {
    if (error instanceof OperationFailed) return null
    throw error
  }
}
