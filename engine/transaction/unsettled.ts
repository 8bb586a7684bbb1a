import { readSetting, type State } from '../state/state.ts'
import type { Layout } from '../store/layout.ts'
import { runningGeneration } from '../store/tree-state.ts'
import { openEntry } from './journal.ts'

/** What every start asks, without loading what changes anything. */
interface Recorded {
  readonly layout: Layout
  readonly state: State
}

/** Whether there is something for `recover` to do, or another process is in the middle of a change. Reads only. */
export async function isUnsettled({ layout, state }: Recorded): Promise<boolean> {
  return openEntry(state) !== null || !(await runsAsRecorded({ layout, state }))
}

/** Whether programs run from the generation that was recorded last. */
export async function runsAsRecorded({ layout, state }: Recorded): Promise<boolean> {
  return (await runningGeneration(layout)) === recordedGeneration(state)
}

export function recordedGeneration(state: State): number {
  return Number(readSetting(state, 'generation') ?? 0)
}
