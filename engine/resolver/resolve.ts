import type { Explanation } from '../model/plan.ts'
import { answer, type Solved } from './answer.ts'
import { findClash } from './clash.ts'
import { minimizeCore } from './core.ts'
import { Facts } from './facts.ts'
import { blockersIn, findFixes, type Attempt } from './fixes.ts'
import { clauseOf, originOf, type Origin } from './origin.ts'
import type { Problem, ResolverInput } from './problem.ts'
import { prove } from './proof.ts'
import { SearchStopped, solve, type Outcome } from './solve.ts'

export type { ResolverInput } from './problem.ts'

export type Resolution =
  | Solved
  | { readonly kind: 'unsolvable'; readonly explanation: Explanation }
  /** The budget ended, or the caller no longer wants the answer. */
  | { readonly kind: 'gave-up' }

/** Steps (releases that come or go, in the search) that no honest request comes near; about two seconds. */
export const usualBudget = 5_000_000

/** The new state that the wishes ask for, or why there is none. The same input has the same answer. */
export function resolve(input: ResolverInput, budget: number, isCancelled: () => boolean): Resolution {
  try {
    const outcome = solve(input, createMeter(budget, isCancelled))
    if (outcome.kind === 'solved') return answer(outcome)
    return { kind: 'unsolvable', explanation: explain(input, outcome, { budget, isCancelled }) }
  } catch (error) {
    if (error instanceof SearchStopped) return { kind: 'gave-up' }
    throw error
  }
}

function explain(
  input: ResolverInput,
  { core, problem }: Extract<Outcome, { kind: 'unsolvable' }>,
  { budget, isCancelled }: { readonly budget: number; readonly isCancelled: () => boolean },
): Explanation {
  const { universe } = problem
  const found: Contradiction = { problem, origins: core.map((cause) => originOf(cause, problem)) }
  const telling = byItself(input, found, createMeter(budget, isCancelled)) ?? found
  const minimal = minimizeCore(telling.origins, createMeter(budget, isCancelled))
  // All attempts together may cost what the request itself might.
  const spend = createMeter(budget, isCancelled)
  const attempt: Attempt = (other) => {
    try {
      const outcome = solve(other, spend)
      if (outcome.kind === 'solved') return answer(outcome)
      const origins = outcome.core.map((cause) => originOf(cause, outcome.problem))
      const core = minimizeCore(origins, spend)
      const there = outcome.problem.universe
      return { kind: 'blocked', by: blockersIn(core, there), core, universe: there }
    } catch (error) {
      if (error instanceof SearchStopped) return null
      throw error
    }
  }
  const fixes = findFixes(minimal, { input, universe, attempt })
  if (isCancelled()) throw new SearchStopped()
  const facts = new Facts(telling.problem.universe)
  const told = hereFirst(minimal, telling.problem)
  const proof = prove(told, facts)
  return { clash: [...findClash(told, facts, proof)], proof: [...proof], fixes: [...fixes] }
}

/** What is installed is told before what it could become: people know it. */
function hereFirst(core: readonly Origin[], { universe }: Problem): readonly Origin[] {
  const strangers = (origin: Origin) =>
    clauseOf(origin).unless.filter((release) => !universe.isInstalled(release)).length
  return core.toSorted((a, b) => strangers(a) - strangers(b))
}

interface Contradiction {
  readonly problem: Problem
  readonly origins: readonly Origin[]
}

/** What is impossible even if everything else may go is not blamed on what was chosen; null where it is not. */
function byItself(input: ResolverInput, { origins }: Contradiction, spend: () => void): Contradiction | null {
  const wishes = input.wishes.filter((wish) => wish.kind === 'install' && wish.older !== true)
  if (wishes.length === 0 || !origins.some(({ kind }) => ofMachine.has(kind))) return null
  try {
    const outcome = solve({ ...input, wishes, regardless: true }, spend)
    if (outcome.kind === 'solved') return null
    return {
      problem: outcome.problem,
      origins: outcome.core.map((cause) => originOf(cause, outcome.problem)),
    }
  } catch (error) {
    if (error instanceof SearchStopped) return null
    throw error
  }
}

/** What a contradiction says of the machine, not of what is wished for. */
const ofMachine: ReadonlySet<Origin['kind']> = new Set(['stay', 'protected', 'removal', 'no-downgrade'])

/** Steps between two questions whether to go on. */
const askEvery = 1_024

function createMeter(budget: number, isCancelled: () => boolean): () => void {
  let spent = 0
  return () => {
    spent += 1
    if (spent > budget || (spent % askEvery === 0 && isCancelled())) throw new SearchStopped()
  }
}
