import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { type Client, OperationFailed } from '../../../engine/api/client.ts'
import type { TrustAnswer } from '../../../engine/api/publisher-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'

export type Trust =
  | { readonly state: 'checking' }
  | { readonly state: 'checked'; readonly answer: TrustAnswer }
  | { readonly state: 'failed'; readonly failure: Failure }

/** What vouches for something installed, checked on this device each time it is asked. */
export function useTrust(client: Client) {
  const trust = shallowRef<Trust>({ state: 'checking' })
  let current: AbortController | undefined

  async function check(what: string): Promise<void> {
    current?.abort()
    const { signal } = (current = new AbortController())
    trust.value = { state: 'checking' }
    try {
      const answer = await client.run('trust.explain', { what }, { signal })
      if (!signal.aborted) trust.value = { state: 'checked', answer }
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      trust.value = { state: 'failed', failure: error.failure }
    }
  }

  onScopeDispose(() => current?.abort())
  return { trust: shallowReadonly(trust), check }
}
