import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Failure } from '../../engine/model/failure.ts'

export interface ShownFailure {
  readonly failure: Failure
  /** Of what failed, as people know it; null where it is about no one app. */
  readonly name: string | null
  readonly retry: (() => void) | null
}

/** The failure that a person is reading. */
export const useFailures = defineStore('failures', () => {
  const shown = shallowRef<ShownFailure | null>(null)

  function show(next: ShownFailure): void {
    shown.value = next
  }

  function close(): void {
    shown.value = null
  }

  return { shown, show, close }
})
