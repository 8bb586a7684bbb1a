import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Toast } from '../ui/toast.ts'

/** Milliseconds that a message stays, and how many are shown at once. */
const stay = 6_000
const most = 3

/** The messages in the corner. While `hold(true)` none of them goes. */
export const useToasts = defineStore('toasts', () => {
  const shown = shallowRef<readonly Toast[]>([])
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let count = 0

  function show(toast: Omit<Toast, 'id'>): void {
    count += 1
    const next = { ...toast, id: count }
    for (const old of shown.value.slice(0, -(most - 1))) stop(old.id)
    shown.value = [...shown.value, next].slice(-most)
    start(next.id)
  }

  function dismiss({ id }: Pick<Toast, 'id'>): void {
    stop(id)
    shown.value = shown.value.filter((toast) => toast.id !== id)
  }

  function act(toast: Toast): void {
    dismiss(toast)
    toast.action?.run()
  }

  function hold(held: boolean): void {
    for (const { id } of shown.value) {
      stop(id)
      if (!held) start(id)
    }
  }

  function start(id: number): void {
    timers.set(
      id,
      setTimeout(() => dismiss({ id }), stay),
    )
  }

  function stop(id: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
  }

  return { shown, show, dismiss, act, hold }
})
