import { availableParallelism } from 'node:os'
import path from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { FileEntry } from '../model/manifest.ts'
import { checkEntry, type EntryProblem } from './check-entry.ts'

/** A path on the disk, and what a manifest says of it. */
export interface Expected {
  readonly file: string
  readonly entry: FileEntry
}

export type CheckJob = readonly Expected[]

/** Entries, and bytes, up to which a thread would take longer to start than they take. */
const few = 2_000
const fewBytes = 32 << 20
/** Entries between two moments in which others of this process may run. */
const atOnce = 50

/** What is wrong with each, in their order; null where nothing is. Many are looked at by as many threads as there are cores. */
export async function checkEntries(
  expected: readonly Expected[],
  signal: AbortSignal,
): Promise<(EntryProblem | null)[]> {
  const bytes = expected.reduce((sum, { entry }) => sum + (entry.type === 'file' ? entry.size : 0), 0)
  if (expected.length <= few && bytes <= fewBytes) return checkHere(expected, signal)
  const shares = shareOut(expected, Math.max(1, availableParallelism()))
  const found = await Promise.all(
    shares.map((share) =>
      checkInThread(
        share.map(({ item }) => item),
        signal,
      ),
    ),
  )
  const problems = new Array<EntryProblem | null>(expected.length).fill(null)
  for (const [number, share] of shares.entries())
    for (const [at, { index }] of share.entries()) problems[index] = found[number]![at] ?? null
  return problems
}

export function checkAll(job: CheckJob): (EntryProblem | null)[] {
  return job.map(({ file, entry }) => checkEntry(file, entry))
}

async function checkHere(
  expected: readonly Expected[],
  signal: AbortSignal,
): Promise<(EntryProblem | null)[]> {
  const problems: (EntryProblem | null)[] = []
  for (const [index, { file, entry }] of expected.entries()) {
    if (index % atOnce === 0) await breathe()
    signal.throwIfAborted()
    problems.push(checkEntry(file, entry))
  }
  return problems
}

interface Numbered {
  readonly item: Expected
  readonly index: number
}

/** The largest first, each to whoever has least, so that all are done at about the same time. */
function shareOut(expected: readonly Expected[], count: number): Numbered[][] {
  const cost = ({ entry }: Expected) => 20_000 + (entry.type === 'file' ? entry.size : 0)
  const shares = Array.from({ length: count }, (): { list: Numbered[]; sum: number } => ({
    list: [],
    sum: 0,
  }))
  const sorted = expected.map((item, index) => ({ item, index })).sort((a, b) => cost(b.item) - cost(a.item))
  for (const numbered of sorted) {
    const least = shares.reduce((best, share) => (share.sum < best.sum ? share : best))
    least.list.push(numbered)
    least.sum += cost(numbered.item)
  }
  // Neighbours on the disk one after the other.
  return shares.map(({ list }) => list.sort((a, b) => a.index - b.index))
}

async function checkInThread(job: CheckJob, signal: AbortSignal): Promise<(EntryProblem | null)[]> {
  const { Worker } = await import('node:worker_threads')
  signal.throwIfAborted()
  const worker = new Worker(workerFile(), { workerData: job })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(signal.aborted ? signal.reason : new Error('a thread ended early')))
    })
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Beside this file among the sources; among the built files, which may be chunks, beside the programs. */
function workerFile(): string {
  const { dirname, filename } = import.meta
  if (filename.endsWith('.ts')) return path.join(dirname, 'check-worker.ts')
  return path.join(path.basename(dirname) === 'chunks' ? path.dirname(dirname) : dirname, 'check-worker.js')
}
