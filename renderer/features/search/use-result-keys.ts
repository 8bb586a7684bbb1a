import { onMounted, onScopeDispose } from 'vue'
import type { Ref } from 'vue'

/** Down from the search field goes to the first result; Up and Down then move along, and back to the field. */
export function useResultKeys(results: Readonly<Ref<HTMLElement | null>>): void {
  function onKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const target = event.target
    if (step === 0 || !(target instanceof HTMLElement) || results.value === null) return
    const links = [...results.value.querySelectorAll<HTMLElement>('.result .rowlink')]
    const at = links.indexOf(target)
    const field = document.querySelector<HTMLElement>('.titlebar__search input')
    if (at < 0 && target !== field) return
    const next = at + step < 0 ? field : links[at + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  onMounted(() => document.addEventListener('keydown', onKey))
  onScopeDispose(() => document.removeEventListener('keydown', onKey))
}
