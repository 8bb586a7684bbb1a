import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { failureOf } from '../model/failure.ts'
import { findRepository, type StoredRepository } from '../state/repositories.ts'
import { readSetting } from '../state/state.ts'
import { isAllowedAddress } from './check-address.ts'
import { trustRefusal } from './repository-trust.ts'
import { starterStamp } from './starter-stamp.ts'
import type { Toolbox } from './toolbox.ts'

/** Its name as a repository, and of the setting that remembers what it was made from. */
export const starterName = 'starter'

/** Whether the embedded repository has still to be made, or made anew after an upgrade. Reads only. */
export function needsStarter(toolbox: Toolbox, assets: string): boolean {
  const known = readSetting(toolbox.state, starterName)
  if (!mayBeUsed(toolbox)) return false
  if (known === null) return true
  // Whoever removed it does not get it back.
  const starter = findRepository(toolbox.state, starterName)
  if (starter === null) return false
  return known !== starterStamp(assets) || hasMoved(starter, toolbox.layout.starter)
}

/** It is signed once, with a key for each role. */
const starterTrust = {
  kind: 'root',
  thresholds: { root: 1, targets: 1, snapshot: 1, timestamp: 1 },
} as const

/** No rule forbids its address, or wants more signatures than it has. Where rules cannot be used, nothing is done before they can be. */
function mayBeUsed(toolbox: Toolbox): boolean {
  try {
    const address = starterAddress(toolbox)
    const isSigned = trustRefusal(toolbox, address, () => starterTrust) === null
    return isSigned && isAllowedAddress(toolbox, address)
  } catch (error) {
    if (failureOf(error) === null) throw error
    return false
  }
}

export function starterAddress({ layout }: Pick<Toolbox, 'layout'>): string {
  return pathToFileURL(`${layout.starter}/`).href
}

/** Somebody moved the data directory: its address is that of the old place, and the files are in the new one. */
function hasMoved({ url, fingerprint }: StoredRepository, place: string): boolean {
  if (!url.startsWith('file:') || existsSync(new URL(url))) return false
  const root = path.join(place, 'metadata/1.root.json')
  return existsSync(root) && createHash('sha256').update(readFileSync(root)).digest('hex') === fingerprint
}

/** Milliseconds that a first start takes on a small machine that does other things besides. */
const firstStart = 120_000

/** Where there is none yet, whoever makes it makes it for all who start meanwhile: they wait longer than for a change. */
export function patientWithStarter(toolbox: Toolbox): Toolbox {
  if (findRepository(toolbox.state, starterName) !== null) return toolbox
  return { ...toolbox, lockPatience: Math.max(toolbox.lockPatience, firstStart) }
}

/**
 * Whether an older one still serves where a newer one could not be made: a disk that is full or takes no writes, or
 * a long change of somebody else's, must not keep anybody from looking around, or from removing something.
 */
export function olderServes(toolbox: Toolbox, error: unknown): boolean {
  const failure = failureOf(error)
  const passes = failure !== null && /^(disk|busy)\//.test(failure.code)
  return passes && findRepository(toolbox.state, starterName) !== null
}

/** The embedded content, found upwards from `start`: beside the sources, or beside the built files. */
export function findStarterAssets(start: string): string | null {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'assets', 'starter')
    if (existsSync(path.join(candidate, 'repository.yaml'))) return candidate
    if (folder === path.dirname(folder)) return null
  }
}
