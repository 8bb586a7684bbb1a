import type { HistoryEntry } from '../api/history-operations.ts'
import { EngineError } from '../model/failure.ts'
import { keptGenerations } from '../store/generation-file.ts'
import { listHistory } from './read-history.ts'
import type { Toolbox } from './toolbox.ts'

const theBeginning = {
  what: 'generation',
  problem: 'it is the empty beginning, which is always kept and has no other name',
}

/** Throws `generation/not-found`. */
export async function labelGeneration(
  toolbox: Toolbox,
  { generation, label }: { readonly generation: number; readonly label: string | null },
): Promise<HistoryEntry[]> {
  await say(toolbox, generation, { sql: 'label = ?', value: label })
  return listHistory(toolbox)
}

/** Throws `generation/not-found`. */
export async function pinGeneration(
  toolbox: Toolbox,
  { generation, pinned }: { readonly generation: number; readonly pinned: boolean },
): Promise<HistoryEntry[]> {
  await say(toolbox, generation, { sql: 'pinned = ?', value: pinned ? 1 : 0 })
  return listHistory(toolbox)
}

/** Of a generation that was just left, so that nothing takes the way back. */
export function keepGeneration({ state }: Toolbox, generation: number): void {
  state.change('UPDATE generation SET pinned = 1 WHERE number = ?', generation)
}

async function say(
  { state, layout }: Toolbox,
  generation: number,
  { sql, value }: { readonly sql: 'label = ?' | 'pinned = ?'; readonly value: string | number | null },
): Promise<void> {
  // Nobody made it.
  if (generation === 0) throw new EngineError('request/invalid', { ...theBeginning, value: '0' })
  const kept = await keptGenerations(layout)
  const changed = kept.includes(generation)
    ? state.change(`UPDATE generation SET ${sql} WHERE number = ?`, value, generation)
    : 0
  if (changed === 0) throw new EngineError('generation/not-found', { generation, kept })
}
