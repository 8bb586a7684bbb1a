import type { Declaration } from '../../engine/resolver/package-source.ts'
import type { Checker } from '../../test/kit/independent-checker.ts'
import { median, quantile } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { solveFresh, wishesFor } from './ours.ts'
import type { Answer } from './solve-once.ts'

const count = 1_000
const seed = 20_240_607

/** One name after the other, drawn from the whole archive, in one process that stays. */
export async function measureRandomInstalls(
  declarations: readonly Declaration[],
  checker: Checker,
  { solver, pool }: { readonly solver: string; readonly pool: string },
): Promise<Measured[]> {
  console.error(`bench: ${count} random installs, seed ${seed}`)
  const names = drawn(declarations)
  const requests = names.map((name) => wishesFor([name]))
  const { answers } = await solveFresh(solver, { pool, installed: null, requests })
  const milliseconds = answers.map(({ solve }) => solve.cpu)
  const unsolvable = answers.filter(({ kind }) => kind === 'unsolvable').length
  console.error(`bench: ${unsolvable} of them cannot be installed`)
  const line = (metric: string, ours: number, budget: number | null): Measured =>
    measured({ bench: 'resolver', case: `${count} random installs`, metric, ours }, budget)
  return [
    line('p50 cpu ms', median(milliseconds), null),
    line('p99 cpu ms', quantile(milliseconds, 0.99), 100),
    line('longest cpu ms', quantile(milliseconds, 1), null),
    line('count without an answer', answers.filter(({ kind }) => kind === 'gave-up').length, 0),
    line('count that the checker refuses', refused(answers, names, checker), 0),
  ]
}

function refused(answers: readonly Answer[], names: readonly string[], checker: Checker): number {
  return answers.filter(({ kind, packages }, at) => {
    if (kind !== 'solved') return false
    const state = packages.map(([name, version]) => ({ name, version }))
    return checker.check(state, [names[at] ?? '']).length > 0
  }).length
}

/** Without repetition; the same seed draws the same names from the same archive. */
function drawn(declarations: readonly Declaration[]): readonly string[] {
  const names = [...new Set(declarations.map(({ name }) => name))].toSorted()
  const taken = new Set<string>()
  let state = seed
  while (taken.size < Math.min(count, names.length)) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    taken.add(names[Math.floor((state / 2 ** 32) * names.length)] ?? '')
  }
  return [...taken]
}
