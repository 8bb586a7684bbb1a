import { OperationFailed } from '../../engine/api/client.ts'
import type { ChangeRequest, Plan, Receipt } from '../../engine/model/plan.ts'
import { useClient } from '../client/provide-client.ts'
import { doneWords } from '../format/done-words.ts'
import { en } from '../locales/en.ts'
import { usePlanSheet } from '../stores/plan-sheet.ts'
import { useToasts } from '../stores/toasts.ts'
import { useTransfers } from '../stores/transfers.ts'
import { locales } from '../format/locales.ts'

/** Applies a plan as a transfer. Every change of this window ends here, with its generation and the way back. */
export function useCarryOut(): (plan: Plan, runScripts?: boolean) => Promise<void> {
  const client = useClient()
  const sheet = usePlanSheet()
  const toasts = useToasts()
  const transfers = useTransfers()

  async function carryOut(plan: Plan, runScripts = false): Promise<void> {
    const outcome = await transfers.apply(plan, runScripts)
    if (outcome.kind === 'failed' && outcome.failure.code === 'plan/stale') {
      transfers.dismiss(outcome.id)
      return sheet.ask(plan.request)
    }
    if (outcome.kind !== 'done') return
    const { receipt } = outcome
    const action = { label: en.change.undo, run: () => void takeBack(receipt) }
    const isKept = receipt.configuration?.some(({ kind }) => kind === 'kept' || kind === 'untouched') ?? false
    const text = en.change[isKept ? 'kept' : 'generation'](receipt.generation)
    toasts.show({ tone: 'ok', title: doneWords(plan), text, action })
  }

  /** At once where only this change goes back; else as a plan to read first. */
  async function takeBack(receipt: Receipt): Promise<void> {
    const request: ChangeRequest = { kind: 'undo' }
    try {
      const { signal } = new AbortController()
      const answer = await client.run('plan.make', { request, locales: locales() }, { signal })
      if (answer.kind !== 'plan') return await sheet.ask(request)
      if (answer.plan.from !== receipt.generation)
        return await sheet.ask({ kind: 'rollback', generation: receipt.previous })
      await (losesMore(answer.plan, receipt) ? sheet.ask(request) : carryOut(answer.plan))
    } catch (error) {
      if (!(error instanceof OperationFailed)) throw error
      sheet.explain(request, error.failure)
    }
  }

  return carryOut
}

/** Whether something chosen would go that the change itself did not bring. */
function losesMore(undo: Plan, { lines }: Receipt): boolean {
  const brought = new Set(lines.filter(({ action }) => action === 'install').map(({ name }) => name))
  return (
    undo.losesChosen.some((name) => !brought.has(name)) ||
    undo.remove.some(({ name, chosen }) => chosen && !brought.has(name))
  )
}
