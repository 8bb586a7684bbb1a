import { onScopeDispose, shallowReadonly, shallowRef, watch, type ShallowRef } from 'vue'
import { OperationFailed, type Client } from '../../../engine/api/client.ts'
import type { Input } from '../../../engine/api/operations.ts'
import type { PackageSummary } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import { locales } from '../../format/locales.ts'

export type ListWish = Omit<Input<'catalog.search'>, 'query' | 'limit' | 'offset'>

export type AppList =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly apps: readonly PackageSummary[]; readonly total: number }
  | { readonly state: 'failed'; readonly failure: Failure }

/** Rows read at a time. */
const step = 60

/** The apps that a wish describes, read in steps as a person asks for more, and anew after every change. */
export function useAppList(
  client: Client,
  wish: () => ListWish,
): {
  readonly list: Readonly<ShallowRef<AppList>>
  readonly more: () => Promise<void>
  readonly refresh: () => Promise<void>
} {
  const list = shallowRef<AppList>({ state: 'loading' })
  let limit = step
  let current: AbortController | undefined

  async function refresh(): Promise<void> {
    current?.abort()
    const { signal } = (current = new AbortController())
    try {
      const answer = await client.run(
        'catalog.search',
        { ...wish(), query: '', limit, locales: locales() },
        { signal },
      )
      if (!signal.aborted) list.value = { state: 'ready', apps: answer.packages, total: answer.total }
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      list.value = { state: 'failed', failure: error.failure }
    }
  }

  async function more(): Promise<void> {
    limit = Math.min(1_000, limit + step)
    await refresh()
  }

  const stop = client.on(() => void refresh())
  watch(
    // By what it says: a parent that draws anew makes a new object of the same wish.
    () => JSON.stringify(wish()),
    () => {
      limit = step
      list.value = { state: 'loading' }
      void refresh()
    },
  )
  onScopeDispose(() => {
    stop()
    current?.abort()
  })
  void refresh()
  return { list: shallowReadonly(list), more, refresh }
}
