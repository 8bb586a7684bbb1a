// Imports one package after the other in a thread of its own. Whoever wants it to stop ends the thread.
import { parentPort, workerData } from 'node:worker_threads'
import { failureOf } from '../model/failure.ts'
import { diskFailureBehind } from '../system-errors.ts'
import { importDeb, type ImportSettings } from './import-deb.ts'
import type { DebJob } from './jobs.ts'
import { type JobOutcome, orRefused } from './import-in-threads.ts'

const never = new AbortController().signal
parentPort?.on('message', (job: DebJob) => {
  void outcomeOf(job).then((outcome) => parentPort?.postMessage(outcome))
})

async function outcomeOf(job: DebJob): Promise<JobOutcome> {
  try {
    return await orRefused(importDeb(job, workerData as ImportSettings, never))
  } catch (error) {
    const failure = failureOf(error) ?? failureOf(await diskFailureBehind(error))
    // A bug ends the thread, and whoever waits for it meets the error.
    if (failure === null) throw error
    return { kind: 'failed', failure }
  }
}
