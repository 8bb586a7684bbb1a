import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import type { CatalogJob, JobOutcome } from './jobs.ts'

/** Where it is stopped, its thread ends, and a change that it had begun is taken back. */
export async function inThread<T>(job: CatalogJob, signal: AbortSignal): Promise<T> {
  const { Worker } = await import('node:worker_threads')
  signal.throwIfAborted()
  const worker = new Worker(workerFile(), { workerData: job })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const outcome = await new Promise<JobOutcome<T>>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(signal.aborted ? signal.reason : new Error('a thread ended early')))
    })
    if (outcome.kind === 'done') return outcome.value
    throw new EngineError(outcome.failure.code, outcome.failure.facts)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Beside this file among the sources; among the built files, which may be chunks, beside the programs. */
function workerFile(): string {
  const { dirname, filename } = import.meta
  if (filename.endsWith('.ts')) return path.join(dirname, 'catalog-worker.ts')
  return path.join(path.basename(dirname) === 'chunks' ? path.dirname(dirname) : dirname, 'catalog-worker.js')
}
