// Waits until it may speak, says one thing, and ends.
import { parentPort, workerData } from 'node:worker_threads'

const may = workerData as Int32Array
Atomics.wait(may, 0, 0)
parentPort?.postMessage('done')
Atomics.store(may, 1, 1)
Atomics.notify(may, 1)
