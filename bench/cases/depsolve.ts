import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { withArchive, type Archive } from '../debian/archive.ts'
import { emptyState } from '../debian/installed.ts'
import { signedRepository } from '../debian/repository.ts'
import { requests, titleOf, unsatisfiable, type Request } from '../debian/requests.ts'
import { aptSettings } from '../debian/rivals.ts'
import { type Command, costOf, inTurns, isInstalled, median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { ours, repositoryRoot, withDataDirectory } from '../world.ts'

const run = promisify(execFile)
/** apt-get takes up to a quarter of a minute for each of its simulations. */
const rounds = 3
const megabyte = 2 ** 20

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
  const rivals = settings === null ? [] : rivalsFor(names, settings)
  const [costs = [], ...others] = await inTurns([mine, ...rivals.map(({ command }) => command)], rounds)
  const about = { bench: 'depsolve', case: titleOf(request) }
  if (rivals.length === 0) console.error('bench: apt-get is not installed')
  const times = rivals.flatMap(({ name, ratioBudget }, at) =>
    (['wall', 'cpu'] as const).map((kind) => {
      const values = costs.map((cost) => cost[kind])
      const theirs = (others[at] ?? []).map((cost) => cost[kind])
      const ratio = median(values.map((value, round) => value / (theirs[round] ?? NaN)))
      const line = { ...about, metric: `${kind} ms`, ours: median(values), rival: median(theirs) }
      return measured({ ...line, rivalName: name, ratio }, null, ratioBudget)
    }),
  )
  return [...times, ...(await memory(about, mine, rivals[0]?.command ?? null))]
}

/** Simulating prints every step, listing addresses does not; both find the same answer first. */
function rivalsFor(
  names: readonly string[],
  settings: readonly string[],
): readonly { readonly name: string; readonly command: Command; readonly ratioBudget: number | null }[] {
  const command = (how: readonly string[]): Command => ({
    file: 'apt-get',
    args: [...settings, ...how, 'install', '--no-install-recommends', ...names],
    refuses: names === unsatisfiable,
  })
  return [
    { name: 'apt-get -s', command: command(['-s']), ratioBudget: 0.25 },
    { name: 'apt-get --print-uris', command: command(['-y', '--print-uris']), ratioBudget: null },
  ]
}

async function memory(
  about: { readonly bench: string; readonly case: string },
  mine: Command,
  rival: Command | null,
): Promise<Measured[]> {
  const peak = await peakOf(mine)
  if (peak === null) return []
  const theirs = rival === null ? null : await peakOf(rival)
  const ratio = theirs === null ? null : peak / theirs
  const line = {
    ...about,
    metric: 'peak resident bytes',
    ours: peak,
    rival: theirs,
    rivalName: 'apt-get -s',
    ratio,
  }
  return [measured(line, 110 * megabyte)]
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
