import { onScopeDispose, ref, shallowReadonly, type ShallowRef, watch } from 'vue'

/** Whether an element has more than it shows: then the keyboard needs a way into it, to scroll it. */
export function useOverflow(element: Readonly<ShallowRef<HTMLElement | null>>) {
  const overflows = ref(false)
  const look = (): void => {
    const { scrollHeight = 0, clientHeight = 0 } = element.value ?? {}
    overflows.value = scrollHeight > clientHeight
  }
  const sizes = new ResizeObserver(look)
  const contents = new MutationObserver(look)

  function stop(): void {
    sizes.disconnect()
    contents.disconnect()
  }

  watch(
    element,
    (now) => {
      stop()
      if (now === null) return
      sizes.observe(now)
      contents.observe(now, { childList: true, subtree: true, characterData: true })
    },
    { flush: 'post' },
  )
  onScopeDispose(stop)
  return shallowReadonly(overflows)
}
