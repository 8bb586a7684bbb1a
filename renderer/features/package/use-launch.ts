import { onScopeDispose, shallowReadonly, shallowRef } from 'vue'
import { OperationFailed } from '../../../engine/api/client.ts'
import type { Client } from '../../../engine/api/client.ts'
import type { LaunchAnswer } from '../../../engine/api/package-operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import type { Toast } from '../../ui/toast.ts'

/** What is left to show after "Open" was pressed. */
export type Launch =
  | { readonly state: 'idle' }
  | { readonly state: 'starting' }
  /** It talks in a terminal and none could be opened: the person starts it with this. */
  | { readonly state: 'terminal'; readonly title: string; readonly command: string }

interface Shell {
  readonly client: Client
  readonly show: (toast: Omit<Toast, 'id'>) => void
  /** Opens an address in a new tab of the browser. */
  readonly openTab: (url: string) => void
  readonly fail: (failure: Failure) => void
}

/** Opens an installed app, wherever this window happens to be shown. */
export function useLaunch({ client, show, openTab, fail }: Shell) {
  const launch = shallowRef<Launch>({ state: 'idle' })
  let current: AbortController | undefined

  async function open(name: string, title: string): Promise<void> {
    current?.abort()
    const mine = (current = new AbortController())
    launch.value = { state: 'starting' }
    try {
      const answer = await client.run('package.launch', { name }, { signal: mine.signal })
      if (!mine.signal.aborted) launch.value = settled(answer, title)
    } catch (error) {
      if (mine.signal.aborted) return
      if (!(error instanceof OperationFailed)) throw error
      launch.value = { state: 'idle' }
      fail(error.failure)
    }
  }

  function settled(answer: LaunchAnswer, title: string): Launch {
    switch (answer.kind) {
      case 'started':
        show({ tone: 'ok', title: `${title} is open`, text: null, action: null })
        return { state: 'idle' }
      case 'page':
        openTab(answer.url)
        // A browser may block a tab that was opened after a wait; a press on the toast it cannot block.
        show({
          tone: 'neutral',
          title: `${title} is open in a new tab`,
          text: 'If no tab appeared, open it here.',
          action: { label: 'Open', run: () => openTab(answer.url) },
        })
        return { state: 'idle' }
      case 'terminal':
        return { state: 'terminal', title, command: answer.command }
    }
  }

  function close(): void {
    current?.abort()
    launch.value = { state: 'idle' }
  }

  onScopeDispose(() => current?.abort())
  return { launch: shallowReadonly(launch), open, close }
}
