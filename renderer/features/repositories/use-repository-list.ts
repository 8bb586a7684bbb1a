import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { RepositoryView } from '../../../engine/api/repository-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'

export type Repositories =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly list: readonly RepositoryView[] }
  | { readonly state: 'failed'; readonly failure: Failure }

/** The repositories of this machine, highest priority first, re-read whenever they change. */
export function useRepositoryList(client: Client) {
  const repositories = shallowRef<Repositories>({ state: 'loading' })
  let reading: AbortController | undefined

  async function refresh(): Promise<void> {
    reading?.abort()
    const mine = (reading = new AbortController())
    try {
      const list = await client.run('repository.list', {}, { signal: mine.signal })
      if (!mine.signal.aborted) repositories.value = { state: 'ready', list }
    } catch (error) {
      if (mine.signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      repositories.value = { state: 'failed', failure: error.failure }
    }
  }

  const stop = client.on((event) => {
    if (event.kind === 'catalog-changed') void refresh()
  })
  onScopeDispose(() => {
    stop()
    reading?.abort()
  })
  return { repositories: shallowReadonly(repositories), refresh }
}
