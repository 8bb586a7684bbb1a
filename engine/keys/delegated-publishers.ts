import type { Targets } from '@tufjs/models'
import { namesOfPaths, type PublisherDelegation, publisherOfRole } from '../model/delegation.ts'
import { keyIdOfTuf } from './public-key.ts'

type Delegations = NonNullable<Targets['delegations']>

/** The publishers among those to whom a targets role delegates. */
export function delegatedPublishers({ keys, roles = {} }: Delegations): readonly PublisherDelegation[] {
  return Object.values(roles).flatMap(({ name, keyIDs, threshold, paths = [] }) => {
    const publisher = publisherOfRole(name)
    if (publisher === null) return []
    const keyIds = keyIDs.flatMap((id) => (keys[id] === undefined ? [] : [keyIdOfTuf(keys[id])]))
    return [{ publisher, keyIds, threshold, names: namesOfPaths(paths) }]
  })
}
