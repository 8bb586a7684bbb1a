import type { PackageSummary } from '../../../engine/api/package-operations.ts'
import { useClient } from '../../client/provide-client.ts'
import { useAppAction } from '../../composables/use-app-action.ts'
import { useChanges } from '../../composables/use-changes.ts'
import { useFailures } from '../../stores/failures.ts'
import { useToasts } from '../../stores/toasts.ts'
import type { AppAct } from '../../ui/app-action.ts'
import { useLaunch } from './use-launch.ts'

type Subject = Pick<PackageSummary, 'name' | 'title' | 'role' | 'installed' | 'update' | 'blocked'>

/** What the button of a package shows and does, with a sheet for what can only be started by hand. */
export function usePackageAction(subject: () => Subject) {
  const { action, transfer, act } = useAppAction(subject)
  const changes = useChanges()
  const failures = useFailures()
  const { show } = useToasts()
  const { launch, open, close } = useLaunch({ client: useClient(), show, openTab, fail })

  function fail(failure: Parameters<typeof failures.show>[0]['failure']): void {
    failures.show({ failure, name: subject().title, retry: null })
  }

  return {
    action,
    transfer,
    act: (wanted: AppAct) => (wanted === 'open' ? void open(subject().name, subject().title) : act(wanted)),
    remove: () => void changes.remove(subject().name),
    launch,
    closeLaunch: close,
  }
}

/** `noopener`: the page that opens must not reach back into this window. */
function openTab(address: string): void {
  const url = new URL(address, location.href)
  if (url.protocol === 'http:' || url.protocol === 'https:') window.open(url, '_blank', 'noopener')
}
