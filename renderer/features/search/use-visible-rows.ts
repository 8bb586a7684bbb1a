import { onScopeDispose, ref, watch } from 'vue'
import type { Ref } from 'vue'

/** Rows beyond the edges that are there already when they come into view. */
const margin = 8

export interface Rows {
  readonly from: number
  readonly to: number
}

/**
 * Which rows of a long list can be seen. All rows have one height, so that a hundred thousand of them need no list of
 * heights, and the place of each is known before it was ever drawn.
 */
export function useVisibleRows(
  scroller: Readonly<Ref<HTMLElement | null>>,
  list: Readonly<Ref<HTMLElement | null>>,
  height: number,
) {
  const rows = ref<Rows>({ from: 0, to: 30 })

  function measure(): void {
    const [box, inner] = [scroller.value, list.value]
    if (box === null || inner === null) return
    const top = box.getBoundingClientRect().top - inner.getBoundingClientRect().top
    const from = Math.max(0, Math.floor(top / height) - margin)
    const to = Math.max(0, Math.ceil((top + box.clientHeight) / height) + margin)
    // Scrolling by a few pixels draws nothing anew.
    if (from !== rows.value.from || to !== rows.value.to) rows.value = { from, to }
  }

  const observer = new ResizeObserver(measure)
  watch(scroller, (box, before) => {
    if (before) observer.unobserve(before)
    if (box) observer.observe(box)
  })
  watch(list, measure, { flush: 'post' })
  onScopeDispose(() => observer.disconnect())
  return { rows, measure }
}
