import { inject, onScopeDispose, provide, type InjectionKey } from 'vue'

type Toggle = () => void

const key: InjectionKey<Set<Toggle>> = Symbol('queue toggle')

/** Lets the shell's shortcut open the list of transfers, wherever that is drawn. */
export function provideQueueToggle(): Toggle {
  const toggles = new Set<Toggle>()
  provide(key, toggles)
  return () => {
    for (const toggle of toggles) toggle()
  }
}

export function useQueueToggle(toggle: Toggle): void {
  const toggles = inject(key, undefined)
  toggles?.add(toggle)
  onScopeDispose(() => toggles?.delete(toggle))
}
