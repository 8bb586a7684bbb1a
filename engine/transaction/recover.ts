import { failureOf } from '../model/failure.ts'
import { readGeneration, removeGeneration } from '../store/generation-file.ts'
import { prepareTree, switchTo } from '../store/profile-tree.ts'
import { runningGeneration } from '../store/tree-state.ts'
import { sweepLeftovers } from '../store/sweep.ts'
import { finish, type Machine, treeChange } from './commit.ts'
import { changesBetween, dropIntent, openEntry, record } from './journal.ts'
import { recordAgain } from './record-again.ts'
import { recordedGeneration, runsAsRecorded } from './unsettled.ts'

/**
 * How a change that was cut off ended; `recorded`, where the state database was older than what runs, or new; `restored`,
 * where its backup took the place of a damaged one.
 */
export interface Recovery {
  readonly kind: 'finished' | 'taken-back' | 'recorded' | 'restored'
  readonly generation: number
}

/** Finishes or takes back what a crash left. Only under the writer lock. May itself be killed and run again. */
export async function recover(machine: Machine): Promise<Recovery | null> {
  const { layout, state } = machine
  await sweepLeftovers(layout)
  const entry = openEntry(state)
  if (entry === null) return followRecord(machine)
  // The rename of `current` is the commit point: what it shows decides.
  if ((await runningGeneration(layout)) === entry.target) {
    const [before, after] = [
      await readGeneration(layout, entry.origin),
      await readGeneration(layout, entry.target),
    ]
    try {
      await finish(machine, before, after)
    } catch (error) {
      if (failureOf(error)?.code !== 'state/damaged') throw error
      // Somebody damaged the store meanwhile. What runs is told as it is; verify finds the rest.
      record(state, after, changesBetween(before, after))
    }
    return { kind: 'finished', generation: entry.target }
  }
  // Were the file still there, history could offer a generation that never was.
  if (recordedGeneration(state) !== entry.target) await removeGeneration(layout, entry.target)
  dropIntent(state)
  return { kind: 'taken-back', generation: entry.origin }
}

/**
 * Without an intent, what was recorded was told to somebody as done. Where the sync of the rename had failed and a power
 * cut took the rename back, or where somebody changed the link, it is done again.
 */
async function followRecord({ layout, state, files }: Machine): Promise<Recovery | null> {
  if (await runsAsRecorded({ layout, state })) return null
  const recorded = recordedGeneration(state)
  try {
    const running = await recordAgain({ layout, state })
    if (running !== null) return { kind: 'recorded', generation: running }
    const wanted = await readGeneration(layout, recorded)
    const { tree } = await prepareTree(layout, treeChange({ layout, files }, wanted), neverStopped)
    await switchTo(layout, tree)
    return { kind: 'finished', generation: recorded }
  } catch (error) {
    // Looking around must work all the same; verify tells what is wrong, and mends it.
    if (failureOf(error) === null) throw error
    return null
  }
}

const neverStopped = new AbortController().signal
