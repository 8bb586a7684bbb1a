// Hashes installed files in a thread of its own, so that all cores look at them and no window waits.
import { parentPort, workerData } from 'node:worker_threads'
import { tuneHere } from '../threads/tune-here.ts'
import { checkAll, type CheckJob } from './check-entries.ts'

tuneHere()
parentPort?.postMessage(checkAll(workerData as CheckJob))
