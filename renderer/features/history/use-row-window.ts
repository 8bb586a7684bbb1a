import { computed, nextTick, onScopeDispose, ref, watch } from 'vue'
import type { Ref } from 'vue'

/** Lists up to this length are shown whole. */
const short = 200
/** Pixels beyond the edges that are there already when they come into view. */
const margin = 400
/** Pixels that the list keeps free around what it reveals. */
const slack = 24

/** The part of a long list of fixed heights that can be seen, and the room that the rest takes. */
export function useRowWindow(heights: () => readonly number[], scroller: Readonly<Ref<HTMLElement | null>>) {
  const top = ref(0)
  const height = ref(0)
  const edges = computed(() => {
    const sums = [0]
    for (const each of heights()) sums.push((sums.at(-1) ?? 0) + each)
    return sums
  })
  const whole = computed(() => edges.value.at(-1) ?? 0)
  const range = computed(() => {
    const count = heights().length
    if (count <= short) return { from: 0, to: count, before: 0, after: 0 }
    const from = Math.max(0, firstAfter(edges.value, top.value - margin) - 1)
    const to = Math.min(count, firstAfter(edges.value, top.value + height.value + margin))
    return { from, to, before: edges.value[from] ?? 0, after: whole.value - (edges.value[to] ?? 0) }
  })

  function measure(): void {
    top.value = scroller.value?.scrollTop ?? 0
    height.value = scroller.value?.clientHeight ?? 0
  }

  /** Brings a row into view, and resolves once it is in the document. */
  async function reveal(index: number): Promise<void> {
    const box = scroller.value
    const [start = 0, end = 0] = [edges.value[index], edges.value[index + 1]]
    if (box && start - slack < box.scrollTop) box.scrollTop = start - slack
    else if (box && end + slack > box.scrollTop + box.clientHeight)
      box.scrollTop = end + slack - box.clientHeight
    measure()
    await nextTick()
  }

  const observer = new ResizeObserver(measure)
  watch(scroller, (box, before) => {
    if (before) observer.unobserve(before)
    if (box) observer.observe(box)
    measure()
  })
  onScopeDispose(() => observer.disconnect())
  return { range, measure, reveal }
}

function firstAfter(edges: readonly number[], position: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) < position) low = middle + 1
    else high = middle
  }
  return low
}
