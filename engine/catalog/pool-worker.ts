// Makes a pool in a thread of its own, so that no window waits for it.
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { keepPool, makePool } from './make-pool.ts'
import type { PoolJob } from './pool-sources.ts'

const { database, file, architecture } = workerData as PoolJob
const catalog = new Database(database, { timeout: 5_000 })
try {
  const pool = makePool(catalog, architecture)
  keepPool(file, pool)
  parentPort?.postMessage(pool, [pool.buffer as ArrayBuffer])
} finally {
  catalog.close()
}
