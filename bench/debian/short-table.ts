import { median } from '../measure.ts'
import { titleOf, type Request } from './requests.ts'
import type { Round } from './rounds.ts'
import type { Spent } from './solve-once.ts'

/** One row a request, in Markdown: medians of load / solve, and packages at the end. */
export function shortTable(all: readonly (readonly [Request, readonly Round[]])[]): string {
  const head = ['request', 'ours', 'libsolv', 'libapt', 'packages: ours, libsolv, libapt']
  const rows = all.map(([request, rounds]) => [
    titleOf(request),
    times(rounds.map(({ ours: { load, answers } }) => ({ load, solve: answers[0]?.solve }))),
    times(rounds.map(({ libsolv }) => withExplanation(libsolv))),
    times(rounds.map(({ libapt }) => withExplanation(libapt))),
    packages(rounds[0]),
  ])
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

interface Times {
  readonly load: Spent
  readonly solve: Pick<Spent, 'cpu'> | undefined
}

function withExplanation(answer: Round['libsolv']): Times | null {
  if (answer === null) return null
  const explaining = answer.problems.length > 0 ? (answer.explain?.cpu ?? 0) : 0
  return { load: answer.load, solve: { cpu: answer.solve.cpu + explaining } }
}

function times(measured: readonly (Times | null)[]): string {
  const known = measured.filter((one) => one !== null)
  if (known.length === 0) return 'not installed'
  const load = median(known.map((one) => one.load.cpu))
  const solve = median(known.map((one) => one.solve?.cpu ?? NaN))
  return `${amount(load)} / ${amount(solve)}`
}

function amount(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 10 ? 1 : 0)
}

function packages(round: Round | undefined): string {
  if (round === undefined) return ''
  const { ours, libsolv, libapt } = round
  const counts = [ours.answers[0]?.packages, libsolv?.packages, libapt?.packages].map(
    (all) => all?.length ?? 0,
  )
  return counts.every((count) => count === 0) ? 'no answer' : counts.map((count) => count || '–').join(', ')
}
