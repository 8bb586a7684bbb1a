import path from 'node:path'
import type { KeptConfiguration, PlannedConfiguration } from '../model/configuration-news.ts'
import type { ChangeRequest } from '../model/plan.ts'
import { bytesOnDisk } from '../store/disk-usage.ts'
import {
  asideOf,
  isReturnable,
  isTakeable,
  type Placed,
  purgingOf,
} from '../transaction/purged-configuration.ts'
import type { Draft } from './draft.ts'
import { installedReleases, runningGeneration, type Toolbox } from './toolbox.ts'

/** What people wrote for packages that are not installed any more, by the name of the package. */
export function keptConfiguration(toolbox: Toolbox): KeptConfiguration[] {
  const installed = installedReleases(toolbox)
  const rows = toolbox.state
    .all<Placed>('SELECT path, owner, placed FROM configuration ORDER BY owner, path')
    .filter((row) => !installed.has(row.owner) && isTakeable(toolbox, { ...row, isInstalled: false }))
  return Array.from(
    Map.groupBy(rows, ({ owner }) => owner),
    ([name, kept]) => ({
      name,
      paths: kept.map((one) => one.path),
      bytes: kept.reduce((sum, one) => sum + bytesOnDisk(path.join(toolbox.layout.config, one.path)), 0),
    }),
  )
}

/** What a plan does to it, exactly as carrying it out will. */
export async function plannedConfiguration(
  toolbox: Toolbox,
  { request, next }: Pick<Draft, 'request' | 'next'>,
): Promise<PlannedConfiguration[]> {
  const { previous } = await whereNeeded(toolbox, request)
  const before = new Set(installedReleases(toolbox).keys())
  const after = new Set(next.map(({ release }) => release.name))
  const { takes, returns } = purgingOf(toolbox.state, { request, previous, before, after })
  return [
    ...takes
      .filter((row) => isTakeable(toolbox, row))
      .map(({ owner, path: place }) => {
        const file = path.join(toolbox.layout.config, place)
        return { action: 'purge' as const, name: owner, path: place, file }
      }),
    ...returns
      .filter((taken) => isReturnable(toolbox, taken))
      .map((taken) => {
        const file = asideOf(toolbox, taken)
        return { action: 'restore' as const, name: taken.owner, path: taken.path, file }
      }),
  ]
}

/** Only undo has to know where it leads. */
async function whereNeeded(
  toolbox: Toolbox,
  { kind }: ChangeRequest,
): Promise<{ readonly previous: number | null }> {
  return kind === 'undo' ? runningGeneration(toolbox) : { previous: null }
}
