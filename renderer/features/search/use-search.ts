import { nextTick, onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { SearchAnswer } from '../../../engine/api/catalog-operations.ts'
import type { PackageSummary } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import { toSearchInput } from './search-wish.ts'
import type { Wish } from './search-wish.ts'

/** An answer, and the wish that it answers. */
export interface Found {
  readonly wish: Wish
  readonly answer: SearchAnswer
}

/** `shown` is the last answer: it stays on screen until the next one is here, so that nothing flickers. */
export type Search =
  | { readonly state: 'searching'; readonly shown: Found | null }
  | { readonly state: 'ready'; readonly shown: Found }
  | { readonly state: 'failed'; readonly shown: Found | null; readonly failure: Failure }

/** Searches as fast as a person types: no debounce, each newer wish ends the older one's call. */
export function useSearch(client: Client) {
  const search = shallowRef<Search>({ state: 'searching', shown: null })
  let current: AbortController | undefined

  async function find(wish: Wish, limit = pageSize): Promise<void> {
    current?.abort()
    const mine = (current = new AbortController())
    const pressed = keyPressTime()
    search.value = { state: 'searching', shown: search.value.shown }
    try {
      const answer = await client.run('catalog.search', toSearchInput(wish, limit), { signal: mine.signal })
      if (mine.signal.aborted) return
      search.value = { state: 'ready', shown: { wish, answer } }
      await measurePaint(pressed)
    } catch (error) {
      if (mine.signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      search.value = { state: 'failed', shown: search.value.shown, failure: error.failure }
    }
  }

  onScopeDispose(() => current?.abort())
  return { search: shallowReadonly(search), find }
}

/** Results fetched at once; "Show more" asks for as many again. */
export const pageSize = 50

/** The name of the mark that the search field sets at each key press. */
export const keyPressMark = 'search:key'

/** The result that gets the band: it is what was typed, letter for letter, and nothing else is. */
export function leadingResult(found: Found): PackageSummary | null {
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
