import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { OperationFailed } from '../../engine/api/client.ts'
import type { Failure } from '../../engine/model/failure.ts'
import type { ChangeRequest, Plan, PlanAnswer } from '../../engine/model/plan.ts'
import { useClient } from '../client/provide-client.ts'
import { locales } from '../format/locales.ts'

export type PlanSheet =
  | { readonly state: 'closed' }
  | { readonly state: 'planning'; readonly request: ChangeRequest }
  | { readonly state: 'ready'; readonly request: ChangeRequest; readonly answer: PlanAnswer }
  | { readonly state: 'failed'; readonly request: ChangeRequest; readonly failure: Failure }

/** The plan that is being read before anything happens. */
export const usePlanSheet = defineStore('plan-sheet', () => {
  const client = useClient()
  const sheet = shallowRef<PlanSheet>({ state: 'closed' })
  let current: AbortController | undefined

  /** Opens the sheet with the answer; a newer question makes an older answer worthless. */
  async function ask(request: ChangeRequest): Promise<void> {
    current?.abort()
    const { signal } = (current = new AbortController())
    sheet.value = { state: 'planning', request }
    try {
      const answer = await client.run('plan.make', { request, locales: locales() }, { signal })
      if (!signal.aborted) sheet.value = { state: 'ready', request, answer }
    } catch (error) {
      if (signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      sheet.value = { state: 'failed', request, failure: error.failure }
    }
  }

  /** Shows why a change did not happen. */
  function explain(request: ChangeRequest, failure: Failure): void {
    current?.abort()
    sheet.value = { state: 'failed', request, failure }
  }

  function close(): void {
    current?.abort()
    sheet.value = { state: 'closed' }
  }

  /** The plan on the sheet, which then closes; null where there is none to carry out. */
  function take(): Plan | null {
    const shown = sheet.value
    close()
    return shown.state === 'ready' && shown.answer.kind === 'plan' ? shown.answer.plan : null
  }

  return { sheet, ask, explain, close, take }
})
