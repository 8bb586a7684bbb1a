/** Who may publish what in one repository. */
import { matchesPattern } from '../base/pattern.ts'
import { isGranted, type KnownPublisher } from './delegation.ts'
import { parseProvision } from './relation.ts'
import type { IndexRecord, Publisher } from './repository-index.ts'
import type { PublicKey } from './signature.ts'
import { isProblem } from './version-range.ts'

type Claims = Pick<IndexRecord, 'name' | 'maintainer' | 'provides'>

/** `Developer <dev@example.com>` → `Developer`. */
export function maintainerName(maintainer: string): string {
  return maintainer.replace(/\s*<[^<>]*>\s*$/, '').trim() || maintainer
}

/**
 * Keys of which one must have signed a release. One whose maintainer the repository lists as a publisher counts only
 * with that publisher's own keys; where publishers are delegations, every other has none at all.
 */
export function keysFor(
  { name, maintainer, signed_by: signedBy }: Pick<IndexRecord, 'name' | 'maintainer' | 'signed_by'>,
  publishers: readonly KnownPublisher[],
): PublicKey[] {
  const own = publishers.filter((publisher) => publisher.name === maintainerName(maintainer))
  const speaking = own.length > 0 || publishers.some(isDelegated) ? own : publishers
  const keys = speaking
    .filter(({ granted }) => granted === undefined || isGranted(name, granted.names))
    .flatMap((publisher) => publisher.keys)
  return signedBy === undefined ? keys : keys.filter(({ keyId }) => signedBy.includes(keyId))
}

/** How many of its publisher's keys must have signed a release. */
export function thresholdFor(
  { maintainer }: Pick<IndexRecord, 'maintainer'>,
  publishers: readonly KnownPublisher[],
): number {
  const own = publishers.find(({ name }) => name === maintainerName(maintainer))
  return own?.granted?.threshold ?? 1
}

/**
 * Finds releases that no delegation lets their publisher sign, where publishers are delegations. Of one that nobody signed it says nothing: the
 * signature is asked for when it is fetched.
 */
export function findUngranted(
  publishers: readonly KnownPublisher[],
): (record: Pick<IndexRecord, 'name' | 'maintainer' | 'signed_by'>) => boolean {
  const known = new Map(
    publishers.map(({ name, keys, granted: { names } = { names: [] } }) => {
      const families = names.filter((pattern) => pattern.endsWith('*'))
      return [name, { keys: new Set(keys.map(({ keyId }) => keyId)), names: new Set(names), families }]
    }),
  )
  return ({ name, maintainer, signed_by: signedBy }) => {
    if (signedBy === undefined) return false
    const publisher = known.get(maintainerName(maintainer))
    if (publisher === undefined || !signedBy.some((keyId) => publisher.keys.has(keyId))) return true
    return !publisher.names.has(name) && !isGranted(name, publisher.families)
  }
}

function isDelegated({ granted }: KnownPublisher): boolean {
  return granted !== undefined
}

/** Why nobody may take a release, whatever else is decided: it was taken back, or its names are another publisher's. */
export function barOf(
  record: Claims & Pick<IndexRecord, 'revoked'>,
  publishers: readonly Publisher[],
): 'revoked' | 'stranger' | null {
  if (record.revoked !== undefined) return 'revoked'
  return ownerOverridden(record, publishers) === null ? null : 'stranger'
}

/** The publisher whose names a release bears or provides without being theirs. The longest pattern decides. */
export function ownerOverridden(
  { name, maintainer, provides }: Claims,
  publishers: readonly Publisher[],
): Publisher | null {
  const owning = publishers.filter(({ namespaces }) => namespaces !== undefined && namespaces.length > 0)
  if (owning.length === 0) return null
  const claimant = maintainerName(maintainer)
  for (const claimed of [name, ...provides.flatMap(nameProvided)]) {
    const owner = ownerOf(claimed, owning)
    if (owner !== null && owner.name !== claimant) return owner
  }
  return null
}

function ownerOf(name: string, publishers: readonly Publisher[]): Publisher | null {
  let owner: Publisher | null = null
  let longest = -1
  for (const publisher of publishers) {
    for (const pattern of publisher.namespaces ?? []) {
      if (pattern.length <= longest || !matchesPattern(name, pattern)) continue
      owner = publisher
      longest = pattern.length
    }
  }
  return owner
}

function nameProvided(text: string): string[] {
  const provision = parseProvision(text)
  return isProblem(provision) ? [] : [provision.name]
}
