import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { EngineEvent } from './api/events.ts'
import { type Opening, recoverAtStart } from './at-start.ts'
import { openCatalog } from './catalog/catalog-database.ts'
import { inThread } from './catalog/in-thread.ts'
import { poolFile } from './catalog/pool-file.ts'
import { searchFile } from './catalog/search-file.ts'
import { checkDataPlace } from './config/data-place.ts'
import { decisionReader } from './config/decisions.ts'
import { systemPerson } from './config/person.ts'
import { findPlaces, said } from './config/places.ts'
import { readConfig } from './config/read-config.ts'
import { policyReader, systemAdministration } from './config/read-policy.ts'
import { systemTransport } from './download/transport.ts'
import type { EngineOptions, EnginePorts } from './engine-options.ts'
import { type OpenedState, openSoundState } from './open-state.ts'
import { keptRater } from './operations/kept-rater.ts'
import { previewedPictures } from './operations/previewed-pictures.ts'
import type { Clock, Toolbox } from './operations/toolbox.ts'
import { openFileIndex } from './state/file-index.ts'
import { layoutOf } from './store/layout.ts'
import type { Recovery } from './transaction/recover.ts'
import { isUnsettled } from './transaction/unsettled.ts'

const defaultPatience = 10_000

/** Opens what one data directory holds; what a crash or a disk left there is settled first, where nobody has the lock. */
export async function openToolbox(
  options: EngineOptions,
  ports: Partial<EnginePorts>,
  announce: (event: EngineEvent) => void,
): Promise<Toolbox> {
  const isRoot = process.getuid?.() === 0
  const first = findPlaces({ ...options, isRoot })
  const config = await readConfig(first.configFile)
  const fromConfig = said(options.environment, 'MULTIOS_DATA_DIR') ?? config.general.data_directory
  const places = findPlaces({ ...options, dataDirectory: options.dataDirectory ?? fromConfig, isRoot })
  const layout = layoutOf(places.data)
  const { command, environment } = options
  const clock = ports.clock ?? systemClock
  const { state, isRestored } = await openOwnState({ places, clock, command })
  const administration = options.administration ?? systemAdministration
  const catalog = openCatalog(places.data)
  const architecture = machineArchitecture()
  const files = keptOpen(() => openFileIndex(places.data))
  const opening = { places, state, layout, files: files.open, clock, command, environment }
  const recoveries = await recovered(opening, isRestored)
  return {
    places,
    layout,
    config,
    policyLevels: policyReader(administration, places, options.environment),
    administration,
    decisions: decisionReader(administration),
    person: ports.person ?? systemPerson,
    rater: keptRater(),
    previewed: previewedPictures(),
    state,
    catalog,
    files: files.open,
    closeFiles: files.close,
    askCatalog: inThread,
    pool: poolFile(catalog, { dataDirectory: places.data, architecture }),
    search: searchFile(catalog, { dataDirectory: places.data, architecture }),
    ...transportsOf(ports, config.general.download_timeout),
    clock,
    architecture,
    environment: options.environment,
    command: options.command,
    isAlone: options.isAlone === true,
    lockPatience: options.lockPatience ?? defaultPatience,
    announce,
    recoveries,
    unmentioned: new Set(isRestored ? [path.basename(state.file)] : []),
  }
}

/** Seconds. Whoever serves a byte now and then would hold the lock for as long as a big file may pause. */
const longestListPause = 30

function transportsOf(
  { transport }: Partial<EnginePorts>,
  idleTimeout: number,
): Pick<Toolbox, 'transport' | 'listTransport'> {
  return {
    transport: transport ?? systemTransport({ idleTimeout }),
    listTransport: transport ?? systemTransport({ idleTimeout: Math.min(idleTimeout, longestListPause) }),
  }
}

async function recovered(opening: Opening, isRestored: boolean): Promise<Recovery[]> {
  if (!isRestored && !(await isUnsettled(opening))) return []
  const recovery = await recoverAtStart(opening, isRestored)
  return recovery === null ? [] : [recovery]
}

/** Where somebody said where it is: usual places are as the system made them. */
async function openOwnState(about: Pick<Toolbox, 'places' | 'clock' | 'command'>): Promise<OpenedState> {
  const { data, isChosen } = about.places
  if (isChosen) checkDataPlace(data)
  const opened = await openSoundState(about)
  // Somebody else may have made the folder just now.
  if (isChosen) checkDataPlace(data)
  return opened
}

/** Opened by whoever asks first, and closed where somebody did. */
function keptOpen<T extends { readonly close: () => void }>(open: () => T) {
  let opened: T | null = null
  return {
    open: (): T => (opened ??= open()),
    close: (): void => opened?.close(),
  }
}

const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await delay(milliseconds, undefined, { signal }).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : error
    })
  },
}

function machineArchitecture(): string {
  return { x64: 'x86_64', arm64: 'arm64', riscv64: 'riscv64' }[process.arch as string] ?? process.arch
}
