import { computed, type ComputedRef } from 'vue'
import type { PackageSummary } from '../../engine/api/package-operations.ts'
import type { ErrorFacts } from '../../engine/model/failure.ts'
import type { PolicyVerdict } from '../../engine/model/policy.ts'
import { useFailures } from '../stores/failures.ts'
import { actionOf, transferOf } from '../stores/install-state.ts'
import { useMachine } from '../stores/machine.ts'
import type { Transfer } from '../stores/transfer.ts'
import { useTransfers } from '../stores/transfers.ts'
import type { AppAct, AppActionState } from '../ui/app-action.ts'
import { useChanges } from './use-changes.ts'
import { useLaunch } from './use-launch.ts'

type Subject = Pick<PackageSummary, 'name' | 'title' | 'role' | 'installed' | 'update' | 'blocked'>

export interface AppAction {
  readonly action: ComputedRef<AppActionState>
  /** The change that is doing something to it now, or did last. */
  readonly transfer: ComputedRef<Transfer | undefined>
  readonly act: (act: AppAct) => void
}

/** What an app's button shows, and what pressing it does. */
export function useAppAction(subject: () => Subject): AppAction {
  const transfers = useTransfers()
  const machine = useMachine()
  const failures = useFailures()
  const changes = useChanges()
  const launch = useLaunch()
  const action = computed(() => actionOf(subject(), transfers.all, machine.generation))
  const transfer = computed(() => transferOf(subject().name, transfers.all))

  function cancel(): void {
    if (transfer.value) transfers.cancel(transfer.value.id)
  }

  function retry(): void {
    const failed = transfer.value
    if (!failed) return
    transfers.dismiss(failed.id)
    void changes.ask(failed.request)
  }

  function explain(): void {
    const { name, title, blocked } = subject()
    if (action.value.state === 'blocked' && blocked !== undefined) {
      const failure = { code: 'policy/refused' as const, facts: blockedFacts(name, title, blocked) }
      return failures.show({ failure, name: title, retry: null })
    }
    const failed = transfer.value
    if (failed?.phase.kind === 'failed')
      failures.show({ failure: failed.phase.failure, name: subject().title, retry })
  }

  const acts: Record<AppAct, () => void> = {
    install: () => void changes.install(subject().name),
    update: () => void changes.update([subject().name]),
    open: () => void launch(subject().name, subject().title),
    cancel,
    retry,
    why: explain,
  }

  return { action, transfer, act: (what) => acts[what]() }
}

/** As the engine would refuse the installation. */
function blockedFacts(
  name: string,
  title: string,
  { owner, file, rule, reason, note }: PolicyVerdict,
): ErrorFacts['policy/refused'] {
  return { what: title, owner, file, rule, reason, note, request: owner === 'administrator' ? name : null }
}
