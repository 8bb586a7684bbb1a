/** The place of a number among so many sorted ones, or -1. */
export function findNumber(numberAt: (at: number) => number, count: number, wanted: number): number {
  const at = firstFrom(numberAt, { low: 0, high: count }, wanted)
  return at < count && numberAt(at) === wanted ? at : -1
}

/** Of sorted numbers, the place of the first that is not below. */
export function firstFrom(
  numberAt: (at: number) => number,
  { low, high }: { low: number; high: number },
  wanted: number,
): number {
  while (low < high) {
    const middle = (low + high) >>> 1
    if (numberAt(middle) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
