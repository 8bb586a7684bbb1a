import { end, start } from './candidates.ts'
import { decideAll } from './decide.ts'
import type { Cause } from './cause.ts'
import type { Need } from './need.ts'
import type { Entry } from './claims.ts'
import { createProblem, type Problem, type ResolverInput } from './problem.ts'
import { Search } from './search.ts'
import { keepOut } from './take-to-stay.ts'
import { absent, present, type Literal } from './trail.ts'

/** Thrown when the steps are used up or the caller no longer wants the answer. */
export class SearchStopped extends Error {}

export type Outcome =
  | {
      readonly kind: 'solved'
      readonly problem: Problem
      readonly search: Search
      /** By release that was decided for: who was to have it, and by which clause. */
      readonly decidedFor: ReadonlyMap<number, Need>
    }
  | { readonly kind: 'unsolvable'; readonly problem: Problem; readonly core: readonly Cause[] }

/**
 * The first answer in the order of preference (docs/solver.md). Where something that came along has to go, looks
 * for one in which less goes, with the same releases for what was asked for and chosen; what that finds within the
 * budget is taken.
 */
export function solve(input: ResolverInput, spend: () => void): Outcome {
  const first = attempt(input, { spend, settled: [], most: Infinity })
  if (first.kind === 'unsolvable') return first
  let best = first
  try {
    for (let lost = countLost(best); lost > 0; lost = countLost(best)) {
      const better = attempt(input, { spend, settled: settledBy(best), most: lost - 1 })
      if (better.kind === 'unsolvable') return best
      best = better
    }
  } catch (error) {
    if (!(error instanceof SearchStopped)) throw error
  }
  return best
}

interface Limits {
  readonly spend: () => void
  /** Releases that a better answer keeps. */
  readonly settled: readonly number[]
  /** Packages that came along and may have to go. */
  readonly most: number
}

type Solved = Extract<Outcome, { kind: 'solved' }>

/** First with all that stays taken together; where that contradicts itself, one after the other. */
function attempt(input: ResolverInput, limits: Limits): Outcome {
  if (limits.most < Infinity) return attemptWith(createProblem(input, false), limits, false)!
  const first = createProblem(input, true)
  const outcome = attemptWith(first, limits, true)
  if (outcome !== null) return outcome
  const again = first.atRest === null ? null : attemptWith(createProblem(input, false), limits, true)
  return again ?? attemptWith(createProblem(input, false), limits, false)!
}

/** Null where what was taken together does not go together. */
function attemptWith(problem: Problem, limits: Limits, isTogether: boolean): Outcome | null {
  const { spend, most } = limits
  const { universe, candidates, waived, atRest } = problem
  const together = isTogether && universe.isDirect
  const search = new Search(universe, candidates, { spend, waived, atRest, together })
  stateAll(problem, search)
  for (const release of limits.settled) search.require(candidates.add([release]))
  const decidedFor = new Map<number, Need>()
  const isTooMuch = () => (most === Infinity ? null : tooManyLost(problem, search, most))
  const isSolved = decideAll(problem, search, { decidedFor, isTooMuch })
  if (search.isDisturbed) return null
  return isSolved
    ? { kind: 'solved', problem, search, decidedFor }
    : { kind: 'unsolvable', problem, core: search.core() }
}

/** What must be so, before anything is decided. */
function stateAll({ facts, agenda, atRest }: Problem, search: Search): void {
  // Counted by hand: there is one for nearly every installed package, and this runs once, in code that is cold.
  for (let number = 1; number < facts.length; number += 1) {
    const { kind, release } = facts[number]!
    search.state(kind === 'stay' ? present(release) : absent(release), number)
  }
  if (atRest !== null) keepOut(atRest.bound.rivals, search.trail)
  for (const { clause, claim } of agenda) {
    if (claim.kind !== 'stay' || claim.isBinding) search.require(clause)
  }
}

/** What was asked for or chosen, in the release it came to. */
function settledBy({ problem, search }: Solved): number[] {
  return problem.agenda
    .filter(({ claim }) => claim.kind === 'wish' || (claim.kind === 'stay' && claim.isBinding))
    .flatMap(
      ({ clause }) => problem.candidates.listOf(clause).find((each) => search.trail.values[each] === 1) ?? [],
    )
}

function countLost({ problem, search }: Solved): number {
  let count = 0
  for (const entry of problem.agenda) if (isLost(entry, problem, search)) count += 1
  return count
}

/** Whether it came along and is not there any more in any release. */
function isLost({ clause, claim }: Entry, { candidates }: Problem, search: Search): boolean {
  if (claim.kind !== 'stay' || claim.isBinding) return false
  const row = candidates.rowOf(clause)
  const { items, rows } = candidates
  for (let at = rows[row + start]!; at < rows[row + end]!; at += 1) {
    if (search.trail.values[items[at]!] !== -1) return false
  }
  return true
}

/** Where more than `most` are lost: that one of these has to stay after all. */
function tooManyLost(problem: Problem, search: Search, most: number): readonly Literal[] | null {
  const lost = problem.agenda.filter((entry) => isLost(entry, problem, search))
  if (lost.length <= most) return null
  return lost.slice(0, most + 1).flatMap(({ clause }) => problem.candidates.listOf(clause).map(present))
}
