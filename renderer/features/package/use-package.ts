import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { PackageDetails } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import { locales } from '../../format/locales.ts'

export type PackageState =
  | { readonly state: 'loading' }
  /** `here` speaks of the installed release, where that is another than the one an install would bring. */
  | { readonly state: 'ready'; readonly details: PackageDetails; readonly here: PackageDetails | null }
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
      const details = await client.run('package.info', { name, locales: locales() }, { signal: mine.signal })
      const here = await installedRelease(details, mine.signal)
      if (!mine.signal.aborted) shown.value = { state: 'ready', details, here }
    } catch (error) {
      if (mine.signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      shown.value = { state: 'failed', failure: error.failure }
    }
  }

  /** Null where it is the one shown. */
  async function installedRelease(
    { name, version, installed }: PackageDetails,
    signal: AbortSignal,
  ): Promise<PackageDetails | null> {
    if (installed === null || installed.version === version) return null
    try {
      return await client.run(
        'package.info',
        { name, version: installed.version, locales: locales() },
        { signal },
      )
    } catch (error) {
      if (error instanceof OperationFailed) return null
      throw error
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
