import type { Because } from '../model/plan.ts'
import { heldReleases, type Held } from './held.ts'
import { findNeeded, type Need, type Needed } from './need.ts'
import type { Release } from './package-source.ts'
import type { Problem } from './problem.ts'
import { explainer, type Explainer } from './because.ts'
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
  /** What comes, or changes its release, or becomes chosen, by name. */
  readonly changed: readonly Chosen[]
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
  readonly decidedFor: ReadonlyMap<number, Need>
  /** The release that asked first for a clause; below 0 for the request, or where nobody did. */
  readonly askerOf: (clause: number) => number
  readonly clauseBehind: (release: number) => number | null
  /** Names that the request came to. */
  readonly asked: ReadonlySet<number>
  readonly chosenBefore: ReadonlySet<number>
  /** 1 by release: what could be there, before the sweep, and what is. */
  readonly possible: Uint8Array
  readonly now: Uint8Array
  /** What is there, in the order in which it came to be. */
  readonly list: readonly number[]
  /** Null where nothing was swept. */
  readonly needed: Needed | null
}

/**
 * Sweeps away what nobody needs any more, and says of each release why it comes or goes; the words are made when
 * somebody asks for them.
 */
export function answer(outcome: Extract<Outcome, { kind: 'solved' }>): Solved {
  const state = sweep(outcome)
  const { universe } = state.problem
  const because = explainer(state)
  const chosenNames = namesToChoose(state)
  const tell = (release: number): Chosen => {
    const chosen = chosenNames.has(universe.nameOf(release))
    return {
      release: universe.describe(release),
      chosen,
      because: because.present(release, chosen),
      unmet: unmetOf(release, state),
    }
  }
  const changed = lazily(() => byName(state.list.filter((release) => isNews(release, state)).map(tell)))
  const releases = lazily(() => byName(state.list.map(tell)))
  const removed = lazily(() => byName(removedFrom(state, because)))
  const held = lazily(() => heldReleases(state))
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
  }
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

function removedFrom(state: State, because: Explainer): Removed[] {
  const { universe } = state.problem
  return universe.installed
    .filter(({ name, release }) => state.now[release] === 0 && !isNamePresent(name, state))
    .map(({ release, chosen }) => ({
      release: universe.describe(release),
      chosen,
      because: because.removed(release),
    }))
}

/** Whether there is anything to say of a release: it is new here, or asked for although it only came along. */
function isNews(release: number, { problem, asked, chosenBefore }: State): boolean {
  const { universe } = problem
  if (!universe.isInstalled(release)) return true
  const name = universe.nameOf(release)
  return asked.has(name) && !chosenBefore.has(name)
}

export function isNamePresent(name: number, { problem, now }: Pick<State, 'problem' | 'now'>): boolean {
  return problem.universe.releasesNamed(name).some((release) => now[release] === 1)
}

function sweep({ problem, search, decidedFor }: Extract<Outcome, { kind: 'solved' }>): State {
  const { universe } = problem
  const possible = new Uint8Array(universe.releaseCount)
  const all: number[] = []
  for (let at = 0; at < search.trail.length; at += 1) {
    const literal = search.trail.literals[at]!
    if ((literal & 1) === 1) continue
    possible[literal >> 1] = 1
    all.push(literal >> 1)
  }
  const asked = askedNames(problem, possible)
  const chosenBefore = new Set(universe.installed.flatMap(({ name, chosen }) => (chosen ? [name] : [])))
  const needed = isSweepDue(problem, possible) ? stillNeeded(problem, { possible, all, asked }) : null
  const list = needed === null ? all : all.filter((release) => needed.has(release))
  const now = needed === null ? possible : new Uint8Array(universe.releaseCount)
  for (const release of list) now[release] = 1
  return {
    ...{ problem, decidedFor, asked, chosenBefore, possible, now, list, needed },
    askerOf: (clause) => search.askerOf(clause),
    clauseBehind: (release) => search.clauseBehind(release),
  }
}

function askedNames({ agenda, candidates, universe }: Problem, possible: Uint8Array): ReadonlySet<number> {
  const asked = new Set<number>()
  for (const { clause, claim } of agenda) {
    if (claim.kind !== 'wish') continue
    const met = candidates.listOf(clause).find((release) => possible[release] === 1)
    if (met !== undefined) asked.add(universe.nameOf(met))
  }
  return asked
}

/** Newcomers are all needed. Only what came along can be needed no more, and only where something changed or goes. */
function isSweepDue({ universe, input }: Problem, possible: Uint8Array): boolean {
  if (input.wishes.some(({ kind }) => kind === 'autoremove')) return true
  if (input.options.keepUnneeded || universe.installed.every(({ chosen }) => chosen)) return false
  return universe.installed.some(({ release }) => possible[release] === 0)
}

/** By what was chosen or asked for, and by what nobody needed before: that is not this request's business. */
function stillNeeded(
  problem: Problem,
  { possible, all, asked }: { possible: Uint8Array; all: readonly number[]; asked: ReadonlySet<number> },
): Needed {
  const { universe, input } = problem
  const isTidying = input.wishes.some(({ kind }) => kind === 'autoremove')
  const before = isTidying ? null : neededBefore(problem)
  const rootNames = new Set([...asked, ...successorNames(problem, possible)])
  const { holds, protected: guarded } = input.policy
  for (const { name, text, release, chosen } of universe.installed) {
    const isKept = chosen || holds.has(text) || guarded.has(text)
    if (isKept || (before !== null && !before.has(release))) rootNames.add(name)
  }
  const roots = all.filter((release) => rootNames.has(universe.nameOf(release)))
  return findNeeded(roots, possible, problem)
}

/** What the chosen packages needed before the request. */
export function neededBefore(problem: Problem): Needed {
  const { installed } = problem.universe
  const chosen = installed.filter((each) => each.chosen).map(({ release }) => release)
  const here = new Uint8Array(problem.universe.releaseCount)
  for (const { release } of installed) here[release] = 1
  return findNeeded(chosen, here, problem)
}

/** Names of what took the place of chosen packages. */
function successorNames({ agenda, candidates, universe }: Problem, possible: Uint8Array): number[] {
  return agenda.flatMap(({ clause, claim }) => {
    if (claim.kind !== 'stay' || !claim.installed.chosen || possible[claim.installed.release] === 1) return []
    const present = candidates.listOf(clause).filter((release) => possible[release] === 1)
    return present.map((release) => universe.nameOf(release))
  })
}

function namesToChoose({ problem, asked, chosenBefore, possible }: State): ReadonlySet<number> {
  const { overlay, installed } = problem.universe
  const chosen = new Set([...chosenBefore, ...asked, ...successorNames(problem, possible)])
  for (const wish of problem.input.wishes) {
    const replaced = wish.kind === 'replace' ? installed.find(({ text }) => text === wish.name) : undefined
    if (wish.kind !== 'replace' || replaced === undefined || replaced.chosen) continue
    // What takes the place of something that only came along was not chosen either.
    if (!chosenBefore.has(overlay.nameOf(wish.by))) chosen.delete(overlay.nameOf(wish.by))
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
