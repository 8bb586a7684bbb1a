import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { mapConcurrently } from '../base/async.ts'
import { EngineError, type Failure } from '../model/failure.ts'
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
    await inThread(settings, stopped, async (ask) => {
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

async function inThread(
  settings: ImportSettings,
  signal: AbortSignal,
  use: (ask: (job: DebJob) => Promise<JobOutcome>) => Promise<void>,
): Promise<void> {
  const worker = new Worker(workerFile(), { workerData: settings })
  const ended = new Promise<never>((_, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => reject(signal.aborted ? signal.reason : new Error('a thread ended early')))
  })
  ended.catch(() => undefined)
  const stop = (): void => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await use(async (job) => {
      worker.postMessage(job)
      const [outcome] = (await Promise.race([once(worker, 'message'), ended])) as [JobOutcome]
      return outcome
    })
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}

/** Beside this file among the sources; among the built files, which may be chunks, beside the programs. */
function workerFile(): string {
  const { dirname, filename } = import.meta
  if (filename.endsWith('.ts')) return path.join(dirname, 'import-worker.ts')
  return path.join(path.basename(dirname) === 'chunks' ? path.dirname(dirname) : dirname, 'import-worker.js')
}
