import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** The time of day, looked at again every so many milliseconds. */
export function useNow(every: number): Readonly<Ref<Date>> {
  const now = ref(new Date())
  const timer = setInterval(() => (now.value = new Date()), every)
  onScopeDispose(() => clearInterval(timer))
  return readonly(now)
}
