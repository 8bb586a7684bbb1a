import { homedir } from 'node:os'
import path from 'node:path'

const product = 'multios-package-manager'

/** Where one installation keeps things (design: Where things live). Absolute paths. */
export interface Places {
  readonly data: string
  /** Somebody said where `data` is: it is not where it usually is. */
  readonly isChosen: boolean
  readonly configFile: string
  readonly keys: string
  readonly log: string
}

export interface PlaceOptions {
  readonly dataDirectory?: string | undefined
  readonly configFile?: string | undefined
  readonly environment: NodeJS.ProcessEnv
  /** Root keeps things for the whole machine; everybody else for themselves. */
  readonly isRoot: boolean
}

export function findPlaces({ dataDirectory, configFile, environment, isRoot }: PlaceOptions): Places {
  const usual = (system: string, variable: string, fallback: string) =>
    path.join(isRoot ? system : xdg(environment, variable, fallback), product)
  const config = usual('/etc', 'XDG_CONFIG_HOME', '.config')
  const data = usual('/var/lib', 'XDG_DATA_HOME', '.local/share')
  const log = usual('/var/log', 'XDG_STATE_HOME', '.local/state')
  const chosenData = dataDirectory ?? said(environment, 'MULTIOS_DATA_DIR')
  const chosenConfig = configFile ?? said(environment, 'MULTIOS_CONFIG')
  return {
    data: path.resolve(chosenData ?? data),
    isChosen: path.resolve(chosenData ?? data) !== path.resolve(data),
    configFile: path.resolve(chosenConfig ?? path.join(config, 'config.toml')),
    // A data directory given by hand keeps keys and log with it: nothing is written anywhere else.
    keys: path.join(chosenData === undefined ? config : path.resolve(chosenData), 'keys'),
    log: chosenData === undefined ? log : path.join(path.resolve(chosenData), 'log'),
  }
}

/**
 * Whether menu entries, icons and commands go into the person's own folders. A data directory that somebody chose is for
 * trying things out, unless MULTIOS_EXPORTS=1 says otherwise; MULTIOS_EXPORTS=0 says no for all.
 */
export function mayExport({ isChosen }: Pick<Places, 'isChosen'>, environment: NodeJS.ProcessEnv): boolean {
  const wish = environment['MULTIOS_EXPORTS']
  return wish !== '0' && (!isChosen || wish === '1')
}

/** An empty variable says nothing: as a place it would be whatever folder somebody stands in. */
export function said(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = environment[name]
  return value === '' ? undefined : value
}

/** The XDG base-directory rule: a relative value counts as unset. */
function xdg(environment: NodeJS.ProcessEnv, name: string, fallback: string): string {
  const value = environment[name]
  if (value !== undefined && path.isAbsolute(value)) return value
  return path.join(environment['HOME'] || homedir(), fallback)
}
