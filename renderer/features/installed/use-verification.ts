import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { RestoreResult, VerificationResult } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'

export type Results = ReadonlyMap<string, VerificationResult>

/** What is being done to installed files; one thing at a time. `name` null means all packages. */
export type Work =
  | { readonly state: 'idle' }
  | { readonly state: 'verifying' | 'repairing'; readonly name: string | null }
  | { readonly state: 'failed'; readonly name: string | null; readonly failure: Failure }

/** Results by package name; a change of the machine makes them worthless. */
export interface Verification {
  readonly work: Work
  readonly results: Results
  /** Whether every package was compared, not only one that was asked for. */
  readonly all: boolean
}

const unknown: Verification = { work: { state: 'idle' }, results: new Map(), all: false }

/** Whether installed files are as signed, and the repair of those that are not. */
export function useVerification(client: Client) {
  const verification = shallowRef<Verification>(unknown)
  let current: AbortController | undefined

  /** Only what the newest question is told counts. */
  async function perform(work: Work & { name: string | null }, act: (signal: AbortSignal) => Promise<void>) {
    current?.abort()
    const { signal } = (current = new AbortController())
    verification.value = { ...verification.value, work }
    try {
      await act(signal)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      const failed = { state: 'failed' as const, name: work.name, failure: error.failure }
      verification.value = { ...verification.value, work: failed }
    }
  }

  async function compare(name: string | null, signal: AbortSignal): Promise<void> {
    const found = await client.run('package.verify', askedFor(name), { signal })
    if (signal.aborted) return
    const told = new Map(found.map((result) => [result.name, result]))
    const { results, all } = verification.value
    verification.value =
      name === null
        ? { work: { state: 'idle' }, results: told, all: true }
        : { work: { state: 'idle' }, results: new Map([...results, ...told]), all }
  }

  function verify(name: string | null = null): Promise<void> {
    return perform({ state: 'verifying', name }, (signal) => compare(name, signal))
  }

  /** Resolves with what the engine did; null where it failed. Afterwards the files are compared once more. */
  async function repair(name: string | null = null): Promise<RestoreResult | null> {
    let done: RestoreResult | null = null
    await perform({ state: 'repairing', name }, async (signal) => {
      done = await client.run('package.restore', askedFor(name), { signal })
    })
    if (done !== null) await verify(name)
    return done
  }

  const stop = client.on((event) => {
    if (event.kind !== 'machine-changed' || verification.value.work.state === 'repairing') return
    current?.abort()
    verification.value = unknown
  })
  onScopeDispose(() => {
    stop()
    current?.abort()
  })
  return { verification: shallowReadonly(verification), verify, repair }
}

function askedFor(name: string | null): { packages?: string[] } {
  return name === null ? {} : { packages: [name] }
}
