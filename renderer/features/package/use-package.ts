import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { PackageDetails } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'

export type PackageState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly details: PackageDetails }
  | { readonly state: 'failed'; readonly failure: Failure }

/** Everything known of one package, re-read whenever the engine announces a change. */
export function usePackage(client: Client) {
  const shown = shallowRef<PackageState>({ state: 'loading' })
  let current: AbortController | undefined
  let wanted: string | null = null

  async function show(name: string): Promise<void> {
    // Another package's page must not stay on screen; a re-read of the same one must not flicker.
    if (name !== wanted) shown.value = { state: 'loading' }
    wanted = name
    current?.abort()
    const mine = (current = new AbortController())
    try {
      const details = await client.run('package.info', { name }, { signal: mine.signal })
      if (!mine.signal.aborted) shown.value = { state: 'ready', details }
    } catch (error) {
      if (mine.signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      shown.value = { state: 'failed', failure: error.failure }
    }
  }

  const stop = client.on(() => {
    if (wanted !== null) void show(wanted)
  })
  onScopeDispose(() => {
    stop()
    current?.abort()
  })
  return { shown: shallowReadonly(shown), show }
}
