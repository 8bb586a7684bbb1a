import { homedir } from 'node:os'
import path from 'node:path'

const product = 'multios-package-manager'

export interface HostPlaces {
  /** JSON lines, one for each bug met. */
  readonly incidents: string
  /** Notes the served host that runs. */
  readonly running: string
}

/** Where Node keeps compiled code. Its own default is in /tmp, where another account could plant some for us to run. */
export function compiledPlace(environment: NodeJS.ProcessEnv): string {
  const home = environment['HOME'] || homedir()
  return path.join(absolute(environment['XDG_CACHE_HOME']) ?? path.join(home, '.cache'), product, 'compiled')
}

export interface PlaceOptions {
  readonly environment: NodeJS.ProcessEnv
  /** Of the person: 0 is root. */
  readonly user: number
  /** Where `--data-dir` moved everything to. */
  readonly dataDirectory?: string | undefined
}

/** Where a host writes. Both follow a moved data directory, so that a trial leaves nothing elsewhere. */
export function hostPlaces({ environment, user, dataDirectory }: PlaceOptions): HostPlaces {
  // An empty variable says nothing.
  const moved = dataDirectory ?? environment['MULTIOS_DATA_DIR'] ?? ''
  if (moved !== '') {
    return {
      incidents: path.resolve(moved, 'log', 'incidents.jsonl'),
      running: path.resolve(moved, 'served.json'),
    }
  }
  if (user === 0) {
    return { incidents: `/var/log/${product}/incidents.jsonl`, running: `/run/${product}/served.json` }
  }
  const home = environment['HOME'] || homedir()
  const state = path.join(
    absolute(environment['XDG_STATE_HOME']) ?? path.join(home, '.local', 'state'),
    product,
  )
  const runtime = absolute(environment['XDG_RUNTIME_DIR'])
  return {
    incidents: path.join(state, 'log', 'incidents.jsonl'),
    running: path.join(runtime === null ? state : path.join(runtime, product), 'served.json'),
  }
}

/** The XDG base-directory rule: a relative value counts as unset. */
function absolute(value: string | undefined): string | null {
  return value !== undefined && path.isAbsolute(value) ? value : null
}
