import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Command, inPairs, isInstalled, median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { ours, prepare, withDataDirectory } from '../world.ts'

const pairs = 15

/** Whole processes, from the shell's point of view. */
export async function benchCommandLine(): Promise<Measured[]> {
  return withDataDirectory(async (data) => {
    const packages = JSON.parse(await prepare(data)) as Offered[]
    const apt = await isInstalled('apt-cache')
    return [
      ...(await compare({
        name: '--version',
        ours: ours('multios-pm', data, '--version'),
        rival: apt ? { file: 'apt-get', args: ['--version'] } : null,
        rivalName: apt ? 'apt-get --version' : 'apt-get (not installed)',
        budget: 150,
      })),
      ...(await compare({
        name: `search, ${packages.length} packages`,
        ours: ours('multios-pm', data, 'search', 'viewer', '--description'),
        rival: apt ? await aptWithSamePackages(data, packages) : null,
        rivalName: apt ? 'apt-cache search, the same packages' : 'apt-cache (not installed)',
        budget: 250,
      })),
    ]
  })
}

interface Comparison {
  readonly name: string
  readonly ours: Command
  readonly rival: Command | null
  readonly rivalName: string
  /** Milliseconds of wall time. */
  readonly budget: number
}

async function compare({ name, ours, rival, rivalName, budget }: Comparison): Promise<Measured[]> {
  const costs = await inPairs(ours, rival, pairs)
  return (['wall', 'cpu'] as const).map((kind) => {
    const mine = costs.ours.map((cost) => cost[kind])
    const theirs = costs.rival?.map((cost) => cost[kind]) ?? null
    const ratios = theirs === null ? [] : mine.map((value, at) => value / Math.max(theirs[at] ?? 1, 1))
    return measured(
      {
        bench: 'command-line',
        case: name,
        metric: `${kind} ms`,
        ours: median(mine),
        rival: theirs === null ? null : median(theirs),
        rivalName,
        ratio: theirs === null ? null : median(ratios),
      },
      kind === 'wall' ? budget : null,
    )
  })
}

interface Offered {
  readonly name: string
  readonly version: string
  readonly summary: string
}

/** apt with a package list and a cache of its own, so that both search the same names and sentences. */
async function aptWithSamePackages(data: string, packages: readonly Offered[]): Promise<Command> {
  const folder = path.join(data, 'apt')
  await mkdir(path.join(folder, 'lists/partial'), { recursive: true })
  await mkdir(path.join(folder, 'cache/archives/partial'), { recursive: true })
  const status = packages.map(
    ({ name, version, summary }) =>
      `Package: ${name}\nStatus: install ok installed\nMaintainer: -\nArchitecture: all\nVersion: ${version}\nDescription: ${summary}\n`,
  )
  await writeFile(path.join(folder, 'status'), status.join('\n'))
  const settings = {
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State::lists': path.join(folder, 'lists'),
    'Dir::State::status': path.join(folder, 'status'),
    'Dir::Cache': path.join(folder, 'cache'),
  }
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`])
  return { file: 'apt-cache', args: [...options, 'search', 'viewer'] }
}
