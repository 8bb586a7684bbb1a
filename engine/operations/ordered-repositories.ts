import { EngineError } from '../model/failure.ts'
import type { PolicyLevel } from '../policy/level.ts'
import { placeOf } from '../policy/order.ts'
import { listRepositories, type StoredRepository } from '../state/repositories.ts'
import type { State } from '../state/state.ts'

interface Here {
  readonly state: State
  readonly policyLevels: () => readonly PolicyLevel[]
}

/** More than what two priorities of a person can differ by. */
const step = 10_000

/** In the order in which they win: as the administrator says, then by priority, then whichever was added first. */
export function orderedRepositories({ state, policyLevels }: Here): StoredRepository[] {
  const stored = listRepositories(state)
  const levels = usable(policyLevels)
  const most = Math.max(0, ...levels.map(({ policy }) => policy.priority?.length ?? 0))
  if (most === 0) return stored
  const placed = stored.map((one): StoredRepository => {
    const found = placeOf(levels, one.url)
    return found === null ? one : { ...one, priority: one.priority + (most - found.place) * step }
  })
  // Stable, so that those of one place stay in their own order.
  return placed.toSorted((a, b) => b.priority - a.priority)
}

/** Rules that cannot be used stop every operation before anything is taken from anywhere. */
function usable(read: Here['policyLevels']): readonly PolicyLevel[] {
  try {
    return read()
  } catch (error) {
    if (error instanceof EngineError) return []
    throw error
  }
}
