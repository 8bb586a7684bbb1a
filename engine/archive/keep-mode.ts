import { chmodSync, fchmodSync, statSync } from 'node:fs'
import { EngineError } from '../model/failure.ts'
import { systemCode } from '../system-errors.ts'

/**
 * Gives what was just made a mode; through its descriptor where it is open. Ours it is, so what refuses is no question of
 * rights: the file system keeps no modes. `disk/no-modes`.
 */
export function giveMode(place: string, mode: number, descriptor: number | null = null): void {
  try {
    if (descriptor === null) chmodSync(place, mode)
    else fchmodSync(descriptor, mode)
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(systemCode(error) ?? '')) throw error
    throw new EngineError('disk/no-modes', { path: place }, { cause: error })
  }
}

/** Some take every mode and keep none: then whatever runs could write into the store. */
export function checkMode(file: string, mode: number): void {
  if ((statSync(file).mode & 0o777) !== mode) throw new EngineError('disk/no-modes', { path: file })
}
