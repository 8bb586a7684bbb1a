/** Of both: of what was there, and of what is added. */
export type Both<T> = readonly [before: T, added: T]

export function both<T, R>([before, added]: Both<T>, of: (value: T) => R): Both<R> {
  return [of(before), of(added)]
}

/** Two sorted lists of numbers in one; what is equal has one number from then on. */
export interface Merged {
  readonly count: number
  /** By new number: which of both it is of, 0 or 1, and its number there. */
  readonly sides: Uint8Array
  readonly ids: Uint32Array
  /** Of both, by number there: the new number, or -1 for what was not in its list. */
  readonly places: Both<Int32Array>
}

/**
 * `sizes`: numbers of both are less than these. `compare` is given one of the first list and one of the second; it is asked
 * seldom where the second one is short.
 */
export function mergeSorted(
  [before, added]: Both<Uint32Array>,
  sizes: Both<number>,
  compare: (a: number, b: number) => number,
): Merged {
  const places = [new Int32Array(sizes[0]).fill(-1), new Int32Array(sizes[1]).fill(-1)] as const
  const sides = new Uint8Array(before.length + added.length)
  const ids = new Uint32Array(sides.length)
  let [count, a] = [0, 0]
  const takeBefore = (end: number): void => {
    ids.set(before.subarray(a, end), count)
    for (; a < end; a += 1) places[0][before[a]!] = count++
  }
  for (const number of added) {
    takeBefore(firstWhere(a, before.length, (at) => compare(before[at]!, number) >= 0))
    places[1][number] = count
    if (a < before.length && compare(before[a]!, number) === 0) takeBefore(a + 1)
    else {
      sides[count] = 1
      ids[count++] = number
    }
  }
  takeBefore(before.length)
  return { count, sides: sides.subarray(0, count), ids: ids.subarray(0, count), places }
}

/** The first place from `start` on at which it holds, as it does at all behind it; `end` where there is none. */
function firstWhere(start: number, end: number, holds: (place: number) => boolean): number {
  let [low, step] = [start, 1]
  // In strides that grow: what is near is found soon.
  while (low + step <= end && !holds(low + step - 1)) {
    low += step
    step *= 2
  }
  let high = Math.min(low + step - 1, end)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** What comes from one list without a gap. */
export interface Run {
  readonly side: 0 | 1
  /** The first number there, and the one that it has now. */
  readonly from: number
  readonly to: number
  readonly length: number
}

/** Few where little was added: what lies in rows of such numbers is moved in as many pieces. */
export function* runsOf({ count, sides, ids }: Merged): Generator<Run> {
  for (let to = 0, end = 0; to < count; to = end) {
    const [side, from] = [sides[to] as 0 | 1, ids[to]!]
    do end += 1
    while (end < count && sides[end] === side && ids[end] === from + end - to)
    yield { side, from, to, length: end - to }
  }
}

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** A value for each number, from the columns of both, which are of one kind. */
export function mergeColumn<A extends Column>(into: A, merged: Merged, columns: Both<Column>): A {
  for (const { side, from, to, length } of runsOf(merged))
    into.set(columns[side].subarray(from, from + length), to)
  return into
}

/** Lists of items, one behind the other: list n is those from `starts[n]` up to `starts[n + 1]`. */
export interface Lists<A extends Uint8Array | Uint16Array> {
  readonly starts: Uint32Array
  readonly items: A
}

/** `room` takes the items of both. */
export function mergeLists<A extends Uint8Array | Uint16Array>(
  merged: Merged,
  lists: Both<Lists<A>>,
  room: A,
): Lists<A> {
  const starts = new Uint32Array(merged.count + 1)
  for (const { side, from, to, length } of runsOf(merged)) {
    const { starts: those, items } = lists[side]
    room.set(items.subarray(those[from], those[from + length]), starts[to])
    const shift = starts[to]! - those[from]!
    for (let at = 1; at <= length; at += 1) starts[to + at] = those[from + at]! + shift
  }
  return { starts, items: room.slice(0, starts[merged.count]) as A }
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
