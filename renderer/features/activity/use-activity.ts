import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import type { AuditVerification } from '../../../engine/api/audit-operations.ts'
import { type Client, OperationFailed } from '../../../engine/api/client.ts'
import type { AuditEntry } from '../../../engine/model/audit.ts'
import type { Failure } from '../../../engine/model/failure.ts'

export type Activity =
  | { readonly state: 'loading' }
  /** Newest first. */
  | { readonly state: 'ready'; readonly entries: readonly AuditEntry[]; readonly more: boolean }
  | { readonly state: 'failed'; readonly failure: Failure }

export type Checking =
  | { readonly state: 'idle' }
  | { readonly state: 'checking' }
  | { readonly state: 'done'; readonly checked: AuditVerification }
  | { readonly state: 'failed'; readonly failure: Failure }

/** Entries that are asked for at first, and each time that more are. */
const part = 100

/** The audit log, re-read whenever the machine changes, and whether it is as it was written. */
export function useActivity(client: Client) {
  const activity = shallowRef<Activity>({ state: 'loading' })
  const checking = shallowRef<Checking>({ state: 'idle' })
  const closing = new AbortController()
  let limit = part

  async function refresh(): Promise<void> {
    try {
      const found = await client.run('audit.list', { limit }, { signal: closing.signal })
      activity.value = { state: 'ready', ...found }
    } catch (error) {
      const failure = failureOf(error)
      if (failure !== null) activity.value = { state: 'failed', failure }
    }
  }

  async function showMore(): Promise<void> {
    limit = Math.min(10_000, limit + part)
    await refresh()
  }

  async function verify(): Promise<void> {
    checking.value = { state: 'checking' }
    try {
      const checked = await client.run('audit.verify', {}, { signal: closing.signal })
      checking.value = { state: 'done', checked }
    } catch (error) {
      const failure = failureOf(error)
      if (failure !== null) checking.value = { state: 'failed', failure }
    }
  }

  /** Null where the page is gone. */
  function failureOf(error: unknown): Failure | null {
    if (closing.signal.aborted) return null
    if (!(error instanceof OperationFailed)) throw error
    return error.failure
  }

  const stop = client.on(() => void refresh())
  onScopeDispose(() => {
    stop()
    closing.abort()
  })
  return {
    activity: shallowReadonly(activity),
    checking: shallowReadonly(checking),
    refresh,
    showMore,
    verify,
  }
}
