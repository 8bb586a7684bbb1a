import path from 'node:path'
import { publisherRole } from '../model/delegation.ts'
import { readOwnSync } from '../plain-file.ts'

/**
 * Whether the targets role in a cache delegates to a publisher; null where it cannot be read, which whoever checks the cache
 * tells. Read without the models of TUF, which a list of packages does not load.
 */
export function delegatesTo(cache: string, publisher: string): boolean | null {
  try {
    const text = readOwnSync(path.join(cache, 'targets.json')).toString()
    const { signed } = JSON.parse(text) as { signed?: { delegations?: { roles?: { name?: unknown }[] } } }
    return signed?.delegations?.roles?.some(({ name }) => name === publisherRole(publisher)) ?? false
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}
