import { mapConcurrently } from '../base/async.ts'
import { EngineError, type Failure } from '../model/failure.ts'
import { useThread, workerFile } from '../threads/thread.ts'
import { DebProblem } from './deb-problem.ts'
import { type DebOutcome, importDeb, type ImportSettings } from './import-deb.ts'
import type { DebJob, Refused } from './jobs.ts'

export type JobOutcome = DebOutcome | Refused | { readonly kind: 'failed'; readonly failure: Failure }

interface Threads {
  readonly settings: ImportSettings
  readonly count: number
  /** Called as each comes to its end. */
  readonly done: (index: number) => void
}

/**
 * Imports all of them, as many at once as `count` says, and answers in their order. A package that is refused stops
 * none of the others; a disk that is full does.
 */
export async function importInThreads(
  jobs: readonly DebJob[],
  { settings, count, done }: Threads,
  signal: AbortSignal,
): Promise<readonly (DebOutcome | Refused)[]> {
  const outcomes = new Array<DebOutcome | Refused>(jobs.length)
  if (Math.min(count, jobs.length) <= 1) {
    // A thread would take longer to start than most packages take.
    for (const [index, job] of jobs.entries()) {
      outcomes[index] = await orRefused(importDeb(job, settings, signal))
      done(index)
    }
    return outcomes
  }
  const queue = jobs.entries()
  const threads = Array.from({ length: Math.min(count, jobs.length) }, () => queue)
  const work = async (shared: typeof queue, stopped: AbortSignal): Promise<void> => {
    const options = { file: workerFile(import.meta, 'import-worker'), data: settings }
    await useThread<DebJob, JobOutcome>(options, stopped, async (ask) => {
      for (const [index, job] of shared) {
        stopped.throwIfAborted()
        const outcome = await ask(job)
        if (outcome.kind === 'failed') throw new EngineError(outcome.failure.code, outcome.failure.facts)
        outcomes[index] = outcome
        done(index)
      }
    })
  }
  await mapConcurrently(threads, Math.max(1, threads.length), work, signal)
  return outcomes
}

/** What becomes of a package, of which a refusal is one answer. */
export async function orRefused(work: Promise<DebOutcome>): Promise<DebOutcome | Refused> {
  return work.catch((error: unknown) => {
    if (!(error instanceof DebProblem)) throw error
    return { kind: 'refused', reason: error.reason, detail: error.detail } as const
  })
}
