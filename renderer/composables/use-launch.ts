import { OperationFailed } from '../../engine/api/client.ts'
import { useClient } from '../client/provide-client.ts'
import { en } from '../locales/en.ts'
import { useFailures } from '../stores/failures.ts'
import { useToasts } from '../stores/toasts.ts'

/** Opens an installed app, or says how it is opened from here. */
export function useLaunch(): (name: string, title: string) => Promise<void> {
  const client = useClient()
  const toasts = useToasts()
  const failures = useFailures()

  async function launch(name: string, title: string): Promise<void> {
    const answer = await client.run('package.launch', { name }, { signal: new AbortController().signal })
    const action = null
    if (answer.kind === 'started') {
      toasts.show({ tone: 'ok', title: en.launch.started(title), text: null, action })
    } else if (answer.kind === 'page') {
      openPage(answer.url)
    } else {
      const { command } = answer
      const copy = { label: en.launch.copy, run: () => void navigator.clipboard.writeText(command) }
      toasts.show({ tone: 'neutral', title: en.launch.terminal(title), text: command, action: copy })
    }
  }

  async function open(name: string, title: string): Promise<void> {
    try {
      await launch(name, title)
    } catch (error) {
      if (!(error instanceof OperationFailed)) throw error
      failures.show({ failure: error.failure, name: title, retry: () => void open(name, title) })
    }
  }

  return open
}

function openPage(address: string): void {
  const url = new URL(address, location.href)
  if (url.protocol === 'http:' || url.protocol === 'https:') window.open(url, '_blank', 'noopener')
}
