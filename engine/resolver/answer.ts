import { once } from '../base/once.ts'
import type { Because } from '../model/plan.ts'
import { heldReleases, type Held } from './held.ts'
import type { Release } from './package-source.ts'
import { explainer, type Explainer } from './because.ts'
import type { Outcome } from './solve.ts'
import { isNamePresent, successorNames, sweep, type State } from './sweep.ts'
import type { Installed } from './placed.ts'

/** A release of the new state. */
export interface Chosen {
  readonly release: Release
  readonly chosen: boolean
  /** Null where it is as it was. */
  readonly because: Because | null
  /** Dependencies that are accepted to be unmet. */
  readonly unmet: readonly string[]
}

export interface Removed {
  readonly release: Release
  readonly chosen: boolean
  readonly because: Because
}

export interface Solved {
  readonly kind: 'solved'
  /** What comes, or changes its release, or becomes chosen, by name. */
  readonly changed: readonly Chosen[]
  /** The whole new state, by name. */
  readonly releases: readonly Chosen[]
  /** By name. */
  readonly removed: readonly Removed[]
  /** What an update would have changed and could not, by name. */
  readonly held: readonly Held[]
  /** The new state as numbers, which cost nothing to ask for. */
  readonly extent: Extent
}

/** How far a new state is from the old one. */
export interface Extent {
  readonly arriving: number
  readonly leaving: number
  readonly leavingChosen: number
  /** Releases of the new state, and names that are chosen in it: equal states have equal lists. */
  readonly releases: Uint32Array
  readonly chosen: Uint32Array
}

/**
 * Sweeps away what nobody needs any more, and says of each release why it comes or goes; the words are made when
 * somebody asks for them.
 */
export function answer(outcome: Extract<Outcome, { kind: 'solved' }>): Solved {
  const state = sweep(outcome)
  const { universe } = state.problem
  const because = explainer(state)
  const chosenNames = once(() => namesToChoose(state))
  const tell = (release: number): Chosen => {
    const chosen = chosenNames().has(universe.nameOf(release))
    return {
      release: universe.describe(release),
      chosen,
      because: because.present(release, chosen),
      unmet: unmetOf(release, state),
    }
  }
  const changed = once(() => byName(state.list.filter((release) => isNews(release, state)).map(tell)))
  const releases = once(() => byName(state.list.map(tell)))
  const removed = once(() => byName(removedFrom(state, because)))
  const extent = once(() => extentOf(state, chosenNames()))
  const held = once(() => heldReleases(state))
  return {
    kind: 'solved',
    get changed() {
      return changed()
    },
    get releases() {
      return releases()
    },
    get removed() {
      return removed()
    },
    get held() {
      return held()
    },
    get extent() {
      return extent()
    },
  }
}

function extentOf(state: State, chosenNames: ReadonlySet<number>): Extent {
  const { universe } = state.problem
  const leaving = leavingFrom(state)
  return {
    arriving: state.list.filter((release) => !universe.isInstalled(release)).length,
    leaving: leaving.length,
    leavingChosen: leaving.filter(({ chosen }) => chosen).length,
    releases: new Uint32Array(state.list).sort(),
    chosen: new Uint32Array([...chosenNames]).sort(),
  }
}

function removedFrom(state: State, because: Explainer): Removed[] {
  const { universe } = state.problem
  return leavingFrom(state).map(({ release, chosen }) => ({
    release: universe.describe(release),
    chosen,
    because: because.removed(release),
  }))
}

/** Installed packages whose name is not in the new state. */
function leavingFrom(state: State): readonly Installed[] {
  return state.problem.universe.installed.filter(
    ({ name, release }) => state.now[release] !== 1 && !isNamePresent(name, state),
  )
}

/** Whether there is anything to say of a release: it is new here, or asked for although it only came along. */
function isNews(release: number, { problem, asked, chosenBefore }: State): boolean {
  const { universe } = problem
  if (!universe.isInstalled(release)) return true
  const name = universe.nameOf(release)
  return asked.has(name) && !chosenBefore().has(name)
}

function namesToChoose({ problem, asked, chosenBefore, possible }: State): ReadonlySet<number> {
  const { overlay, installed } = problem.universe
  const chosen = new Set([...chosenBefore(), ...asked, ...successorNames(problem, possible)])
  for (const wish of problem.input.wishes) {
    const replaced = wish.kind === 'replace' ? installed.find(({ text }) => text === wish.name) : undefined
    if (wish.kind !== 'replace' || replaced === undefined || replaced.chosen) continue
    // What takes the place of something that only came along was not chosen either.
    if (!chosenBefore().has(overlay.nameOf(wish.by))) chosen.delete(overlay.nameOf(wish.by))
  }
  return chosen
}

function unmetOf(release: number, { problem, now }: State): readonly string[] {
  const { universe, candidates, waived } = problem
  const clauses = waived.get(release)
  if (clauses === undefined) return []
  const isThere = (candidate: number) => now[candidate] === 1
  return [...clauses]
    .filter((clause) => !candidates.listOf(clause).some(isThere))
    .map((clause) => universe.terms.clauseText(clause))
}

function byName<T extends { readonly release: Release }>(lines: T[]): T[] {
  return lines.sort((a, b) => (a.release.name < b.release.name ? -1 : 1))
}
