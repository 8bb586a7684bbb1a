import type { Explanation } from '../model/plan.ts'
import { answer, type Solved } from './answer.ts'
import { SearchStopped } from './clause-search.ts'
import { minimizeCore } from './core.ts'
import { describe } from './explain.ts'
import { blockersIn, findFixes, type Attempt } from './fixes.ts'
import type { ResolverInput } from './package-source.ts'
import { solve, type Outcome } from './solve.ts'

export type Resolution =
  | Solved
  | { readonly kind: 'unsolvable'; readonly explanation: Explanation }
  /** The budget ended, or the caller no longer wants the answer. */
  | { readonly kind: 'gave-up' }

/** Steps (literals and clauses visited) that no honest request comes near; about two seconds. */
export const usualBudget = 20_000_000

/** The new state that the wishes ask for, or why there is none. The same input has the same answer. */
export function resolve(input: ResolverInput, budget: number, isCancelled: () => boolean): Resolution {
  try {
    const outcome = solve(input, createMeter(budget, isCancelled))
    if (outcome.kind === 'solved') return answer(input, outcome)
    return { kind: 'unsolvable', explanation: explain(input, outcome, { budget, isCancelled }) }
  } catch (error) {
    if (error instanceof SearchStopped) return { kind: 'gave-up' }
    throw error
  }
}

function explain(
  input: ResolverInput,
  { core, universe }: Extract<Outcome, { kind: 'unsolvable' }>,
  { budget, isCancelled }: { readonly budget: number; readonly isCancelled: () => boolean },
): Explanation {
  const minimal = minimizeCore(core, createMeter(budget, isCancelled))
  // All attempts together may cost what the request itself might.
  const spend = createMeter(budget, isCancelled)
  const attempt: Attempt = (other) => {
    try {
      const outcome = solve(other, spend)
      if (outcome.kind === 'solved') return answer(other, outcome)
      return { kind: 'blocked', by: blockersIn(minimizeCore(outcome.core, spend)) }
    } catch (error) {
      if (error instanceof SearchStopped) return null
      throw error
    }
  }
  const fixes = findFixes(input, minimal, { universe, attempt })
  if (isCancelled()) throw new SearchStopped()
  const { clash, proof } = describe(minimal, universe)
  return { clash: [...clash], proof: [...proof], fixes: [...fixes] }
}

/** Steps between two questions whether to go on. */
const askEvery = 1_024

function createMeter(budget: number, isCancelled: () => boolean): () => void {
  let spent = 0
  return () => {
    spent += 1
    if (spent > budget || (spent % askEvery === 0 && isCancelled())) throw new SearchStopped()
  }
}
