/** Priorities lie between these, by the contract. */
const highest = 1_000
const lowest = -1_000

/** What decides the order: higher wins. */
export interface Ranked {
  readonly name: string
  readonly priority: number
}

/**
 * The priorities to write so that `name` moves by `step` places in a list ordered from highest to lowest.
 * As few repositories as possible change, and no two end up equal beside each other.
 */
export function moved(ordered: readonly Ranked[], name: string, step: -1 | 1): readonly Ranked[] {
  const from = ordered.findIndex((each) => each.name === name)
  const to = from + step
  const mover = ordered[from]
  if (mover === undefined || to < 0 || to >= ordered.length) return []
  const wanted = ordered.filter((each) => each !== mover).toSpliced(to, 0, mover)
  const slots = ordered.map((each) => each.priority).toSorted((one, other) => other - one)
  const priorities: number[] = []
  // From the bottom up: a slot that is not above the one below it is raised.
  for (const slot of slots.toReversed()) priorities.unshift(Math.max(slot, (priorities[0] ?? lowest - 1) + 1))
  const overflow = Math.max(0, (priorities[0] ?? 0) - highest)
  return wanted
    .map(({ name }, index) => ({ name, priority: (priorities[index] ?? 0) - overflow }))
    .filter((change) =>
      ordered.some((each) => each.name === change.name && each.priority !== change.priority),
    )
}
