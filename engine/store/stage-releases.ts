import { availableParallelism } from 'node:os'
import { mapConcurrently } from '../base/async.ts'
import { EngineError, type Failure } from '../model/failure.ts'
import { useThread, workerFile } from '../threads/thread.ts'
import { stageRelease, type Staging } from './stage-release.ts'

export type StageOutcome =
  { readonly kind: 'staged' } | { readonly kind: 'failed'; readonly failure: Failure }

/** Unpacked bytes up to which a thread would take longer to start than they take. */
const fewBytes = 8 << 20

/** Megabytes for what is new in a thread: little lives longer than the chunk it was made for. */
const youngMegabytes = 4

/**
 * Unpacks releases beside their final places, as many at once as there are cores, or throws at the first that fails.
 * When it is over nobody writes any more, however it ended.
 */
export async function stageReleases(stagings: readonly Staging[], signal: AbortSignal): Promise<void> {
  const bytes = stagings.reduce((sum, { arrival }) => sum + arrival.record.installed_size, 0)
  if (bytes <= fewBytes) {
    for (const staging of stagings) await stageRelease(staging, signal)
    return
  }
  // The largest first, so that all threads are done at about the same time.
  const sorted = stagings.toSorted(
    (a, b) => b.arrival.record.installed_size - a.arrival.record.installed_size,
  )
  const queue = sorted.values()
  const threads = Array.from({ length: Math.min(availableParallelism(), stagings.length) }, () => queue)
  await mapConcurrently(threads, threads.length, stageInThread, signal)
}

/** One thread, until the queue is empty, something fails, or it is stopped in the middle of whatever it does. */
async function stageInThread(queue: Iterable<Staging>, signal: AbortSignal): Promise<void> {
  const resourceLimits = { maxYoungGenerationSizeMb: youngMegabytes }
  const options = { file: workerFile(import.meta, 'stage-worker'), resourceLimits }
  await useThread<Staging, StageOutcome>(options, signal, async (ask) => {
    for (const staging of queue) {
      signal.throwIfAborted()
      const outcome = await ask(staging)
      if (outcome.kind === 'failed') throw new EngineError(outcome.failure.code, outcome.failure.facts)
    }
  })
}
