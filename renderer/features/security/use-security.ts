import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { AuditAnswer } from '../../../engine/api/security-operations.ts'
import type { EffectivePolicy } from '../../../engine/api/policy-operations.ts'
import type { RepositoryView } from '../../../engine/api/repository-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'

export type Security =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly audit: AuditAnswer
      readonly repositories: readonly RepositoryView[]
      readonly policy: EffectivePolicy
      /** Repositories are being asked for news. */
      readonly asking: boolean
    }
  | { readonly state: 'failed'; readonly failure: Failure }

/** What is known against what is installed, and who says so; read anew whenever either changes. */
export function useSecurity(client: Client) {
  const security = shallowRef<Security>({ state: 'loading' })
  let current: AbortController | undefined

  /** Only what the newest question is told counts. */
  async function perform(act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    current?.abort()
    const { signal } = (current = new AbortController())
    try {
      await act(signal)
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      security.value = { state: 'failed', failure: error.failure }
    }
  }

  async function read(signal: AbortSignal): Promise<void> {
    const [audit, repositories, policy] = await Promise.all([
      client.run('package.audit', {}, { signal }),
      client.run('repository.list', {}, { signal }),
      client.run('policy.show', {}, { signal }),
    ])
    if (!signal.aborted) security.value = { state: 'ready', audit, repositories, policy, asking: false }
  }

  function refresh(): Promise<void> {
    return perform(read)
  }

  /** Repositories that fail say so in their rows. */
  async function askForNews(): Promise<void> {
    if (security.value.state === 'ready') security.value = { ...security.value, asking: true }
    await perform(async (signal) => {
      await client.run('repository.sync', {}, { signal })
      await read(signal)
    })
  }

  const stop = client.on((event) => {
    const isAsking = security.value.state === 'ready' && security.value.asking
    if (!isAsking && (event.kind === 'machine-changed' || event.kind === 'catalog-changed')) void refresh()
  })
  onScopeDispose(() => {
    stop()
    current?.abort()
  })
  return { security: shallowReadonly(security), refresh, askForNews }
}
