import { availableParallelism } from 'node:os'
import { setImmediate as breathe } from 'node:timers/promises'
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

/** Takes releases from the queue until it is empty, something fails, or it is stopped. */
type Hand = (queue: Iterable<Staging>, signal: AbortSignal) => Promise<void>

/**
 * Unpacks releases beside their final places, as many at once as there are cores, or throws at the first that fails.
 * When it is over nobody writes any more, however it ended. With `isAlone` nobody needs this thread meanwhile, and it is
 * one of those that unpack: it can begin at once, where another one has to start.
 */
export async function stageReleases(
  stagings: readonly Staging[],
  isAlone: boolean,
  signal: AbortSignal,
): Promise<void> {
  // The largest first, so that all hands are done at about the same time.
  const sorted = stagings.toSorted(
    (a, b) => b.arrival.record.installed_size - a.arrival.record.installed_size,
  )
  const queue = sorted.values()
  const hands = handsFor(stagings, isAlone)
  await mapConcurrently(hands, hands.length, async (hand, shared) => hand(queue, shared), signal)
}

function handsFor(stagings: readonly Staging[], isAlone: boolean): readonly Hand[] {
  const bytes = stagings.reduce((sum, { arrival }) => sum + arrival.record.installed_size, 0)
  if (bytes <= fewBytes) return [stageHere]
  const count = Math.min(availableParallelism(), stagings.length)
  const first = isAlone && !stagings.some(isXz) ? stageHere : stageInThread
  return [first, ...Array.from({ length: count - 1 }, () => stageInThread)]
}

/** Other threads decode it: this one would only wait for them, with a room for new objects that is larger than theirs. */
function isXz({ arrival }: Staging): boolean {
  return arrival.record.path.endsWith('.xz')
}

/** This thread. Between two releases, and within large ones, others have their turn: the signal among them. */
async function stageHere(queue: Iterable<Staging>, signal: AbortSignal): Promise<void> {
  for (const staging of queue) {
    await breathe()
    signal.throwIfAborted()
    await stageRelease(staging, signal)
  }
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
