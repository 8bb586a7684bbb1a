import path from 'node:path'
import { independentChecker } from '../../test/kit/independent-checker.ts'
import { withArchive, type Archive } from '../debian/archive.ts'
import { differences, type Judges } from '../debian/compare-answers.ts'
import { measureGrowth } from '../debian/growth.ts'
import { installedStates } from '../debian/installed.ts'
import { builtSolver, writePool } from '../debian/ours.ts'
import { measurePathological } from '../debian/pathological.ts'
import { measureRandomInstalls } from '../debian/random-installs.ts'
import { titleOf, type Request } from '../debian/requests.ts'
import { shortTable } from '../debian/short-table.ts'
import { linesOf, overall, refusedAnswers } from '../debian/report-rounds.ts'
import { openRivals, runRounds, type Contest, type Round } from '../debian/rounds.ts'
import type { Measured } from '../report.ts'
import { withDataDirectory } from '../world.ts'

const rounds = 5

/** The solver alone, in fresh processes, against libsolv and libapt in theirs: milliseconds of processor time. */
export async function benchResolver(): Promise<Measured[]> {
  return withArchive((archive) => withDataDirectory((folder) => measureResolver(archive, folder)))
}

async function measureResolver(archive: Archive, folder: string): Promise<Measured[]> {
  const declarations = archive.offers.map(({ declaration }) => declaration)
  const checker = independentChecker(declarations)
  const solver = await builtSolver(folder)
  const pool = writePool(path.join(folder, 'debian.pool'), declarations)
  const states = await installedStates(archive, solver)
  const contest: Contest = { solver, pool, states, rivals: await openRivals(archive) }
  const measuredRounds = [...(await runRounds(contest, rounds))]
  const releases = new Map(declarations.map((each) => [`${each.name} ${each.version}`, each]))
  const judges: Judges = { checker, find: (name, version) => releases.get(`${name} ${version}`) }
  for (const [request, [first]] of measuredRounds) {
    if (first !== undefined) tellDifferences({ request, first }, contest, judges)
  }
  console.error(shortTable(measuredRounds))
  return [
    ...measuredRounds.flatMap(([request, all]) => linesOf(request, all)),
    ...overall(measuredRounds),
    refusedAnswers(measuredRounds, checker),
    ...(await measureRandomInstalls(declarations, checker, contest)),
    ...(await measurePathological(solver)),
    ...(await measureGrowth(declarations, solver, states)),
  ]
}

/** For people, on standard error: who selected what, and which clause decided it. */
function tellDifferences(
  { request, first }: { readonly request: Request; readonly first: Round },
  { states }: Contest,
  judges: Judges,
): void {
  const before = states[request.installed].packages
  const installed = new Map(before.map(({ name, version }) => [name, version]))
  const ours = first.ours.answers[0]?.packages ?? []
  for (const rival of ['libsolv', 'libapt'] as const) {
    const theirs = first[rival]?.packages
    if (theirs === undefined || ours.length === 0) continue
    const lines = differences({ title: titleOf(request), rival, ours, theirs, installed }, judges)
    if (lines.length > 0) console.error(lines.join('\n'))
  }
}
