import { EngineError } from '../model/failure.ts'
import { askThread, workerFile } from '../threads/thread.ts'
import type { CatalogJob, JobOutcome } from './jobs.ts'

/** Where it is stopped, its thread ends, and a change that it had begun is taken back. */
export async function inThread<T>(job: CatalogJob, signal: AbortSignal): Promise<T> {
  const options = { file: workerFile(import.meta, 'catalog-worker'), data: job }
  const outcome = await askThread<JobOutcome<T>>(options, signal)
  if (outcome.kind === 'done') return outcome.value
  throw new EngineError(outcome.failure.code, outcome.failure.facts)
}
