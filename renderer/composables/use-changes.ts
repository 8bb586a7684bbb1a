import { OperationFailed } from '../../engine/api/client.ts'
import type { ChangeRequest, Plan, Receipt } from '../../engine/model/plan.ts'
import { useClient } from '../client/provide-client.ts'
import { en } from '../locales/en.ts'
import { useMachine } from '../stores/machine.ts'
import { usePlanSheet } from '../stores/plan-sheet.ts'
import { useToasts } from '../stores/toasts.ts'
import { leadOf } from '../stores/transfer.ts'
import { useTransfers } from '../stores/transfers.ts'

export interface Changes {
  readonly install: (name: string, version?: string) => Promise<void>
  readonly remove: (name: string) => Promise<void>
  /** Without names: everything that has a newer release. */
  readonly update: (names?: readonly string[]) => Promise<void>
  readonly undo: () => Promise<void>
  readonly goBack: (generation: number) => Promise<void>
  /** Any wish, as a plan to read first. */
  readonly ask: (request: ChangeRequest) => Promise<void>
  /** Carries out the plan on the sheet. */
  readonly confirm: () => Promise<void>
}

/** Everything that changes the machine: first a plan to read, then a transfer, then a way back. */
export function useChanges(): Changes {
  const { ask, take } = usePlanSheet()
  const carryOut = useCarryOut()

  async function confirm(): Promise<void> {
    const plan = take()
    if (plan) await carryOut(plan)
  }

  return {
    install: (name, version) =>
      ask({
        kind: 'install',
        packages: [version === undefined ? { name } : { name, version }],
        force: false,
      }),
    remove: (name) => ask({ kind: 'remove', packages: [name], purge: false, force: false }),
    update: (names) => ask(names ? { kind: 'update', packages: [...names] } : { kind: 'update' }),
    undo: () => ask({ kind: 'undo' }),
    goBack: (generation) => ask({ kind: 'rollback', generation }),
    ask,
    confirm,
  }
}

/** Applies a plan as a transfer, and offers the way back when it is done. */
function useCarryOut(): (plan: Plan) => Promise<void> {
  const client = useClient()
  const machine = useMachine()
  const sheet = usePlanSheet()
  const toasts = useToasts()
  const transfers = useTransfers()

  async function carryOut(plan: Plan): Promise<void> {
    const outcome = await transfers.apply(plan)
    if (outcome.kind === 'failed' && outcome.failure.code === 'plan/stale') {
      transfers.dismiss(outcome.id)
      return sheet.ask(plan.request)
    }
    if (outcome.kind !== 'done') return
    const { receipt } = outcome
    const action = { label: en.change.undo, run: () => void takeBack(receipt) }
    const text = en.change.generation(receipt.generation)
    toasts.show({ tone: 'ok', title: doneWords(plan), text, action })
  }

  /** At once where nothing happened since; else as a plan to read, because more would go back. */
  async function takeBack(receipt: Receipt): Promise<void> {
    if (machine.generation !== receipt.generation)
      return sheet.ask({ kind: 'rollback', generation: receipt.previous })
    const request: ChangeRequest = { kind: 'undo' }
    try {
      const answer = await client.run('plan.make', { request }, { signal: new AbortController().signal })
      await (answer.kind === 'plan' ? carryOut(answer.plan) : sheet.ask(request))
    } catch (error) {
      if (!(error instanceof OperationFailed)) throw error
      sheet.explain(request, error.failure)
    }
  }

  return carryOut
}

function doneWords(plan: Plan): string {
  const words = en.change
  const title = leadOf(plan)?.title ?? ''
  switch (plan.request.kind) {
    case 'install':
      return words.installed(title)
    case 'remove':
      return words.removed(title)
    case 'update':
      return plan.change.length > 1 ? words.updatedMany(plan.change.length) : words.updated(title)
    case 'replace':
    case 'together':
      return plan.install.length === 0 ? words.done : words.installed(title)
    case 'downgrade':
    case 'autoremove':
    case 'repair':
      return words.done
    case 'rollback':
      return words.wentBack(plan.request.generation)
    case 'undo':
      return words.undone
  }
}
