import type { Addresses } from '../download/any-address.ts'
import { parseRepositoryUrl } from '../download/address.ts'
import { recordServed, type StoredRepository } from '../state/repositories.ts'
import { isAllowedAddress } from './check-address.ts'
import type { Toolbox } from './toolbox.ts'

/** Milliseconds for which an address that failed is asked after all others. */
const troubledFor = 3_600_000

/** Where signed metadata is fetched: a mirror may lag behind, so the repository's own address comes first. */
export function metadataAddresses(toolbox: Toolbox, repository: StoredRepository): Addresses {
  return ordered(toolbox, repository, [repository.url, ...allowedMirrors(toolbox, repository)])
}

/** Where files are fetched whose hash is known: mirrors come first, which is what they are for. */
export function fileAddresses(toolbox: Toolbox, repository: StoredRepository): Addresses {
  return ordered(toolbox, repository, [...allowedMirrors(toolbox, repository), repository.url])
}

/** As a person gave them, normalized, each once, without the repository's own. Throws `request/invalid`. */
export function mirrorsOf(url: string, mirrors: readonly string[]): string[] {
  const distinct = new Set(mirrors.map((mirror) => parseRepositoryUrl(mirror).href))
  distinct.delete(url)
  return [...distinct]
}

/** One that was there before a rule forbade its address is passed over. */
function allowedMirrors(toolbox: Toolbox, { mirrors }: StoredRepository): string[] {
  return mirrors.filter((mirror) => isAllowedAddress(toolbox, mirror))
}

function ordered(
  toolbox: Toolbox,
  { name, troubles }: StoredRepository,
  bases: readonly string[],
): Addresses {
  const now = toolbox.clock.now()
  const isTroubled = (base: string) =>
    troubles.some(({ url, at }) => url === base && now - Date.parse(at) < troubledFor)
  return {
    bases: [...bases.filter((base) => !isTroubled(base)), ...bases.filter(isTroubled)],
    onServed: (served, failed) => {
      // Most often nothing changed, and then nothing is written.
      if (failed.length === 0 && !troubles.some(({ url }) => url === served)) return
      recordServed(toolbox.state, name, { served, failed, at: new Date(toolbox.clock.now()).toISOString() })
    },
  }
}
