import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { type Client, OperationFailed } from '../../../engine/api/client.ts'
import type { PolicyRequestView } from '../../../engine/model/policy-request.ts'
import { failureWords } from '../../format/failure.ts'

export interface Asking {
  /** What was asked last for this package; null where nothing was. */
  readonly latest: PolicyRequestView | null
  /** Nobody has to wait for an answer to the same question. */
  readonly mayAsk: boolean
  readonly busy: boolean
  readonly problem: string | null
}

/** What a person asked the administrator for, and asking it. */
export function usePolicyRequest(client: Client, name: () => string) {
  const asking = shallowRef<Asking>({ latest: null, mayAsk: false, busy: false, problem: null })
  const closing = new AbortController()
  const { signal } = closing
  onScopeDispose(() => closing.abort())
  void perform(async () => {
    const { requests } = await client.run('policy.requests', {}, { signal })
    show(requests.find(({ wanted }) => wanted.kind === 'package' && wanted.name === name()) ?? null)
  })

  function show(latest: PolicyRequestView | null): void {
    asking.value = { latest, mayAsk: latest?.status.kind !== 'asked', busy: false, problem: null }
  }

  async function ask(typed: string): Promise<void> {
    if (asking.value.busy) return
    asking.value = { ...asking.value, busy: true, problem: null }
    const reason = typed.trim() === '' ? {} : { reason: typed.trim() }
    await perform(async () => {
      const what = { kind: 'package' as const, name: name() }
      show(await client.run('policy.request', { what, ...reason }, { signal }))
    })
  }

  async function perform(act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      const { title, cause } = failureWords(error.failure)
      asking.value = { ...asking.value, busy: false, problem: `${title}. ${cause}` }
    }
  }

  return { asking: shallowReadonly(asking), ask }
}
