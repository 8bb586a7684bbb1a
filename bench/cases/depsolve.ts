import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { withArchive, type Archive } from '../debian/archive.ts'
import { emptyState } from '../debian/installed.ts'
import { signedRepository } from '../debian/repository.ts'
import { requests, titleOf, unsatisfiable, type Request } from '../debian/requests.ts'
import { aptSettings } from '../debian/rivals.ts'
import { type Command, costOf, inPairs, isInstalled, median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { ours, repositoryRoot, withDataDirectory } from '../world.ts'

const run = promisify(execFile)
const pairs = 7

/** The whole command, from the shell's point of view, where a repository offers all of Debian. */
export async function benchDepsolve(): Promise<Measured[]> {
  return withArchive((archive) => withDataDirectory((data) => measureDepsolve(archive, data)))
}

async function measureDepsolve(archive: Archive, data: string): Promise<Measured[]> {
  const { url, fingerprint } = await signedRepository(path.join(data, 'repository'), archive.offers)
  const adding = ours(
    'multios-pm',
    data,
    'repository',
    'add',
    'debian',
    url,
    '--fingerprint',
    fingerprint,
    '--yes',
  )
  const added = await costOf(withoutStarter(adding))
  const line = {
    bench: 'depsolve',
    case: `repository add, ${archive.offers.length} releases`,
    metric: 'wall ms',
  }
  const results = [measured({ ...line, ours: added.wall }, null)]
  const settings = (await isInstalled('apt-get')) ? await aptSettings(await emptyState(archive)) : null
  for (const request of requests.filter(({ installed }) => installed === 'empty')) {
    results.push(...(await compare(request, data, settings)))
  }
  return results
}

async function compare(
  request: Request,
  data: string,
  settings: readonly string[] | null,
): Promise<Measured[]> {
  const { names } = request
  const refuses = names === unsatisfiable
  const mine = withoutStarter({
    ...ours('multios-pm', data, 'depsolve', '--no-recommends', ...names),
    refuses,
  })
  const words = ['-s', 'install', '--no-install-recommends', ...names]
  const rival = settings === null ? null : { file: 'apt-get', args: [...settings, ...words], refuses }
  const costs = await inPairs(mine, rival, pairs)
  const about = { bench: 'depsolve', case: titleOf(request) }
  const times = (['wall', 'cpu'] as const).map((kind) => {
    const values = costs.ours.map((cost) => cost[kind])
    const theirs = costs.rival?.map((cost) => cost[kind]) ?? null
    const line = { ...about, metric: `${kind} ms`, ours: median(values) }
    if (theirs === null) return measured({ ...line, rivalName: 'apt-get -s (not installed)' }, null)
    const ratio = median(values.map((value, at) => value / Math.max(theirs[at] ?? 1, 1)))
    return measured({ ...line, rival: median(theirs), rivalName: 'apt-get -s', ratio }, null, 0.25)
  })
  const [peak, theirPeak] = [await peakOf(mine), rival === null ? null : await peakOf(rival)]
  const memory = {
    ...about,
    metric: 'peak resident bytes',
    ours: peak ?? NaN,
    rival: theirPeak,
    rivalName: 'apt-get -s',
  }
  return peak === null ? times : [...times, measured(memory, 110 * 2 ** 20)]
}

function withoutStarter(command: Command): Command {
  return { ...command, environment: { ...command.environment, MULTIOS_STARTER: 'none' } }
}

/** Null where there is no Python, which alone tells this of a child here. */
async function peakOf({ file, args, environment }: Command): Promise<number | null> {
  const script = path.join(repositoryRoot, 'bench/peak-memory.py')
  const measuring = run('python3', [script, file, ...args], { env: { ...process.env, ...environment } })
  return measuring.then(
    ({ stdout }) => Number(stdout),
    () => null,
  )
}
