// Unpacks one release after the other in a thread of its own. Whoever wants it to stop ends the thread.
import { parentPort } from 'node:worker_threads'
import { failureOf } from '../model/failure.ts'
import { tuneHere } from '../threads/tune-here.ts'
import { stageRelease, type Staging } from './stage-release.ts'
import type { StageOutcome } from './stage-releases.ts'

const never = new AbortController().signal

tuneHere()
parentPort?.on('message', (staging: Staging) => {
  void outcomeOf(staging).then((outcome) => parentPort?.postMessage(outcome))
})

async function outcomeOf(staging: Staging): Promise<StageOutcome> {
  try {
    await stageRelease(staging, never)
    return { kind: 'staged' }
  } catch (error) {
    const failure = failureOf(error)
    // A bug ends the thread, and whoever waits for it meets the error.
    if (failure === null) throw error
    return { kind: 'failed', failure }
  }
}
