/** Chance that a seed decides: the same one makes the same universe on every machine. */
export interface Chance {
  /** A whole number from 0 up to `count`, which is not among them. */
  readonly below: (count: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** True so many times in a hundred. */
  readonly percent: (share: number) => boolean
}

/** Mulberry32. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(next() * count)
  return { below, pick: (list) => list[below(list.length)]!, percent: (share) => below(100) < share }
}
