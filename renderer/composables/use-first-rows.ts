import { computed, ref, type ComputedRef, type Ref } from 'vue'

/** More than these push everything else off a page. */
const most = 8

/** The first rows of a list, until a person asks for all of them. */
export function useFirstRows<T>(rows: () => readonly T[]): {
  readonly shown: ComputedRef<readonly T[]>
  readonly isLong: ComputedRef<boolean>
  readonly whole: Ref<boolean>
} {
  const whole = ref(false)
  // A line that says that there is one more takes the room of that one.
  const isLong = computed(() => rows().length > most + 1)
  const shown = computed(() => (isLong.value && !whole.value ? rows().slice(0, most) : rows()))
  return { shown, isLong, whole }
}
