import { setFlagsFromString } from 'node:v8'

/** A flag of V8, as Node has it and as a program wants it. */
export interface Tuning {
  readonly flag: string
  readonly usual: number
  readonly tuned: number
}

/** Where a thread finds what `tuneHere` is to set. */
export const tuningsKey = 'multios.tunings'

let wanted: readonly Tuning[] = []

/**
 * For the whole process, once its first thread has loaded everything: compiled code that was kept, Node's own included, is
 * taken only under the flags that it was made under.
 */
export function tune(tunings: readonly Tuning[]): void {
  tuneThreads(tunings)
  setTuned(tunings)
}

/** As `tune`, but not before another thread has loaded everything. */
export function tuneThreads(tunings: readonly Tuning[]): void {
  wanted = tunings
}

/** Before another thread starts, until that has loaded everything: under other flags it takes it twice as long. */
export function untune(): readonly Tuning[] {
  for (const { flag, usual } of wanted) setFlagsFromString(`--${flag}=${usual}`)
  return wanted
}

export function setTuned(tunings: readonly Tuning[]): void {
  for (const { flag, tuned } of tunings) setFlagsFromString(`--${flag}=${tuned}`)
}
