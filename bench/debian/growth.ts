import path from 'node:path'
import type { Declaration } from '../../engine/resolver/package-source.ts'
import { median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import type { InstalledState } from './installed.ts'
import { solveFresh, wishesFor, writePool } from './ours.ts'
import { upgradeAll, type InstalledSet } from './requests.ts'
import type { Outcome } from './solve-once.ts'

const sizes = [1, 2, 4, 8] as const
const rounds = 5
const asked: readonly { readonly names: readonly string[]; readonly installed: InstalledSet }[] = [
  { names: ['curl'], installed: 'empty' },
  { names: ['gnome'], installed: 'empty' },
  { names: ['kde-full'], installed: 'empty' },
  { names: [upgradeAll], installed: 'big' },
]

/** The same requests in universes of one, two, four and eight times the archive. */
export async function measureGrowth(
  declarations: readonly Declaration[],
  solver: string,
  states: Readonly<Record<InstalledSet, InstalledState>>,
): Promise<Measured[]> {
  const pools = sizes.map((copies) => {
    const file = path.join(path.dirname(solver), `${copies}.pool`)
    return writePool(file, copied(declarations, copies))
  })
  const turns = Array.from({ length: rounds + 1 }, (_, round) => round).flatMap((round) =>
    asked.flatMap((request, at) => pools.map((pool) => ({ round, request, at, pool }))),
  )
  const outcomes = new Map<string, Outcome[]>()
  for (const { round, request, at, pool } of turns) {
    const job = { pool, installed: states[request.installed].entries, requests: [wishesFor(request.names)] }
    const outcome = await solveFresh(solver, job)
    const key = `${at} ${pool}`
    if (round > 0) outcomes.set(key, [...(outcomes.get(key) ?? []), outcome])
  }
  const of = (at: number, pool: string): readonly Outcome[] => outcomes.get(`${at} ${pool}`) ?? []
  return [...loads(pools, of), ...asked.flatMap((_, at) => solves(at, pools, of))]
}

type OutcomesOf = (request: number, pool: string) => readonly Outcome[]

/** Linear: eight times the archive is loaded in at most eight times the time, and a tenth for the noise. */
function loads(pools: readonly string[], of: OutcomesOf): Measured[] {
  const milliseconds = pools.map((pool) =>
    median(asked.flatMap((_, at) => of(at, pool).map(({ load }) => load.cpu))),
  )
  const [first = NaN] = milliseconds
  return milliseconds.map((ours, at) => {
    const copies = sizes[at] ?? NaN
    const line = { bench: 'resolver', case: `${copies} × the archive`, metric: 'load cpu ms', ours }
    const linear = {
      rival: first * copies,
      rivalName: `${copies} × its load`,
      ratio: ours / (first * copies),
    }
    return measured(copies === 1 ? line : { ...line, ...linear }, null, copies === 1 ? null : 1.1)
  })
}

function solves(request: number, pools: readonly string[], of: OutcomesOf): Measured[] {
  const [once = '', ...grown] = pools
  const milliseconds = (pool: string): readonly number[] =>
    of(request, pool).map(({ answers }) => answers[0]?.solve.cpu ?? NaN)
  const base = milliseconds(once)
  const name = asked[request]?.names[0] === upgradeAll ? 'upgrade all' : asked[request]?.names.join(' ')
  return grown.map((pool, at) => {
    const ours = milliseconds(pool)
    return measured(
      {
        bench: 'resolver',
        case: `${name}, ${sizes[at + 1] ?? NaN} × the archive`,
        metric: 'solve cpu ms',
        ours: median(ours),
        rival: median(base),
        rivalName: 'ours, 1 × the archive',
        ratio: median(ours.map((value, round) => value / (base[round] ?? NaN))),
      },
      null,
      1.3,
    )
  })
}

/** Copies know only packages of the same copy. */
function* copied(declarations: readonly Declaration[], copies: number): Iterable<Declaration> {
  yield* declarations
  for (let copy = 2; copy <= copies; copy += 1) {
    for (const declaration of declarations) yield renamed(declaration, `-x${copy}`)
  }
}

function renamed(declaration: Declaration, suffix: string): Declaration {
  const rename = (texts: readonly string[]): readonly string[] =>
    texts.map((text) => text.replaceAll(/(^|\|)(\s*[a-z0-9][a-z0-9+._-]*)/g, `$1$2${suffix}`))
  return {
    ...declaration,
    name: `${declaration.name}${suffix}`,
    dependencies: rename(declaration.dependencies),
    recommends: rename(declaration.recommends),
    suggests: rename(declaration.suggests),
    provides: rename(declaration.provides),
    conflicts: rename(declaration.conflicts),
    breaks: rename(declaration.breaks),
    replaces: rename(declaration.replaces),
  }
}
