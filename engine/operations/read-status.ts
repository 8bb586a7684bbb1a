import type { Status } from '../api/change-operations.ts'
import { failureOf } from '../model/failure.ts'
import { listRepositories } from '../state/repositories.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { sizeOnDisk } from '../store/disk-usage.ts'
import { linksFiles } from '../store/profile-tree.ts'
import { freeBytes } from '../system-errors.ts'
import { engineVersion } from '../version.ts'
import { staleAdvisories } from './advisory-freshness.ts'
import { keptConfiguration } from './kept-configuration.ts'
import { currentGeneration, installedReleases, type Toolbox } from './toolbox.ts'

export async function readStatus(toolbox: Toolbox): Promise<Status> {
  const { layout, places } = toolbox
  const recovery = toolbox.recoveries.at(-1)
  const installed = [...installedReleases(toolbox).values()]
  const kept = keptConfiguration(toolbox)
  return {
    version: engineVersion,
    dataDirectory: places.data,
    configFile: places.configFile,
    profile: layout.current,
    generation: currentGeneration(toolbox),
    installed: installed.length,
    chosen: installed.filter(({ chosen }) => chosen).length,
    repositories: listRepositories(toolbox.state).length,
    storeBytes: await sizeOnDisk(layout.store),
    cacheBytes:
      (await sizeOnDisk(layout.packages)) +
      (await sizeOnDisk(layout.media)) +
      (await sizeOnDisk(layout.manifests)),
    diskFree: await freeBytes(layout.root),
    linking: (await sharesFiles(toolbox)) ? 'hard-links' : 'copies',
    architecture: toolbox.architecture,
    recovered: recovery === undefined ? null : `${recovery.kind} ${recovery.generation}`,
    staleAdvisories: staleAdvisories(toolbox),
    ...(kept.length === 0 ? {} : { keptConfiguration: kept }),
  }
}

async function sharesFiles(toolbox: Toolbox): Promise<boolean> {
  for (const { directory } of installedReleases(toolbox).values()) {
    const file = fileOf(toolbox, directory)
    if (file !== undefined) return linksFiles(toolbox.layout, file.path)
  }
  return true
}

/** A release that is damaged has none: whoever looks for what is wrong is told of everything else, and verify tells of it. */
function fileOf({ layout }: Toolbox, directory: string) {
  try {
    return readStoredManifest(layout, directory).files.find(({ type }) => type === 'file')
  } catch (error) {
    if (failureOf(error) === null) throw error
    return undefined
  }
}
