import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import type { FoundPackage } from '../../../engine/api/catalog-operations.ts'
import { OperationFailed, type Client } from '../../../engine/api/client.ts'
import { locales } from '../../format/locales.ts'

/** Apps that the palette shows at once. */
const mostApps = 5
/** Results among which they are. */
const looked = 20

/** What a person would open, and what the first place has; the libraries below that are on the search page. */
function appsAmong(packages: readonly FoundPackage[]): readonly FoundPackage[] {
  return packages.filter(({ role }, at) => at === 0 || role !== 'component').slice(0, mostApps)
}

/** The best few packages for a query, asked for at each key press. */
export function useFoundApps(client: Client) {
  const found = shallowRef<readonly FoundPackage[]>([])
  let current: AbortController | undefined
  let settled = Promise.resolve()

  function find(query: string): void {
    current?.abort()
    const mine = (current = new AbortController())
    settled = query === '' ? Promise.resolve(void (found.value = [])) : read(query, mine.signal)
  }

  /** What cannot be searched has no apps; everything else in the palette still works. */
  async function read(query: string, signal: AbortSignal): Promise<void> {
    try {
      const { packages } = await client.run(
        'catalog.search',
        { query, limit: looked, locales: locales() },
        { signal },
      )
      if (!signal.aborted) found.value = appsAmong(packages)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      found.value = []
    }
  }

  onScopeDispose(() => current?.abort())
  return {
    found: shallowReadonly(found),
    find,
    /** Whoever presses Enter right after the last letter means what that letter will find. */
    whenFound: () => settled,
  }
}
