import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { PackageSummary, VerificationResult } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'

export type Installed =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly packages: readonly PackageSummary[] }
  | { readonly state: 'failed'; readonly failure: Failure }

/** Results are kept by package name; a change of the machine makes them worthless. */
export type Verification =
  | { readonly state: 'unknown' }
  | { readonly state: 'verifying' }
  | { readonly state: 'verified'; readonly results: ReadonlyMap<string, VerificationResult> }
  | { readonly state: 'failed'; readonly failure: Failure }

/** What is installed, re-read whenever the machine changes, and whether its files are as signed. */
export function useInstalled(client: Client) {
  const installed = shallowRef<Installed>({ state: 'loading' })
  const verification = shallowRef<Verification>({ state: 'unknown' })
  let reading: AbortController | undefined
  let verifying: AbortController | undefined

  async function refresh(): Promise<void> {
    reading?.abort()
    const mine = (reading = new AbortController())
    try {
      const packages = await client.run('package.installed', {}, { signal: mine.signal })
      if (!mine.signal.aborted) installed.value = { state: 'ready', packages }
    } catch (error) {
      if (mine.signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      installed.value = { state: 'failed', failure: error.failure }
    }
  }

  async function verify(): Promise<void> {
    verifying?.abort()
    const mine = (verifying = new AbortController())
    verification.value = { state: 'verifying' }
    try {
      const results = await client.run('package.verify', {}, { signal: mine.signal })
      if (mine.signal.aborted) return
      verification.value = {
        state: 'verified',
        results: new Map(results.map((result) => [result.name, result])),
      }
    } catch (error) {
      if (mine.signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      verification.value = { state: 'failed', failure: error.failure }
    }
  }

  const stop = client.on((event) => {
    if (event.kind === 'machine-changed') {
      verifying?.abort()
      verification.value = { state: 'unknown' }
    }
    void refresh()
  })
  onScopeDispose(() => {
    stop()
    reading?.abort()
    verifying?.abort()
  })
  return {
    installed: shallowReadonly(installed),
    verification: shallowReadonly(verification),
    refresh,
    verify,
  }
}
