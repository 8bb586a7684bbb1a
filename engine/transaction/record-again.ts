import { failureOf } from '../model/failure.ts'
import { emptyGeneration, type Generation } from '../model/generation.ts'
import { keptGenerations, readGeneration, removeGeneration } from '../store/generation-file.ts'
import { runningGeneration } from '../store/tree-state.ts'
import type { Machine } from './commit.ts'
import { changesBetween, record, recordedGenerations } from './journal.ts'
import { recordedGeneration } from './unsettled.ts'

/**
 * Where a state database was put back that is older than what runs, or a new one had to be made, the files of generations
 * are the truth: history and installed set are read from them. Null where it is not older; numbers only grow. Throws
 * `state/damaged` and `generation/not-found` of the running one; an older one that cannot be read is left out.
 */
export async function recordAgain({ layout, state }: Omit<Machine, 'files'>): Promise<number | null> {
  const running = await runningGeneration(layout)
  if (running <= recordedGeneration(state)) return null
  const latest = await readGeneration(layout, running)
  const known = new Set(recordedGenerations(state).map(({ number }) => number))
  let before = emptyGeneration
  for (const number of await keptGenerations(layout)) {
    // It never ran: what was to record it, or take it back, is lost.
    if (number > running) await removeGeneration(layout, number)
    if (number === 0 || number >= running) continue
    const generation = await orNull(readGeneration(layout, number))
    if (generation === null) continue
    if (!known.has(number)) record(state, generation, changesBetween(before, generation))
    before = generation
  }
  record(state, latest, changesBetween(before, latest))
  return running
}

async function orNull(reading: Promise<Generation>): Promise<Generation | null> {
  return reading.catch((error: unknown) => {
    if (failureOf(error) === null) throw error
    return null
  })
}
