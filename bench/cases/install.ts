import { existsSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { type Artifacts, artifactsIn, type Payload } from '../install/artifacts.ts'
import { builtStore } from '../install/built.ts'
import { type Contestant, rivalsFor } from '../install/contestants.ts'
import { realSources } from '../install/real.ts'
import { cleanUp, forgetDeleted, inRounds, peakOf, type Warmth } from '../install/rounds.ts'
import { writeSynthetic } from '../install/synthetic.ts'
import { measureCommands, peakBudget } from '../install/whole-command.ts'
import { type Cost, median } from '../measure.ts'
import { asTable, measured, type Measured } from '../report.ts'

const megabyte = 2 ** 20
const rounds = 3

interface Case {
  readonly title: string
  readonly artifacts: Artifacts
  readonly payload: Payload
  readonly ours: Contestant
}

/** Twenty packages of 20,000 files and 300 MB in all, and real ones, against those who install and unpack the same. */
export async function benchInstall(): Promise<Measured[]> {
  const kept = path.join(homedir(), '.cache/multios-bench')
  const folder = path.join(kept, `install-work-${process.pid}`)
  const command = await builtStore()
  // Whoever worked here before may have deleted much.
  await forgetDeleted()
  try {
    const results: Measured[] = []
    for (const [kind, artifacts] of await everything(kept)) {
      for (const payload of ['zst', 'xz'] as const) {
        const into = (data: string) => command(artifacts.jobs[payload], data)
        const ours = { name: 'ours', ratioBudget: null, into }
        const title = `${kind}, ${payload}`
        results.push(...(await measureCase({ title, artifacts, payload, ours }, folder)))
      }
    }
    const synthetic = await syntheticIn(kept)
    return [...results, ...(await measureCommands(synthetic, folder))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function everything(kept: string): Promise<readonly (readonly [kind: string, Artifacts])[]> {
  const synthetic = await syntheticIn(kept)
  const real = await realIn(kept)
  return [['synthetic', synthetic] as const, ...(real === null ? [] : [['real', real] as const])]
}

async function syntheticIn(kept: string): Promise<Artifacts> {
  const folder = path.join(kept, 'install-synthetic-1')
  return artifactsIn(folder, async () => writeSynthetic(path.join(folder, 'trees')))
}

/** Null where nothing can be downloaded. */
async function realIn(kept: string): Promise<Artifacts | null> {
  const folder = path.join(kept, 'install-real-2')
  try {
    return await artifactsIn(folder, async () => realSources(folder))
  } catch (error) {
    if (existsSync(path.join(folder, 'trees'))) throw error
    console.error('bench: real packages are left out: apt can download none here')
    return null
  }
}

async function measureCase(of: Case, folder: string): Promise<Measured[]> {
  const rivals = await rivalsFor(of.artifacts, of.payload)
  const results: Measured[] = []
  for (const warmth of ['cold', 'warm'] as const) {
    const costs = await inRounds([of.ours, ...rivals], warmth, { rounds, folder })
    if (costs !== null) results.push(...linesOf(of, warmth, { rivals, costs }))
  }
  results.push(...(await memory(of, rivals, folder)))
  // It takes long: whoever waits sees what there is already.
  console.error(asTable(results))
  await cleanUp(folder)
  return results
}

function linesOf(
  { title, artifacts }: Case,
  warmth: Warmth,
  measuredCosts: { readonly rivals: readonly Contestant[]; readonly costs: readonly (readonly Cost[])[] },
): Measured[] {
  const { rivals, costs } = measuredCosts
  const about = { bench: 'install', case: `${title}, ${warmth}` }
  const mine = (costs[0] ?? []).map(({ wall }) => wall)
  const wall = median(mine)
  const rates = [
    measured({ ...about, metric: 'count of files a second', ours: artifacts.files / (wall / 1_000) }, null),
    measured(
      { ...about, metric: 'count of MB a second', ours: artifacts.bytes / megabyte / (wall / 1_000) },
      null,
    ),
    measured({ ...about, metric: 'cpu ms', ours: median((costs[0] ?? []).map(({ cpu }) => cpu)) }, null),
  ]
  const times = rivals.map(({ name, ratioBudget }, index) => {
    const theirs = (costs[index + 1] ?? []).map((cost) => cost.wall)
    const ratio = median(mine.map((value, round) => value / (theirs[round] ?? NaN)))
    const line = { ...about, metric: 'wall ms', ours: wall, rival: median(theirs), rivalName: name, ratio }
    return measured(line, null, ratioBudget)
  })
  return [...times, ...rates]
}

async function memory(
  { title, ours }: Case,
  rivals: readonly Contestant[],
  folder: string,
): Promise<Measured[]> {
  const peak = await peakOf(ours, folder)
  if (peak === null) return []
  const pacman = rivals.find(({ name }) => name.startsWith('pacman'))
  const theirs = pacman === undefined ? null : await peakOf(pacman, folder)
  const ratio = theirs === null ? null : peak / theirs
  const line = { bench: 'install', case: title, metric: 'peak resident bytes', ours: peak, rival: theirs }
  return [measured({ ...line, rivalName: pacman?.name ?? null, ratio }, peakBudget)]
}
