import { narrowedPublishers, type PublisherDelegation } from '../model/delegation.ts'
import { type Connection, guarded } from '../state/database.ts'
import type { AboutRepository } from './catalog-rows.ts'

/**
 * What the targets role takes from publishers is gone at once, also where the index that came with it is refused and
 * the one of before stays.
 */
export function narrowPublishers(
  catalog: Connection,
  repository: string,
  delegations: readonly PublisherDelegation[],
): void {
  const read = catalog.prepare<[string], string>('SELECT about FROM source WHERE repository = ?').pluck()
  const write = catalog.prepare('UPDATE source SET about = ? WHERE repository = ?')
  const narrow = catalog.transaction(() => {
    const text = read.get(repository)
    if (text === undefined) return
    const about = JSON.parse(text) as AboutRepository
    const publishers = narrowedPublishers(about.publishers, delegations)
    write.run(JSON.stringify({ ...about, publishers }), repository)
  })
  guarded(catalog.name, () => narrow.immediate())
}
