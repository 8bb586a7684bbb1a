import { nextTick, onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { FoundPackage, SearchAnswer } from '../../../engine/api/catalog-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import { toSearchInput } from './search-wish.ts'
import type { Wish } from './search-wish.ts'
import { locales } from '../../format/locales.ts'

/** An answer with its first page, and the wish that it answers. */
export interface Found {
  readonly wish: Wish
  readonly answer: SearchAnswer
}

/** `shown` is the last answer: it stays on screen until the next one is here, so that nothing flickers. */
export type Search =
  | { readonly state: 'searching'; readonly shown: Found | null }
  | { readonly state: 'ready'; readonly shown: Found }
  | { readonly state: 'failed'; readonly shown: Found | null; readonly failure: Failure }

/** Results by their place among all of them; those that nobody has looked at yet are not there. */
export type Results = ReadonlyMap<number, FoundPackage>

/** Searches as fast as a person types: no debounce, each newer wish ends the older one's call. */
export function useSearch(client: Client) {
  const search = shallowRef<Search>({ state: 'searching', shown: null })
  const results = shallowRef<Results>(new Map())
  let current: AbortController | undefined
  /** Numbers of pages that are here or on their way. */
  let pages = new Set<number>()

  async function find(wish: Wish): Promise<void> {
    current?.abort()
    const mine = (current = new AbortController())
    const pressed = keyPressTime()
    search.value = { state: 'searching', shown: search.value.shown }
    try {
      const answer = await pageOf(client, wish, { page: 0, signal: mine.signal })
      if (mine.signal.aborted) return
      pages = new Set([0])
      results.value = new Map(answer.packages.entries())
      search.value = { state: 'ready', shown: { wish, answer } }
      await measurePaint(pressed)
    } catch (error) {
      if (mine.signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      search.value = { state: 'failed', shown: search.value.shown, failure: error.failure }
    }
  }

  /** Brings the results from one place up to another, where they are not here yet. */
  async function reach(from: number, to: number): Promise<void> {
    const { state, shown } = search.value
    const mine = current
    if (state !== 'ready' || mine === undefined) return
    const first = Math.floor(from / pageSize)
    const missing = Array.from({ length: Math.ceil(to / pageSize) - first }, (_, at) => first + at).filter(
      (page) => page >= 0 && page * pageSize < shown.answer.total && !pages.has(page),
    )
    await Promise.all(missing.map((page) => bring(page, shown.wish, mine.signal)))
  }

  async function bring(page: number, wish: Wish, signal: AbortSignal): Promise<void> {
    pages.add(page)
    try {
      const { packages } = await pageOf(client, wish, { page, signal })
      if (signal.aborted) return
      const rows = packages.map((each, at) => [page * pageSize + at, each] as const)
      results.value = new Map([...results.value, ...rows])
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      pages.delete(page)
    }
  }

  onScopeDispose(() => current?.abort())
  return { search: shallowReadonly(search), results: shallowReadonly(results), find, reach }
}

/** Results fetched at once. */
const pageSize = 50

function pageOf(
  client: Client,
  wish: Wish,
  { page, signal }: { readonly page: number; readonly signal: AbortSignal },
): Promise<SearchAnswer> {
  const input = toSearchInput(wish, { limit: pageSize, offset: page * pageSize })
  return client.run('catalog.search', { ...input, locales: locales() }, { signal })
}

/** The name of the mark that the search field sets at each key press. */
export const keyPressMark = 'search:key'

/** The result that gets the band: it is what was typed, letter for letter, and nothing else is. */
export function leadingResult(found: Found): FoundPackage | null {
  const query = found.wish.query.trim().toLowerCase()
  if (query === '' || found.wish.order !== 'best') return null
  const exact = found.answer.packages.filter(
    (each) => each.name.toLowerCase() === query || each.title.toLowerCase() === query,
  )
  const [only] = exact
  return exact.length === 1 && only !== undefined && only === found.answer.packages[0] ? only : null
}

/** Milliseconds of `performance.now()`. Without a key press (a link, Back) the wish itself is the start. */
function keyPressTime(): number {
  const pressed = performance.getEntriesByName(keyPressMark, 'mark').at(-1)?.startTime
  performance.clearMarks(keyPressMark)
  return pressed ?? performance.now()
}

/** The second frame begins only after the first one with the results was painted. */
async function measurePaint(start: number): Promise<void> {
  await nextTick()
  await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  performance.measure('search', { start, end: performance.now() })
}
