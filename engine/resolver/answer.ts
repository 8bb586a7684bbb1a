import type { Because } from '../model/plan.ts'
import { heldReleases, type Held } from './held.ts'
import { findNeeded, type Need } from './need.ts'
import type { Release } from './package-source.ts'
import type { Problem } from './problem.ts'
import { explainer } from './because.ts'
import type { Outcome } from './solve.ts'

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
  /** The whole new state, by name. */
  readonly releases: readonly Chosen[]
  /** By name. */
  readonly removed: readonly Removed[]
  /** What an update would have changed and could not, by name. */
  readonly held: readonly Held[]
}

/** A solution before it is put into words. */
export interface State {
  readonly problem: Problem
  readonly decidedFor: ReadonlyMap<number, number>
  /** Who asked first for the clause that a release came for; null where it came for none. */
  readonly askerOf: (clause: number) => number | null
  readonly clauseBehind: (release: number) => number | null
  /** Names that the request asked for, and releases it came to. */
  readonly asked: ReadonlySet<number>
  readonly chosenBefore: ReadonlySet<number>
  /** What could be there, before the sweep, and what is, by name. */
  readonly possible: ReadonlyMap<number, number>
  readonly now: ReadonlyMap<number, number>
  /** Empty where nothing was swept. */
  readonly needs: ReadonlyMap<number, Need | null>
}

/** Sweeps away what nobody needs any more, and says of each release why it comes or goes. */
export function answer(outcome: Extract<Outcome, { kind: 'solved' }>): Solved {
  const state = sweep(outcome)
  const { universe } = state.problem
  const because = explainer(state)
  const chosenNames = namesToChoose(state)
  const releases = Array.from(state.now.values(), (release) => ({
    release: universe.describe(release),
    chosen: chosenNames.has(universe.nameOf(release)),
    because: because.present(release, chosenNames.has(universe.nameOf(release))),
    unmet: unmetOf(release, state),
  }))
  const removed = universe.installed
    .filter(({ name }) => !state.now.has(name))
    .map(({ release, chosen }) => ({
      release: universe.describe(release),
      chosen,
      because: because.removed(release),
    }))
  return { kind: 'solved', releases: byName(releases), removed: byName(removed), held: heldReleases(state) }
}

function sweep({ problem, search, decidedFor }: Extract<Outcome, { kind: 'solved' }>): State {
  const { universe } = problem
  const possible = new Map<number, number>()
  for (let at = 0; at < search.trailLength; at += 1) {
    const literal = search.trail[at]!
    if ((literal & 1) === 0) possible.set(universe.nameOf(literal >> 1), literal >> 1)
  }
  const asked = askedNames(problem, possible)
  const needs = isSweepDue(problem, possible) ? stillNeeded(problem, possible, asked) : null
  const now = needs === null ? possible : new Map(filterNeeded(possible, needs))
  return {
    problem,
    decidedFor,
    askerOf: (clause) => search.askerOf(clause),
    clauseBehind: (release) => search.clauseBehind(release),
    asked,
    chosenBefore: new Set(universe.installed.flatMap(({ name, chosen }) => (chosen ? [name] : []))),
    possible,
    now,
    needs: needs ?? new Map(),
  }
}

function* filterNeeded(possible: ReadonlyMap<number, number>, needs: ReadonlyMap<number, Need | null>) {
  for (const [name, release] of possible) if (needs.has(release)) yield [name, release] as const
}

function askedNames({ agenda, candidates, universe }: Problem, possible: ReadonlyMap<number, number>) {
  const asked = new Set<number>()
  for (const { clause, claim } of agenda) {
    if (claim.kind !== 'wish') continue
    const met = candidates
      .listOf(clause)
      .find((release) => possible.get(universe.nameOf(release)) === release)
    if (met !== undefined) asked.add(universe.nameOf(met))
  }
  return asked
}

/** Newcomers are all needed; only where something installed changed or goes can anything be needed no more. */
function isSweepDue({ universe, input }: Problem, possible: ReadonlyMap<number, number>): boolean {
  if (input.wishes.some(({ kind }) => kind === 'autoremove')) return true
  if (input.options.keepUnneeded) return false
  return universe.installed.some(({ name, release }) => possible.get(name) !== release)
}

/** What was chosen or asked for, and what nobody needed before: that is not this request's business. */
function stillNeeded(problem: Problem, possible: ReadonlyMap<number, number>, asked: ReadonlySet<number>) {
  const { universe, input } = problem
  const { installed } = universe
  const isHere = (release: number) => universe.isInstalled(release)
  const chosen = installed.filter((each) => each.chosen)
  const isTidying = input.wishes.some(({ kind }) => kind === 'autoremove')
  const neededBefore = isTidying
    ? null
    : findNeeded(
        chosen.map(({ release }) => release),
        isHere,
        problem,
      )
  const alone = installed.filter(({ release }) => neededBefore !== null && !neededBefore.has(release))
  const successors = successorNames(problem, possible)
  const rootNames = new Set([...asked, ...successors, ...[...chosen, ...alone].map(({ name }) => name)])
  const roots = [...possible].flatMap(([name, release]) => (rootNames.has(name) ? [release] : []))
  return findNeeded(roots, (release) => possible.get(universe.nameOf(release)) === release, problem)
}

/** Names of what took the place of chosen packages. */
function successorNames({ agenda, candidates, universe }: Problem, possible: ReadonlyMap<number, number>) {
  return agenda.flatMap(({ clause, claim }) => {
    if (claim.kind !== 'stay' || !claim.installed.chosen || possible.has(claim.installed.name)) return []
    const names = candidates.listOf(clause).map((release) => universe.nameOf(release))
    return names.filter((name) => possible.has(name))
  })
}

function namesToChoose({ problem, asked, chosenBefore, possible }: State): ReadonlySet<number> {
  return new Set([...chosenBefore, ...asked, ...successorNames(problem, possible)])
}

function unmetOf(release: number, { problem, now }: State): readonly string[] {
  const { universe, candidates, waived } = problem
  const clauses = waived.get(release)
  if (clauses === undefined) return []
  const isThere = (candidate: number) => now.get(universe.nameOf(candidate)) === candidate
  return [...clauses]
    .filter((clause) => !candidates.listOf(clause).some(isThere))
    .map((clause) => universe.terms.clauseText(clause))
}

function byName<T extends { readonly release: Release }>(lines: T[]): T[] {
  return lines.sort((a, b) => (a.release.name < b.release.name ? -1 : 1))
}
