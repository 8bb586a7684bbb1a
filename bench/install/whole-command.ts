import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Command, costOf, median } from '../measure.ts'
import { measured, type Measured } from '../report.ts'
import { ours } from '../world.ts'
import type { Artifacts } from './artifacts.ts'
import { rivalsFor } from './contestants.ts'
import { repositoryWith } from './repository.ts'
import { forgetDeleted, peakOfCommand } from './rounds.ts'

const rounds = 3
export const peakBudget = 150 * 2 ** 20

type Pm = (...args: string[]) => Command

interface Times {
  readonly fresh: number[]
  readonly again: number[]
  readonly theirs: number[]
}

/** `multios-pm install` of everything from a repository of files; then again, when the store has it already. */
export async function measureCommands(artifacts: Artifacts, folder: string): Promise<Measured[]> {
  const { url, fingerprint } = await repositoryWith(path.join(folder, 'repository'), artifacts.ours.zst)
  const names = artifacts.ours.zst.map((file) => path.basename(file, '.tar.zst'))
  const [tar] = (await rivalsFor(artifacts, 'zst')).filter(({ name }) => name.includes('no compression'))
  if (tar === undefined) return []
  const added = async (data: string): Promise<Pm> => {
    const pm = (...args: string[]): Command => withoutStarter(ours('multios-pm', data, ...args, '--yes'))
    await costOf(pm('repository', 'add', 'bench', url, '--fingerprint', fingerprint))
    return pm
  }
  const times: Times = { fresh: [], again: [], theirs: [] }
  for (let round = 0; round < rounds; round += 1) {
    const pm = await added(path.join(folder, `whole-${round}`))
    const place = path.join(folder, `tar-${round}`)
    mkdirSync(place)
    times.theirs.push((await costOf(tar.into(place))).wall)
    times.fresh.push((await costOf(pm('install', ...names))).wall)
    await costOf(pm('remove', ...names))
    await forgetDeleted('warm')
    times.again.push((await costOf(pm('install', ...names))).wall)
  }
  const peak = await peakOfCommand((await added(path.join(folder, 'whole-peak')))('install', ...names))
  const about = { bench: 'install', case: 'multios-pm install, from files' }
  return [
    lineOf('from files', times, { rivalName: tar.name, mine: times.fresh, ratioBudget: null }),
    lineOf('already in the store', times, { rivalName: tar.name, mine: times.again, ratioBudget: 0.3 }),
    ...(peak === null ? [] : [measured({ ...about, metric: 'peak resident bytes', ours: peak }, peakBudget)]),
  ]
}

function lineOf(
  title: string,
  { theirs }: Times,
  how: {
    readonly rivalName: string
    readonly mine: readonly number[]
    readonly ratioBudget: number | null
  },
): Measured {
  const { rivalName, mine, ratioBudget } = how
  const ratio = median(mine.map((wall, round) => wall / (theirs[round] ?? NaN)))
  const about = { bench: 'install', case: `multios-pm install, ${title}`, metric: 'wall ms' }
  return measured(
    { ...about, ours: median(mine), rival: median(theirs), rivalName, ratio },
    null,
    ratioBudget,
  )
}

function withoutStarter(command: Command): Command {
  return { ...command, environment: { ...command.environment, MULTIOS_STARTER: 'none' } }
}
