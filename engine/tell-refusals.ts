import type { ChangeQueue } from './change-queue.ts'
import type { Declined } from './api/description.ts'
import type { OperationName } from './api/operations.ts'
import { silent } from './api/progress.ts'
import { failureOf } from './model/failure.ts'
import { isRefusal, isWatched } from './operations/refusals.ts'
import type { Toolbox } from './operations/toolbox.ts'
import type { Deed } from './operations/witness.ts'

export type TellRefusals = <N extends OperationName, T>(deed: Deed<N>, work: () => Promise<T>) => Promise<T>

/**
 * Does `work`, which only reads; where it meets something that is not to be trusted, or not allowed, the audit log says so.
 * What a page of the window asks over and over is told once.
 */
export function refusalTeller(toolbox: Toolbox, changes: ChangeQueue): TellRefusals {
  const told = new Set<string>()
  return async (deed, work) => {
    try {
      return await work()
    } catch (error) {
      const failure = failureOf(error)
      if (failure === null || !isRefusal(failure)) throw error
      const what = `${deed.name} ${failure.code}`
      if (!isWatched(deed.name) && told.has(what)) throw error
      told.add(what)
      const { recordRefusal } = await import('./operations/witness.ts')
      const record = () => recordRefusal(toolbox, deed, failure)
      // Somebody who keeps the lock for longer than we wait must not hide what was refused from the one who asked.
      await changes
        .enter(record, { report: silent, signal: deed.signal, tidies: false })
        .catch(() => undefined)
      throw error
    }
  }
}

/** A person was asked about it and did not want it: it changed nothing, and the audit log says so. */
export function tellDeclined(toolbox: Toolbox, changes: ChangeQueue): Declined {
  return async (name, input, failure) => {
    const { recordRefusal } = await import('./operations/witness.ts')
    const { signal } = new AbortController()
    const record = () => recordRefusal(toolbox, { name, input, signal }, failure)
    await changes.enter(record, { report: silent, signal }).catch(() => undefined)
  }
}
