import type { EngineEvent } from '../api/events.ts'
import { readCatalog, type Catalog } from '../catalog/catalog.ts'
import type { AskCatalog } from '../catalog/in-thread.ts'
import type { PoolFile } from '../catalog/pool-file.ts'
import type { SearchFile } from '../catalog/search-file.ts'
import type { ReadDecisions } from '../config/decisions.ts'
import type { Config } from '../config/read-config.ts'
import type { Person } from '../config/person.ts'
import type { Places } from '../config/places.ts'
import type { Administration, ReadPolicy } from '../config/read-policy.ts'
import type { Transport } from '../download/transport.ts'
import { EngineError, failureOf } from '../model/failure.ts'
import type { Generation, InstalledRelease } from '../model/generation.ts'
import type { Connection } from '../state/database.ts'
import type { FileIndex } from '../state/file-index.ts'
import { readStoredPolicy } from '../state/policy.ts'
import { readSetting, type State } from '../state/state.ts'
import { generationFile, readGeneration } from '../store/generation-file.ts'
import type { Layout } from '../store/layout.ts'
import type { Recovery } from '../transaction/recover.ts'
import type { KeptRater } from './kept-rater.ts'
import type { PreviewedPictures } from './previewed-pictures.ts'
import { orderedRepositories } from './ordered-repositories.ts'

/** Time as the engine sees it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  /** Rejects with `signal.reason` the moment it aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** The capabilities that handlers may use. */
export interface Toolbox {
  readonly places: Places
  readonly layout: Layout
  readonly config: Config
  /** The policy files as they are now, the administrator's first; none where nobody manages this machine. */
  readonly policyLevels: ReadPolicy
  readonly administration: Administration
  /** What the administrator decided about requests, as of now. */
  readonly decisions: ReadDecisions
  /** Who is asking, as the system says. */
  readonly person: () => Person
  readonly rater: KeptRater
  /** Of packages that somebody looks at before they are published. */
  readonly previewed: PreviewedPictures
  readonly state: State
  readonly catalog: Connection
  /** Who works on the catalog where that takes long. */
  readonly askCatalog: AskCatalog
  /** What the resolver reads of the catalog. */
  readonly pool: PoolFile
  /** What search reads of the catalog. */
  readonly search: SearchFile
  /** Which release brings which path. */
  readonly files: () => FileIndex
  readonly closeFiles: () => void
  readonly transport: Transport
  /** For what a repository says of itself, which everybody waits for: it gives up sooner. */
  readonly listTransport: Transport
  readonly clock: Clock
  /** `x86_64`, `arm64` or `riscv64`. */
  readonly architecture: string
  readonly environment: NodeJS.ProcessEnv
  /** How the lock names us to others who wait. */
  readonly command: string
  /** Whether nobody needs this thread while it works. */
  readonly isAlone: boolean
  /** Milliseconds to wait for another writer. */
  readonly lockPatience: number
  readonly announce: (event: EngineEvent) => void
  /** What was recovered since this engine started, the newest last. */
  readonly recoveries: Recovery[]
  /** Databases whose backup took their place, and what was opened to its owner, until a repair tells of it. */
  readonly unmentioned: Set<string>
}

/** What enabled repositories offer, as of now. */
export function openedCatalog(toolbox: Toolbox): Catalog {
  const usable = orderedRepositories(toolbox).filter((repository) => repository.enabled)
  const { owners } = readStoredPolicy(toolbox.state)
  return readCatalog(toolbox.catalog, usable, toolbox.architecture, owners)
}

/** Makes what is made of the catalog, so that nobody waits for it later. */
export async function refreshCatalogFiles(
  { pool, search, askCatalog }: Toolbox,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all([pool.refresh(signal, askCatalog), search.refresh(signal, askCatalog)])
}

/** As it may have been recorded before anything could be accepted to be unmet. */
type Recorded = Omit<InstalledRelease, 'unmet'> & Partial<Pick<InstalledRelease, 'unmet'>>

/** Installed releases by name. */
export function installedReleases(toolbox: Toolbox): Map<string, InstalledRelease> {
  const rows = toolbox.state.all<{ release: string }>('SELECT release FROM installed ORDER BY name')
  const releases = rows.map(({ release }) => JSON.parse(release) as Recorded)
  return new Map(releases.map((release) => [release.name, { unmet: [], ...release }]))
}

export function currentGeneration(toolbox: Toolbox): number {
  return Number(readSetting(toolbox.state, 'generation') ?? '0')
}

/** The generation that runs. Throws `state/damaged`, also where its file is gone: nobody asked to go back to it. */
export async function runningGeneration(toolbox: Toolbox): Promise<Generation> {
  const number = currentGeneration(toolbox)
  try {
    return await readGeneration(toolbox.layout, number)
  } catch (error) {
    if (failureOf(error)?.code !== 'generation/not-found') throw error
    const file = generationFile(toolbox.layout, number)
    throw new EngineError('state/damaged', { file, detail: 'missing' }, { cause: error })
  }
}
