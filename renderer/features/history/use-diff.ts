import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { GenerationDiff } from '../../../engine/api/history-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import { locales } from '../../format/locales.ts'

export type Diff =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly diff: GenerationDiff }
  | { readonly state: 'failed'; readonly failure: Failure }

/** What differs between two generations; a newer question makes an older answer worthless. */
export function useDiff(client: Client) {
  const diff = shallowRef<Diff>({ state: 'loading' })
  let current: AbortController | undefined

  async function compare(from: number, to: number): Promise<void> {
    current?.abort()
    const { signal } = (current = new AbortController())
    diff.value = { state: 'loading' }
    try {
      const answer = await client.run('history.diff', { from, to, locales: locales() }, { signal })
      if (!signal.aborted) diff.value = { state: 'ready', diff: answer }
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      diff.value = { state: 'failed', failure: error.failure }
    }
  }

  onScopeDispose(() => current?.abort())
  return { diff: shallowReadonly(diff), compare }
}
