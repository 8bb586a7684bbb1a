import { inject, provide, readonly, ref, type InjectionKey, type Ref } from 'vue'

const key: InjectionKey<Readonly<Ref<number>>> = Symbol('picture round')

/** Gives back what to call when pictures that did not come may be there now. */
export function providePictureRound(): () => void {
  const round = ref(0)
  provide(key, readonly(round))
  return () => void (round.value += 1)
}

/** Grows whenever a picture that did not come is worth asking for again. */
export function usePictureRound(): Readonly<Ref<number>> {
  return inject(key, () => readonly(ref(0)), true)
}
