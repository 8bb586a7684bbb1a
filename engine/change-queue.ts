import path from 'node:path'
import { recoverTold, restoredTold } from './at-start.ts'
import { type Report, silent } from './api/progress.ts'
import { mendState } from './open-state.ts'
import type { Toolbox } from './operations/toolbox.ts'
import { checkUnchanged, keepBackup } from './state/backup.ts'
import type { State } from './state/state.ts'
import { withWriterLock } from './state/lock.ts'

/** One change at a time; the next one waits its turn even where the one before failed. */
export interface ChangeQueue {
  /** With `tidies`, what nobody needs any more is removed behind it, until somebody wants to change something. */
  readonly enter: <T>(work: () => Promise<T>, call: QueuedCall) => Promise<T>
  /** Resolves when nothing is under way any more. */
  readonly close: () => Promise<void>
}

export interface QueuedCall {
  readonly report: Report
  readonly signal: AbortSignal
  readonly tidies?: boolean
  /** A damaged state database is replaced by its backup before anything else is asked of it. */
  readonly mends?: boolean
}

export function changeQueue(toolbox: Toolbox): ChangeQueue {
  let last: Promise<unknown> = Promise.resolve()
  let tidying = new AbortController()
  return {
    enter: async (work, { report, signal, tidies = false, mends = false }) => {
      tidying.abort(new Error('somebody wants to change something'))
      const turn = last.then(() => changing({ toolbox, mends }, report, work, signal))
      last = turn.catch(() => undefined)
      if (tidies) {
        tidying = new AbortController()
        const { signal: unwanted } = tidying
        last = turn.then(() => tidy(toolbox, unwanted)).catch(() => undefined)
      }
      return turn
    },
    close: async () => {
      tidying.abort(new Error('closing'))
      await last
    },
  }
}

/** Under the writer lock, after what was cut off is finished or taken back; a backup of what is recorded then is kept. */
export async function changing<T>(
  { toolbox, mends = false }: { readonly toolbox: Toolbox; readonly mends?: boolean },
  report: Report,
  work: () => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted()
  return withWriterLock(
    {
      dataDirectory: toolbox.places.data,
      command: toolbox.command,
      patience: toolbox.lockPatience,
      now: toolbox.clock.now,
      sleep: toolbox.clock.sleep,
      onWait: () => report({ kind: 'step', step: 'wait', index: 0, count: 1 }),
    },
    async () => {
      const { state, recoveries, unmentioned } = toolbox
      state.follow()
      if (mends) for (const place of await openedToOwner(toolbox)) unmentioned.add(place)
      const isRestored = mends && (await mendState(state))
      if (isRestored) {
        recoveries.push(await restoredTold(toolbox))
        unmentioned.add(path.basename(state.file))
      } else {
        if (!mends) checkUnchanged(state)
        await recoverTold(toolbox)
      }
      return backedUp(state, work)
    },
    signal,
  )
}

/** What is closed can be neither looked at nor replaced, whatever it is. */
async function openedToOwner({ layout }: Toolbox): Promise<string[]> {
  const { openToOwner } = await import('./store/open-to-owner.ts')
  return openToOwner(layout)
}

async function backedUp<T>(state: State, work: () => Promise<T>): Promise<T> {
  const before = state.ownMoment()
  try {
    return await work()
  } finally {
    await keepBackup(state, before)
  }
}

async function tidy(toolbox: Toolbox, signal: AbortSignal): Promise<void> {
  const { cleanUp, usualCleaning } = await import('./operations/clean-up.ts')
  const { witnessed } = await import('./operations/witness.ts')
  const deed = { name: 'system.cleanup', input: usualCleaning, signal } as const
  const clean = () => cleanUp(toolbox, usualCleaning, silent, signal)
  await changing({ toolbox }, silent, () => witnessed(toolbox, deed, clean), signal)
}
