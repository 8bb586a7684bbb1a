import type { Targets } from '@tufjs/models'
import { namesOfPaths, type PublisherDelegation, publisherOfRole } from '../model/delegation.ts'
import { keyIdOfTuf } from './public-key.ts'

type Delegations = NonNullable<Targets['delegations']>

/** The publishers among those to whom a targets role delegates. */
export function delegatedPublishers({ keys, roles = {} }: Delegations): readonly PublisherDelegation[] {
  return Object.values(roles).flatMap(({ name, keyIDs, threshold, paths = [] }) => {
    const publisher = publisherOfRole(name)
    if (publisher === null) return []
    return [{ publisher, keyIds: keyIdsIn(keys, keyIDs), threshold, names: namesOfPaths(paths) }]
  })
}

/** Keys as `sign list` names them, the SHA-256 of each key itself, by the names that TUF gives them. */
export function keyIdsIn(keys: Delegations['keys'], ids: readonly string[]): string[] {
  return ids.flatMap((id) => (keys[id] === undefined ? [] : [keyIdOfTuf(keys[id])]))
}
