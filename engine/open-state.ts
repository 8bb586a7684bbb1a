import type { Toolbox } from './operations/toolbox.ts'
import { EngineError, failureOf } from './model/failure.ts'
import { checkWhole, isLost, putBackupBack } from './state/backup.ts'
import { systemCode } from './system-errors.ts'
import { tryAcquire } from './state/lock.ts'
import { openState, type State, stateFile } from './state/state.ts'
import { openEntry } from './transaction/journal.ts'
import { recordedGeneration } from './transaction/unsettled.ts'

type Opening = Pick<Toolbox, 'places' | 'clock' | 'command'>

export interface OpenedState {
  readonly state: State
  /** Its backup took the place of what could not be opened. */
  readonly isRestored: boolean
}

/**
 * One that cannot be opened at all, or is gone, is replaced by its backup: else no command could so much as look around.
 * One that is damaged where few look is left to `mendState`. Throws `disk/*`, `state/damaged` where there is no backup, and
 * `busy/locked` where one is gone while another process changes something.
 */
export async function openSoundState(about: Opening): Promise<OpenedState> {
  const { data } = about.places
  if (!isLost(stateFile(data))) {
    const state = openUnlessDamaged(data)
    if (state !== null) return { state, isRestored: false }
  }
  const isRestored = await restoreAtStart(about)
  return { state: openState(data), isRestored }
}

/** Whoever holds the lock may be doing the same. */
async function restoreAtStart({ places, clock, command }: Opening): Promise<boolean> {
  const release = tryAcquire({ dataDirectory: places.data, command, now: clock.now })
  const file = stateFile(places.data)
  if (release === null) {
    // Opening it now would make an empty one, as if nothing had ever been installed.
    if (isLost(file)) throw new EngineError('busy/locked', { holder: null, waited: 0 })
    return false
  }
  try {
    // Another process may have been quicker.
    const state = isLost(file) ? null : openUnlessDamaged(places.data)
    state?.close()
    return state === null && (await putBackupBack(file))
  } finally {
    release()
  }
}

/** Null where damage keeps it from being opened, or from what every start asks of it. */
function openUnlessDamaged(dataDirectory: string): State | null {
  let state: State | null = null
  try {
    state = openState(dataDirectory)
    openEntry(state)
    recordedGeneration(state)
    return state
  } catch (error) {
    state?.close()
    if (failureOf(error)?.code !== 'state/damaged' && !isOfTables(error)) throw error
    return null
  }
}

/** Every start asks for the same: where that cannot even be said to the database, what describes its tables is broken. */
function isOfTables(error: unknown): boolean {
  return systemCode(error) === 'SQLITE_ERROR'
}

/** Whether a page was broken, or something changed that nobody had changed, and the backup took its place. Only under the writer lock. */
export async function mendState(state: State): Promise<boolean> {
  try {
    checkWhole(state)
    return false
  } catch (error) {
    if (failureOf(error)?.code !== 'state/damaged') throw error
    return state.replace(async () => putBackupBack(state.file))
  }
}
