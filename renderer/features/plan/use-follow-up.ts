import { effectScope, watch } from 'vue'
import type { ChangeRequest } from '../../../engine/model/plan.ts'
import { usePlanSheet } from '../../stores/plan-sheet.ts'
import type { Transfer } from '../../stores/transfer.ts'
import { useTransfers } from '../../stores/transfers.ts'

/** The steps of a fix: the first is planned and read, the others follow once it was carried out. */
export interface Steps {
  readonly first: ChangeRequest
  readonly rest: readonly ChangeRequest[]
}

/** Asks for the next step of a fix as soon as the one that was just confirmed is done. */
export function useFollowUp(): (steps: Steps) => void {
  const transfers = useTransfers()
  const sheet = usePlanSheet()

  return ({ first, rest }) => {
    const [next] = rest
    if (next === undefined) return
    const known = new Set(transfers.all.map(({ id }) => id))
    // Detached: the sheet is gone by the time that the first step is done.
    const scope = effectScope(true)
    scope.run(() =>
      watch(
        () => transfers.all.find((each) => !known.has(each.id) && isSame(each.request, first))?.phase.kind,
        (phase) => {
          if (phase === undefined || isOpen(phase)) return
          scope.stop()
          if (phase === 'done') void sheet.ask(next)
        },
      ),
    )
  }
}

export function isSame(one: ChangeRequest, other: ChangeRequest): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function isOpen(phase: Transfer['phase']['kind']): boolean {
  return phase === 'waiting' || phase === 'running'
}
