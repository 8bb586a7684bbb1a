import { failureOf } from '../model/failure.ts'
import { readSetting } from '../state/state.ts'
import { readGeneration, removeGeneration } from '../store/generation-file.ts'
import { runningGeneration } from '../store/profile-tree.ts'
import { sweepLeftovers } from '../store/sweep.ts'
import { finish, type Machine } from './commit.ts'
import { changesBetween, dropIntent, openEntry, record } from './journal.ts'

/** How a change that was cut off ended, or null where none was. */
export type Recovery =
  | { readonly kind: 'finished'; readonly generation: number }
  | { readonly kind: 'taken-back'; readonly generation: number }

/** Finishes or takes back what a crash left. Only under the writer lock. May itself be killed and run again. */
export async function recover(machine: Machine): Promise<Recovery | null> {
  const { layout, state } = machine
  await sweepLeftovers(layout)
  const entry = openEntry(state)
  if (entry === null) return null
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
  if (Number(readSetting(state, 'generation')) !== entry.target) await removeGeneration(layout, entry.target)
  dropIntent(state)
  return { kind: 'taken-back', generation: entry.origin }
}
