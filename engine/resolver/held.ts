import type { State } from './answer.ts'
import type { Release } from './package-source.ts'

/** An installed release that an update leaves as it is, or takes only part of the way. */
export interface Held {
  readonly release: Release
  /** Version of the release that could not be taken. */
  readonly newest: string
  /** The fact in the way: `release: relation`. */
  readonly reason: string
}

export function heldReleases(state: State): readonly Held[] {
  const { universe, isUpdating } = state.problem
  const held: Held[] = []
  for (const { name, release: installed } of universe.installed) {
    const now = state.now.get(name)
    if (now === undefined || !isUpdating(name)) continue
    const newest = universe.newerThan(installed)[0]
    if (newest === undefined || newest === now) continue
    held.push({
      release: universe.describe(now),
      newest: universe.version(newest),
      reason: findReason(newest, now, state),
    })
  }
  return held
}

function findReason(newest: number, current: number, state: State): string {
  const { universe, candidates } = state.problem
  for (const other of state.now.values()) {
    if (other === current) continue
    const term = Array.from(universe.listOf('conflicts', other)).find((each) => universe.meets(newest, each))
    if (term !== undefined) return format(other, universe.termText(term), state)
    const clause = Array.from(universe.listOf('dependencies', other)).find((each) => {
      const list = candidates.listOf(each)
      return list.includes(current) && !list.includes(newest)
    })
    if (clause !== undefined) return format(other, universe.clauseText(clause), state)
  }
  return ownReason(newest, state)
}

/** Nobody minds the new release, so something it says of others is in the way. */
function ownReason(newest: number, state: State): string {
  const { universe, candidates } = state.problem
  const name = universe.nameOf(newest)
  const others = [...state.now.values()].filter((release) => universe.nameOf(release) !== name)
  const clash = Array.from(universe.listOf('conflicts', newest)).find((term) =>
    others.some((other) => universe.meets(other, term)),
  )
  if (clash !== undefined) return format(newest, universe.termText(clash), state)
  const missing = Array.from(universe.listOf('dependencies', newest)).find(
    (clause) => !candidates.listOf(clause).some((each) => others.includes(each)),
  )
  const { version, name: text } = universe.describe(newest)
  return missing === undefined ? `${text} ${version}` : format(newest, universe.clauseText(missing), state)
}

function format(release: number, clause: string, { problem }: State): string {
  const { name, version } = problem.universe.describe(release)
  return `${name} ${version}: ${clause}`
}
