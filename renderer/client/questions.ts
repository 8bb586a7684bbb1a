import { computed, inject, shallowRef, type App, type ComputedRef, type InjectionKey } from 'vue'

/** What the host asks the person outside of this window. */
export interface OpenQuestion {
  /** Of the request that waits for the answer. */
  readonly id: string
  /** The address that asks; null where it is a dialog of the system. */
  readonly address: string | null
  /** Takes the request back. */
  readonly cancel: () => void
}

export interface Questions {
  /** The one that is open: a host asks one at a time. */
  readonly open: ComputedRef<OpenQuestion | undefined>
  readonly add: (id: string, page: string | null, cancel: () => void) => void
  readonly remove: (id: string) => void
}

export interface QuestionPorts {
  /** The full address of a page of the host's. */
  readonly addressOf: (page: string) => string
  readonly openWindow: (address: string) => void
}

const questionsKey: InjectionKey<Questions> = Symbol('questions')

export function createQuestions({ addressOf, openWindow }: QuestionPorts): Questions {
  const all = shallowRef<readonly OpenQuestion[]>([])

  function remove(id: string): void {
    all.value = all.value.filter((question) => question.id !== id)
  }

  function add(id: string, page: string | null, cancel: () => void): void {
    const address = page === null ? null : addressOf(page)
    all.value = [...all.value, { id, address, cancel }]
    // Still within the click that asked for the change; where a browser blocks it all the same, there is the link.
    if (address !== null) openWindow(address)
  }

  return { open: computed(() => all.value[0]), add, remove }
}

/** A window whose host asks nothing, or asks by itself. */
export const noQuestions = (): Questions =>
  createQuestions({ addressOf: (page) => page, openWindow: () => undefined })

export function provideQuestions(app: App, questions: Questions): void {
  app.provide(questionsKey, questions)
}

export function useQuestions(): Questions {
  return inject(questionsKey, noQuestions, true)
}
