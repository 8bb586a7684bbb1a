import { once } from '../base/once.ts'
import { Needs, type Need, type Needed } from './need.ts'
import type { Problem } from './problem.ts'
import type { Outcome } from './solve.ts'
import type { Universe } from './universe.ts'

/** A solution before it is put into words. */
export interface State {
  readonly problem: Problem
  readonly decidedFor: ReadonlyMap<number, Need>
  /** What made a release come without a decision; null for another reason. */
  readonly needBehind: (release: number) => Need | null
  /** Names that the request came to. */
  readonly asked: ReadonlySet<number>
  readonly chosenBefore: () => ReadonlySet<number>
  /** 1 by release: what could be there, before the sweep, and what is. */
  readonly possible: Int8Array
  readonly now: Int8Array
  /** What is there, in the order in which it came to be. */
  readonly list: readonly number[]
  /** Null where nothing was swept. */
  readonly needed: Needed | null
}

export function isNamePresent(name: number, { problem, now }: Pick<State, 'problem' | 'now'>): boolean {
  return problem.universe.releasesNamed(name).some((release) => now[release] === 1)
}

/** Takes away what nobody needs any more. */
export function sweep({ problem, search, decidedFor }: Extract<Outcome, { kind: 'solved' }>): State {
  const { universe } = problem
  // The search is over: what it came to is read where it is.
  const possible = search.trail.values
  const all: number[] = []
  for (let at = 0; at < search.trail.length; at += 1) {
    const literal = search.trail.literals[at]!
    if ((literal & 1) === 0) all.push(literal >> 1)
  }
  const asked = askedNames(problem, possible)
  const chosenBefore = once(() => namesChosenIn(universe))
  const needed = isSweepDue(problem, possible) ? stillNeeded(problem, { possible, all, asked }) : null
  const list = needed === null ? all : all.filter((release) => needed.has(release))
  const now = needed === null ? possible : new Int8Array(universe.releaseCount)
  if (needed !== null) for (const release of list) now[release] = 1
  return {
    ...{ problem, decidedFor, asked, chosenBefore, possible, now, list, needed },
    needBehind: (release) => search.needBehind(release),
  }
}

function namesChosenIn({ installed }: Universe): ReadonlySet<number> {
  const names = new Set<number>()
  for (const { name, chosen } of installed) if (chosen) names.add(name)
  return names
}

function askedNames({ agenda, candidates, universe }: Problem, possible: Int8Array): ReadonlySet<number> {
  const asked = new Set<number>()
  for (const { clause, claim } of agenda) {
    if (claim.kind !== 'wish') continue
    const met = candidates.listOf(clause).find((release) => possible[release] === 1)
    if (met !== undefined) asked.add(universe.nameOf(met))
  }
  return asked
}

/** Newcomers are all needed. Only what came along can be needed no more, and only where something changed or goes. */
function isSweepDue({ universe, input }: Problem, possible: Int8Array): boolean {
  if (input.wishes.some(({ kind }) => kind === 'autoremove')) return true
  if (input.options.keepUnneeded || universe.installed.every(({ chosen }) => chosen)) return false
  return universe.installed.some(({ release }) => possible[release] !== 1)
}

/** By what was chosen or asked for, and by what nobody needed before: that is not this request's business. */
function stillNeeded(
  problem: Problem,
  { possible, all, asked }: { possible: Int8Array; all: readonly number[]; asked: ReadonlySet<number> },
): Needed {
  const { universe, input } = problem
  const rootNames = new Set([...asked, ...successorNames(problem, possible)])
  const { holds, protected: guarded } = input.policy
  for (const { name, text, chosen } of universe.installed)
    if (chosen || holds.has(text) || guarded.has(text)) rootNames.add(name)
  const needed = new Needs(possible, problem)
  needed.follow(all.filter((release) => rootNames.has(universe.nameOf(release))))
  const idle = all.filter((release) => !needed.has(release))
  if (idle.length === 0 || input.wishes.some(({ kind }) => kind === 'autoremove')) return needed
  const before = neededBefore(problem)
  const idleBefore = new Set(
    universe.installed.filter(({ release }) => !before.has(release)).map(({ name }) => name),
  )
  needed.follow(idle.filter((release) => idleBefore.has(universe.nameOf(release))))
  return needed
}

/** What the chosen packages needed before the request. */
export function neededBefore(problem: Problem): Needed {
  const { installed } = problem.universe
  const chosen = installed.filter((each) => each.chosen).map(({ release }) => release)
  const here = new Int8Array(problem.universe.releaseCount)
  for (const { release } of installed) here[release] = 1
  const needed = new Needs(here, problem)
  needed.follow(chosen)
  return needed
}

/** Names of what took the place of chosen packages. */
export function successorNames({ agenda, candidates, universe }: Problem, possible: Int8Array): number[] {
  const names: number[] = []
  for (const { clause, claim } of agenda) {
    if (claim.kind !== 'stay' || !claim.installed.chosen || possible[claim.installed.release] === 1) continue
    for (const release of candidates.listOf(clause))
      if (possible[release] === 1) names.push(universe.nameOf(release))
  }
  return names
}
