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
  return (record) => {
    const { signed_by: signedBy } = record
    if (signedBy === undefined) return false
    const { name, maintainer } = record
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

/** The publisher whose names a release bears or provides without being theirs. The name itself decides, else the longest pattern. */
export function ownerOverridden(claims: Claims, publishers: readonly Publisher[]): Publisher | null {
  const owners = ownersAmong(publishers)
  if (owners.patterns.size === 0 && owners.odd.length === 0) return null
  const { name, maintainer, provides } = claims
  const claimant = maintainerName(maintainer)
  for (const claimed of [name, ...provides.flatMap(nameProvided)]) {
    const owner = ownerOf(claimed, owners)
    if (owner !== null && owner.name !== claimant) return owner
  }
  return null
}

interface Ownership {
  readonly publisher: Publisher
  readonly pattern: string
  /** Of two patterns of one length, the first decides. */
  readonly order: number
}

interface Owners {
  /** Names, and starts of names before a star. */
  readonly patterns: ReadonlyMap<string, Ownership>
  /** How long these starts are, each length once. */
  readonly lengths: readonly number[]
  /** Patterns of other forms. */
  readonly odd: readonly Ownership[]
}

/** Whoever reads a catalog asks for each of its releases, of which each publisher may have some. */
const madeBefore = new WeakMap<readonly Publisher[], Owners>()

function ownersAmong(publishers: readonly Publisher[]): Owners {
  const before = madeBefore.get(publishers)
  if (before !== undefined) return before
  const claims = publishers.flatMap((publisher) =>
    (publisher.namespaces ?? []).map((pattern) => ({ publisher, pattern })),
  )
  const all = claims.map((claim, order): Ownership => ({ ...claim, order }))
  const odd = all.filter(({ pattern }) => pattern.slice(0, -1).includes('*'))
  // The first of those who claim the same one stays.
  const patterns = new Map(all.toReversed().map((claim) => [claim.pattern, claim]))
  const starts = [...patterns.keys()].filter((pattern) => pattern.endsWith('*'))
  const owners = { patterns, lengths: [...new Set(starts.map(({ length }) => length - 1))], odd }
  madeBefore.set(publishers, owners)
  return owners
}

function ownerOf(name: string, owners: Owners): Publisher | null {
  return (owners.patterns.get(name) ?? ownerByPattern(name, owners))?.publisher ?? null
}

function ownerByPattern(name: string, { patterns, lengths, odd }: Owners): Ownership | undefined {
  let best: Ownership | undefined
  for (const length of lengths) {
    const claim = length > name.length ? undefined : patterns.get(`${name.slice(0, length)}*`)
    if (claim !== undefined && isBefore(claim, best)) best = claim
  }
  for (const claim of odd) {
    if (isBefore(claim, best) && matchesPattern(name, claim.pattern)) best = claim
  }
  return best
}

function isBefore({ pattern, order }: Ownership, other: Ownership | undefined): boolean {
  if (other === undefined || pattern.length > other.pattern.length) return true
  return pattern.length === other.pattern.length && order < other.order
}

function nameProvided(text: string): string[] {
  const provision = parseProvision(text)
  return isProblem(provision) ? [] : [provision.name]
}
