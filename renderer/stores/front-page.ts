import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { OperationFailed } from '../../engine/api/client.ts'
import type { DiscoverAnswer } from '../../engine/api/catalog-operations.ts'
import type { Failure } from '../../engine/model/failure.ts'
import { useClient } from '../client/provide-client.ts'
import { locales } from '../format/locales.ts'

export type FrontPage =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly answer: DiscoverAnswer }
  | { readonly state: 'failed'; readonly failure: Failure }

/** The front page as the engine last told it. A newer reading replaces it only when it is there. */
export const useFrontPage = defineStore('front-page', () => {
  const client = useClient()
  const page = shallowRef<FrontPage>({ state: 'loading' })
  let current: AbortController | undefined

  async function refresh(): Promise<void> {
    current?.abort()
    const { signal } = (current = new AbortController())
    if (page.value.state === 'failed') page.value = { state: 'loading' }
    try {
      const answer = await client.run('catalog.discover', { locales: locales() }, { signal })
      if (!signal.aborted) page.value = { state: 'ready', answer }
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      page.value = { state: 'failed', failure: error.failure }
    }
  }

  /** Reads now and after every change, until the returned function is called. */
  function follow(): () => void {
    void refresh()
    const stop = client.on(() => void refresh())
    return () => {
      stop()
      current?.abort()
    }
  }

  return { page, refresh, follow }
})
