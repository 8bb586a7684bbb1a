// Hashes installed files in a thread of its own, so that all cores look at them and no window waits.
import { parentPort, workerData } from 'node:worker_threads'
import { checkAll, type CheckJob } from './check-entries.ts'

parentPort?.postMessage(checkAll(workerData as CheckJob))
