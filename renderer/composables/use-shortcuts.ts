import { onScopeDispose } from 'vue'

/** Keys as `ctrl+k`, `shift+f6`, `alt+arrowleft`, `/`. Ctrl is Command on a Mac. */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>

/** Keys that work anywhere in the window. One without Ctrl or Alt does nothing while a person types. */
export function useShortcuts(shortcuts: Shortcuts): void {
  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || isModal()) return
    const run = shortcuts[nameOf(event)]
    if (!run || (isBare(event) && isTyping(event.target))) return
    event.preventDefault()
    run(event)
  }

  window.addEventListener('keydown', onKey)
  onScopeDispose(() => window.removeEventListener('keydown', onKey))
}

export function nameOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key = event.key.toLowerCase()
  return [
    event.ctrlKey || event.metaKey ? 'ctrl' : null,
    event.altKey ? 'alt' : null,
    // Where Shift only reaches the character (`?`, `/` on some keyboards), the character says it all.
    event.shiftKey && key.length > 1 ? 'shift' : null,
    key,
  ]
    .filter((part) => part !== null)
    .join('+')
}

function isBare({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox], [type=radio]), textarea, select')
  )
}

/** The rest of the window is inert while a sheet is open. */
function isModal(): boolean {
  return document.querySelector('dialog[open]') !== null
}
