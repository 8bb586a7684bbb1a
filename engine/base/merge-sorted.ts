/** Of both: of what was there, and of what is added. */
export type Both<T> = readonly [before: T, added: T]

/** Two sorted lists of numbers in one; what is equal has one number from then on. */
export interface Merged {
  readonly count: number
  /** By new number: which of both it is of, 0 or 1, and its number there. */
  readonly sides: Uint8Array
  readonly ids: Uint32Array
  /** Of both, by number there: the new number, or -1 for what was not in its list. */
  readonly places: Both<Int32Array>
}

/** `sizes`: numbers of both are less than these. `compare` is given one of the first list and one of the second. */
export function mergeSorted(
  [before, added]: Both<Uint32Array>,
  sizes: Both<number>,
  compare: (a: number, b: number) => number,
): Merged {
  const places = [new Int32Array(sizes[0]).fill(-1), new Int32Array(sizes[1]).fill(-1)] as const
  const sides = new Uint8Array(before.length + added.length)
  const ids = new Uint32Array(sides.length)
  let [count, a, b] = [0, 0, 0]
  while (a < before.length || b < added.length) {
    const order = orderOf(before[a], added[b], compare)
    sides[count] = order > 0 ? 1 : 0
    ids[count] = order > 0 ? added[b]! : before[a]!
    if (order <= 0) places[0][before[a++]!] = count
    if (order >= 0) places[1][added[b++]!] = count
    count += 1
  }
  return { count, sides: sides.subarray(0, count), ids: ids.subarray(0, count), places }
}

function orderOf(
  a: number | undefined,
  b: number | undefined,
  compare: (a: number, b: number) => number,
): number {
  if (a === undefined) return 1
  return b === undefined ? -1 : compare(a, b)
}

/** Numbers below `count` for which it holds, ascending. */
export function numbersWhere(count: number, holds: (number: number) => boolean): Uint32Array {
  const numbers = new Uint32Array(count)
  let length = 0
  for (let number = 0; number < count; number += 1) {
    if (!holds(number)) continue
    numbers[length] = number
    length += 1
  }
  return numbers.subarray(0, length)
}

export function compareLists(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) return a[at]! - b[at]!
  return a.length - b.length
}
