import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { PackageSummary } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import { locales } from '../../format/locales.ts'

export type Installed =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly packages: readonly PackageSummary[] }
  | { readonly state: 'failed'; readonly failure: Failure }

/** What is installed, re-read whenever the machine changes, and when a person comes back to the window. */
export function useInstalled(client: Client) {
  const installed = shallowRef<Installed>({ state: 'loading' })
  let reading: AbortController | undefined

  async function refresh(): Promise<void> {
    reading?.abort()
    const mine = (reading = new AbortController())
    try {
      const packages = await client.run('package.installed', { locales: locales() }, { signal: mine.signal })
      if (!mine.signal.aborted) installed.value = { state: 'ready', packages }
    } catch (error) {
      if (mine.signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      installed.value = { state: 'failed', failure: error.failure }
    }
  }

  // What was started meanwhile was started in other windows.
  const look = () => void refresh()
  window.addEventListener('focus', look)
  const stop = client.on(look)
  onScopeDispose(() => {
    stop()
    window.removeEventListener('focus', look)
    reading?.abort()
  })
  return { installed: shallowReadonly(installed), refresh }
}
