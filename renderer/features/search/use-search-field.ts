import { onMounted, onScopeDispose } from 'vue'
import type { Ref } from 'vue'
import { keyPressMark } from './use-search.ts'

const fieldSelector = '.titlebar__search input'

/**
 * What the page shares with the field in the title bar: the moment of each key press, from which the
 * time until the results are painted is measured, and the arrows between the field and the results.
 */
export function useSearchField(results: Readonly<Ref<HTMLElement | null>>): void {
  let pressed = 0

  function onKey(event: KeyboardEvent): void {
    pressed = event.timeStamp
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = step === 0 ? null : neighbour(event.target, step, results.value)
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  function onInput({ target }: Event): void {
    if (target instanceof Element && target.matches(fieldSelector))
      performance.mark(keyPressMark, { startTime: pressed })
  }

  // Capturing: the mark must be set before the field's own listener starts the search.
  onMounted(() => {
    document.addEventListener('keydown', onKey, { capture: true })
    document.addEventListener('input', onInput, { capture: true })
  })
  onScopeDispose(() => {
    document.removeEventListener('keydown', onKey, { capture: true })
    document.removeEventListener('input', onInput, { capture: true })
  })
}

/** Down from the field is the first result; Up from the first result is the field. */
function neighbour(from: EventTarget | null, step: 1 | -1, results: HTMLElement | null): HTMLElement | null {
  if (!(from instanceof HTMLElement) || results === null) return null
  const links = [...results.querySelectorAll<HTMLElement>('.result .rowlink')]
  const at = links.indexOf(from)
  if (at < 0 && !from.matches(fieldSelector)) return null
  return at + step < 0 ? document.querySelector<HTMLElement>(fieldSelector) : (links[at + step] ?? null)
}
