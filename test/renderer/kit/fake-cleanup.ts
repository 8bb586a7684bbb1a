import type { CleanupItem, CleanupReport } from '../../../engine/api/history-operations.ts'
import type { Input } from '../../../engine/api/operations.ts'

const item = (
  kind: CleanupItem['kind'],
  name: string,
  bytes: number,
  because: string | null = null,
): CleanupItem => ({ kind, name, bytes, because })

export const usualCleanup: CleanupReport = {
  items: [
    item('generation', '12', 0),
    item('release', 'lumenfold 4.0.2', 298_000_000, '12'),
    item('release', 'mothlamp 4.6.0', 50_100_000, '12'),
    item('download', 'isoline-5.1.4-universal.tar.xz', 84_000_000),
    item('download', 'quillbay-3.4.1-universal.tar.xz', 19_800_000),
    item('picture', 'hero-lumenfold.svg', 41_000),
  ],
  bytes: 451_941_000,
  dryRun: true,
  orphans: [
    item('orphan', 'libalder-raw', 6_100_000, 'lumenfold'),
    item('orphan', 'color-profiles', 14_000_000, 'lumenfold'),
    item('orphan', 'starter-runtime', 2_400_000),
  ],
}

export const cleanMachine: CleanupReport = { items: [], bytes: 0, dryRun: true, orphans: [] }

/** What cleaning up would free, until it was done. */
export function cleanupHandlers(start: CleanupReport) {
  let report = start
  return {
    'system.cleanup': ({ dryRun = false }: Input<'system.cleanup'>): CleanupReport => {
      const told = { ...report, dryRun }
      if (!dryRun) report = { ...report, items: [], bytes: 0 }
      return told
    },
  }
}
