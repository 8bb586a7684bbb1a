import type { Checker } from '../../test/kit/independent-checker.ts'
import { median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { titleOf, unsatisfiable, upgradeAll, type Request } from './requests.ts'
import type { RivalAnswer } from './rivals.ts'
import type { Rivals, Round } from './rounds.ts'

type RivalName = keyof Rivals
type MeasuredRounds = readonly (readonly [Request, readonly Round[]])[]

const titles: Readonly<Record<RivalName, string>> = {
  libsolv: 'libsolv',
  relations: 'libsolv, without descriptions',
  libapt: 'libapt',
}

export function linesOf(request: Request, rounds: readonly Round[]): Measured[] {
  const compare = (metric: Metric, rival: RivalName, ratioBudget: number | null): Measured =>
    compared({ title: titleOf(request), metric, rival, ratioBudget }, rounds)
  return [
    compare('load cpu ms', 'libsolv', 0.1),
    compare('load cpu ms', 'relations', null),
    compare('solve cpu ms', 'libsolv', 0.4),
    compare('solve cpu ms', 'libapt', 0.3),
    compare('load + solve cpu ms', 'libsolv', null),
    compare('load + solve cpu ms', 'libapt', null),
    compare('count of packages', 'libsolv', null),
    compare('count of packages', 'libapt', null),
  ]
}

/** What was promised for the requests taken together. */
export function overall(all: MeasuredRounds): Measured[] {
  const ratios = all.flatMap(([request, rounds]) =>
    linesOf(request, rounds)
      .slice(2, 3)
      .map(({ line }) => line.ratio),
  )
  const peaks = all.flatMap(([, rounds]) => rounds.map(({ ours }) => ours.peak))
  const known = ratios.filter((ratio) => ratio !== null)
  const bench = 'resolver'
  const about = { bench, case: `median of ${known.length} requests` }
  return [
    ...(known.length === 0
      ? []
      : [measured({ ...about, metric: 'ratio of solve to libsolv', ours: median(known) }, 0.15)]),
    measured(
      {
        bench,
        case: 'a process with pool and answer',
        metric: 'peak resident bytes',
        ours: Math.max(...peaks),
      },
      null,
    ),
  ]
}

/** Answers of ours in which the independent checker finds something, or that are of the wrong kind. */
export function refusedAnswers(all: MeasuredRounds, checker: Checker): Measured {
  const refused = all.flatMap(([request, rounds]) =>
    rounds.flatMap((round) => wrongIn(request, round, checker)),
  )
  for (const sentence of new Set(refused)) console.error(`bench: refused: ${sentence}`)
  const line = {
    bench: 'resolver',
    case: 'all requests',
    metric: 'count that the checker refuses',
    ours: refused.length,
  }
  return measured(line, 0)
}

type Metric = 'load cpu ms' | 'solve cpu ms' | 'load + solve cpu ms' | 'count of packages'

function compared(
  about: {
    readonly title: string
    readonly metric: Metric
    readonly rival: RivalName
    readonly ratioBudget: number | null
  },
  rounds: readonly Round[],
): Measured {
  const { title, metric, rival, ratioBudget } = about
  const mine = rounds.map(({ ours }) => ourValue(ours, metric))
  const theirs = rounds.flatMap((round) => round[rival] ?? []).map((answer) => rivalValue(answer, metric))
  const isMissing = theirs.length === 0
  const line = {
    bench: 'resolver',
    case: title,
    metric,
    ours: median(mine),
    rival: isMissing ? null : median(theirs),
    rivalName: isMissing ? `${titles[rival]} (not installed)` : titles[rival],
    ratio: isMissing ? null : median(mine.map((value, at) => value / (theirs[at] ?? NaN))),
  }
  return measured(line, null, ratioBudget)
}

function ourValue({ load, answers: [answer] }: Round['ours'], metric: Metric): number {
  if (metric === 'count of packages') return answer?.packages.length ?? 0
  return milliseconds(metric, load.cpu, answer?.solve.cpu ?? NaN)
}

/** Where there is no answer, ours has said why and what could be done: so must a rival that can. */
function rivalValue(answer: RivalAnswer, metric: Metric): number {
  if (metric === 'count of packages') return answer.packages?.length ?? 0
  const explaining = answer.problems.length > 0 ? (answer.explain?.cpu ?? 0) : 0
  return milliseconds(metric, answer.load.cpu, answer.solve.cpu + explaining)
}

/** Rivals take in what is installed while they load, ours when it solves: only the sum is of the same work. */
function milliseconds(metric: Metric, load: number, solve: number): number {
  if (metric === 'load cpu ms') return load
  return metric === 'solve cpu ms' ? solve : load + solve
}

function wrongIn({ names, installed }: Request, { ours }: Round, checker: Checker): readonly string[] {
  const [answer] = ours.answers
  const expected = names === unsatisfiable ? 'unsolvable' : 'solved'
  const title = titleOf({ names, installed })
  if (answer?.kind !== expected) return [`${title}: ${answer?.kind ?? 'no answer'}`]
  if (expected === 'unsolvable') return []
  const state = answer.packages.map(([name, version]) => ({ name, version }))
  const wanted = names[0] === upgradeAll ? [] : names
  return checker.check(state, wanted).map((finding) => `${title}: ${JSON.stringify(finding)}`)
}
