import { EngineError } from '../model/failure.ts'
import { type LastingThread, lastingThread, workerFile } from '../threads/thread.ts'
import type { CatalogJob, JobOutcome } from './jobs.ts'

/** Has a job done elsewhere. Where it is stopped, its thread ends, and a change that it had begun is taken back. */
export type AskCatalog = <T>(job: CatalogJob, signal: AbortSignal) => Promise<T>

/** In a thread of its own. */
export const inThread: AskCatalog = async <T>(job: CatalogJob, signal: AbortSignal) => {
  const thread = catalogThread()
  try {
    return await answerOf<T>(thread, job, signal)
  } finally {
    await thread.end()
  }
}

/**
 * All jobs of `work` in one thread, one after the other: what is made of records that another one has just read need not
 * read them again. It starts with the first of them. What only changed nobody has read: then the search index changes in
 * a thread of its own, beside the pool.
 */
export async function withOneThread<T>(work: (ask: AskCatalog) => Promise<T>): Promise<T> {
  const thread = catalogThread()
  const beside = catalogThread()
  let hasRead = false
  try {
    return await work(async <A>(job: CatalogJob, signal: AbortSignal) => {
      hasRead ||= job.kind === 'source'
      const isBeside = job.kind === 'search-before' || (job.kind === 'search' && !hasRead)
      return answerOf<A>(isBeside ? beside : thread, job, signal)
    })
  } finally {
    await Promise.all([thread.end(), beside.end()])
  }
}

type CatalogThread = LastingThread<CatalogJob, JobOutcome<unknown>>

function catalogThread(): CatalogThread {
  return lastingThread({
    file: workerFile(import.meta, 'catalog-worker'),
    resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
  })
}

async function answerOf<T>(thread: CatalogThread, job: CatalogJob, signal: AbortSignal): Promise<T> {
  const outcome = await thread.ask(job, signal)
  if (outcome.kind === 'done') return outcome.value as T
  throw new EngineError(outcome.failure.code, outcome.failure.facts)
}

/** Megabytes for what is new: nearly all that is read stays until the end, and would be copied over and over. */
const youngGeneration = 96
