import { useRouter } from 'vue-router'
import { OperationFailed } from '../../../engine/api/client.ts'
import { useClient } from '../../client/provide-client.ts'
import { useChanges } from '../../composables/use-changes.ts'
import { useLaunch } from '../../composables/use-launch.ts'
import { en } from '../../locales/en.ts'
import { useFailures } from '../../stores/failures.ts'
import { useMachine } from '../../stores/machine.ts'
import { type Theme, usePreferences } from '../../stores/preferences.ts'
import { useToasts } from '../../stores/toasts.ts'
import type { IconName } from '../../ui/icons.ts'
import type { PackageActs, PaletteEntry } from './palette-entries.ts'

const words = en.palette

/** What the window can do from anywhere. */
export function usePaletteCommands(toggleQueue: () => void) {
  const router = useRouter()
  const changes = useChanges()
  const launch = useLaunch()
  const check = useCheck()
  const preferences = usePreferences()
  const machine = useMachine()

  const command = (icon: IconName, title: string, run: () => void): PaletteEntry => {
    return { id: `do-${title}`, group: 'do', title, detail: '', face: { icon }, end: null, run }
  }
  const theme = (id: Theme, icon: IconName): PaletteEntry => ({
    ...command(icon, words.themes[id], () => (preferences.theme = id)),
    words: en.shell.theme,
    end: preferences.theme === id ? { badge: words.inUse } : null,
  })

  function commands(): readonly PaletteEntry[] {
    const waiting = machine.waiting.length
    const updates = { detail: en.shell.updatesWaiting(waiting) }
    return [
      ...(waiting > 0
        ? [{ ...command('updates', words.updateAll, () => void changes.update()), ...updates }]
        : []),
      { ...command('refresh', words.check, () => void check()), words: words.checkWords },
      { ...command('undo', words.undo, () => void changes.undo()), end: { keys: ['Ctrl', 'Z'] } },
      { ...command('trash', words.tidy, () => void changes.removeUnneeded()), words: words.tidyWords },
      { ...command('download', words.transfers, toggleQueue), end: { keys: ['Ctrl', 'J'] } },
      {
        ...command('eye', words.preview, () => void router.push({ name: 'preview' })),
        words: words.previewWords,
      },
      theme('light', 'sun'),
      theme('dark', 'moon'),
      theme('system', 'monitor'),
    ]
  }

  const acts: PackageActs = {
    show: (name) => void router.push({ name: 'app', params: { name } }),
    open: (name, title) => void launch(name, title),
    install: (name) => void changes.install(name),
    update: (name) => void changes.update([name]),
    remove: (name) => void changes.remove(name),
  }

  return { commands, acts }
}

/** Asks all repositories for news. The palette is gone by then: a message tells how it went. */
function useCheck(): () => Promise<void> {
  const client = useClient()
  const toasts = useToasts()
  const failures = useFailures()

  return async function check() {
    try {
      const answers = await client.run('repository.sync', {}, { signal: new AbortController().signal })
      const silent = answers.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)
      const tone = silent.length === 0 ? 'ok' : 'neutral'
      const text = silent.length === 0 ? null : words.silent(silent.join(', '))
      toasts.show({ tone, title: words.checked, text, action: null })
    } catch (error) {
      if (!(error instanceof OperationFailed)) throw error
      failures.show({ failure: error.failure, name: words.check, retry: () => void check() })
    }
  }
}
