import { onScopeDispose, readonly, ref } from 'vue'

/** Milliseconds for which "Copied" stays. */
const told = 2_000

/** Copies text and remembers for a moment which text it was, so that its button can say so. */
export function useCopy() {
  const copied = ref<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text)
    copied.value = text
    clearTimeout(timer)
    timer = setTimeout(() => (copied.value = null), told)
  }

  onScopeDispose(() => clearTimeout(timer))
  return { copied: readonly(copied), copy }
}
