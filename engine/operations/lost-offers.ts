import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import { listRepositories, type StoredRepository } from '../state/repositories.ts'
import type { Toolbox } from './toolbox.ts'

/**
 * What a repository in use offers was read once, and is not in the catalog any more: that was damaged, and made anew. Null
 * where it is there. The next synchronization reads it again.
 */
export function lostOffer({ catalog, places }: Toolbox, repository: StoredRepository): EngineError | null {
  const { name, enabled, lastSync } = repository
  if (!enabled || lastSync === null) return null
  const known = catalog.prepare('SELECT 1 FROM source WHERE repository = ?').get(name)
  if (known !== undefined) return null
  const detail = `what ${name} offers is lost`
  return new EngineError('state/damaged', { file: path.join(places.data, 'catalog.db'), detail })
}

/** The first of them: a name that is not found may be one of its. */
export function firstLostOffer(toolbox: Toolbox): EngineError | null {
  const lost = listRepositories(toolbox.state).map((repository) => lostOffer(toolbox, repository))
  return lost.find((one) => one !== null) ?? null
}
