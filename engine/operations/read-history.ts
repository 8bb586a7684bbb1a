import type { HistoryEntry } from '../api/history-operations.ts'
import { emptyGeneration } from '../model/generation.ts'
import { keptGenerations } from '../store/generation-file.ts'
import { recordedGenerations } from '../transaction/journal.ts'
import { currentGeneration, type Toolbox } from './toolbox.ts'

export async function listHistory(toolbox: Toolbox): Promise<HistoryEntry[]> {
  const current = currentGeneration(toolbox)
  const kept = new Set(await keptGenerations(toolbox.layout))
  const entries = recordedGenerations(toolbox.state)
    .filter(({ number }) => kept.has(number))
    .map(({ number, at, request, packages, changes, label, pinned }): HistoryEntry => ({
      generation: number,
      at,
      request,
      current: number === current,
      packages,
      changes: [...changes],
      label,
      pinned,
    }))
  const empty: HistoryEntry = {
    generation: 0,
    at: emptyGeneration.at,
    request: null,
    current: current === 0,
    packages: 0,
    changes: [],
    label: null,
    pinned: false,
  }
  return [...entries, empty]
}
