import { computed, shallowReadonly, shallowRef } from 'vue'
import type { PackageSummary } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import { useClient } from '../../client/provide-client.ts'
import { useChanges } from '../../composables/use-changes.ts'
import { actionOf, transferOf } from '../../stores/install-state.ts'
import { useMachine } from '../../stores/machine.ts'
import { useToasts } from '../../stores/toasts.ts'
import { useTransfers } from '../../stores/transfers.ts'
import type { AppAct } from '../../ui/app-action.ts'
import { useLaunch } from './use-launch.ts'

type Subject = Pick<PackageSummary, 'name' | 'title' | 'role' | 'installed' | 'update'>

/** Everything that the button of a package shows and does. */
export function usePackageAction(subject: () => Subject) {
  const changes = useChanges()
  const transfers = useTransfers()
  const machine = useMachine()
  const { show } = useToasts()
  const { launch, open, close } = useLaunch({ client: useClient(), show, openTab })
  const refusal = shallowRef<Failure | null>(null)

  const action = computed(() => actionOf(subject(), transfers.all, machine.generation))
  const transfer = computed(() => transferOf(subject().name, transfers.all))

  function act(wanted: AppAct): void {
    const { name, title } = subject()
    const now = transfer.value
    refusal.value = null
    if (wanted === 'open') void open(name, title)
    else if (wanted === 'cancel' && now) transfers.cancel(now.id)
    else if (wanted === 'why') refusal.value = now?.phase.kind === 'failed' ? now.phase.failure : null
    else if (wanted === 'retry') void retry()
    else if (wanted === 'update') void changes.update([name])
    else void changes.install(name)
  }

  /** The same wish again, as a new plan: the machine may have changed since. */
  function retry(): Promise<void> {
    const failed = transfer.value
    refusal.value = null
    if (!failed) return changes.install(subject().name)
    transfers.dismiss(failed.id)
    return changes.ask(failed.request)
  }

  return {
    action,
    transfer,
    act,
    retry,
    remove: () => changes.remove(subject().name),
    installVersion: (version: string) => changes.install(subject().name, version),
    launch,
    closeLaunch: close,
    refusal: shallowReadonly(refusal),
    closeRefusal: () => (refusal.value = null),
  }
}

/** `noopener`: the page that opens must not reach back into this window. */
function openTab(url: string): void {
  window.open(url, '_blank', 'noopener')
}
