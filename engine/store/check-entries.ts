import { availableParallelism } from 'node:os'
import { setImmediate as breathe } from 'node:timers/promises'
import type { FileEntry } from '../model/manifest.ts'
import { askThread, workerFile } from '../threads/thread.ts'
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
      askThread<(EntryProblem | null)[]>(
        {
          file: workerFile(import.meta, 'check-worker'),
          data: share.map(({ item }) => item) satisfies CheckJob,
        },
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
