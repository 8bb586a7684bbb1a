import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { type Client, OperationFailed } from '../../../engine/api/client.ts'
import type { PolicyRequestList } from '../../../engine/api/policy-request-operations.ts'
import { failureWords } from '../../format/failure.ts'
import type { FailureWords } from '../../format/failure-words.ts'

/** What was asked of the administrator; deciding about it asks outside of the window first, as every change does. */
export function usePolicyRequests(client: Client) {
  const list = shallowRef<PolicyRequestList | null>(null)
  const problem = shallowRef<FailureWords | null>(null)
  const busy = shallowRef(false)
  const closing = new AbortController()
  const { signal } = closing
  // A request and its answer may come from anywhere. While one's own is on its way, what it comes to is read after it.
  const stop = client.on((event) => {
    if ((event.kind === 'requests-changed' || event.kind === 'catalog-changed') && !busy.value) void read()
  })
  onScopeDispose(() => {
    stop()
    closing.abort()
  })
  void perform(async () => undefined)

  /** What was done is read again, also where it failed: somebody else may have been quicker. */
  async function perform(act: () => Promise<unknown>): Promise<void> {
    busy.value = true
    problem.value = null
    try {
      await act()
    } catch (error) {
      note(error)
    }
    await read()
    busy.value = false
  }

  async function read(): Promise<void> {
    try {
      list.value = await client.run('policy.requests', {}, { signal })
    } catch (error) {
      note(error)
    }
  }

  function note(error: unknown): void {
    if (signal.aborted) return
    if (!(error instanceof OperationFailed)) throw error
    problem.value = failureWords(error.failure)
  }

  return {
    list: shallowReadonly(list),
    problem: shallowReadonly(problem),
    busy: shallowReadonly(busy),
    ...acts(client, perform, signal),
  }
}

type Perform = (act: () => Promise<unknown>) => Promise<void>

function acts(client: Client, perform: Perform, signal: AbortSignal) {
  function approve(id: string, said: string, until: string): Promise<void> {
    const reason = said.trim() === '' ? {} : { reason: said.trim() }
    const end = until.trim() === '' ? {} : { until: endOf(until.trim()) }
    return perform(() => client.run('policy.approve', { id, ...reason, ...end }, { signal }))
  }

  function refuse(id: string, said: string): Promise<void> {
    return perform(() => client.run('policy.refuse', { id, reason: said.trim() }, { signal }))
  }

  function withdraw(id: string): Promise<void> {
    return perform(() => client.run('policy.withdraw', { id }, { signal }))
  }

  return { approve, refuse, withdraw }
}

/** The end of a day here. What is no date is sent as it was typed, for the engine to refuse. */
function endOf(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  return year === undefined ? day : new Date(Number(year), Number(month) - 1, Number(date) + 1).toISOString()
}
