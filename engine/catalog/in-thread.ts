import { EngineError } from '../model/failure.ts'
import { lastingThread, workerFile } from '../threads/thread.ts'
import type { CatalogJob, JobOutcome } from './jobs.ts'

/** Has a job done elsewhere. Where it is stopped, its thread ends, and a change that it had begun is taken back. */
export type AskCatalog = <T>(job: CatalogJob, signal: AbortSignal) => Promise<T>

/** In a thread of its own. */
export const inThread: AskCatalog = async <T>(job: CatalogJob, signal: AbortSignal) =>
  withOneThread(async (ask) => ask<T>(job, signal))

/**
 * All jobs of `work` in one thread, one after the other: what is made of records that another one has just read need not
 * read them again. It starts with the first of them.
 */
export async function withOneThread<T>(work: (ask: AskCatalog) => Promise<T>): Promise<T> {
  const thread = lastingThread<CatalogJob, JobOutcome<unknown>>({
    file: workerFile(import.meta, 'catalog-worker'),
    resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
  })
  try {
    return await work(async <A>(job: CatalogJob, signal: AbortSignal) => {
      const outcome = await thread.ask(job, signal)
      if (outcome.kind === 'done') return outcome.value as A
      throw new EngineError(outcome.failure.code, outcome.failure.facts)
    })
  } finally {
    await thread.end()
  }
}

/** Megabytes for what is new: nearly all that is read stays until the end, and would be copied over and over. */
const youngGeneration = 96
