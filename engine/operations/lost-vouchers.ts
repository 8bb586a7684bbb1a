/** Installed releases for which those who signed them do not speak any more, as far as the catalog tells. */
import path from 'node:path'
import type { LostVoucher, UnvouchedRelease } from '../api/lost-voucher.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { verifyEnvelope } from '../keys/verify-envelope.ts'
import type { KnownPublisher } from '../model/delegation.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { type Evidence, findEvidence } from '../state/publishers.ts'
import { findRepository } from '../state/repositories.ts'
import { delegatesTo } from '../trust/delegates-to.ts'
import type { Toolbox } from './toolbox.ts'

/** Null where enough of the keys that signed it are its publisher's still, and where nothing is known of that. */
export type LostVoucherOf = (release: Pick<InstalledRelease, 'manifest_sha256'>) => LostVoucher | null

export function lostVouchers(toolbox: Toolbox, catalog: Catalog): LostVoucherOf {
  const known = new Map<string, ReadonlyMap<string, KnownPublisher>>()
  const publishersOf = (repository: string) => {
    const before = known.get(repository)
    if (before !== undefined) return before
    const now = new Map(catalog.about(repository)?.publishers.map((one) => [one.name, one]))
    known.set(repository, now)
    return now
  }
  return ({ manifest_sha256: digest }) => {
    const evidence = findEvidence(toolbox.state, digest)
    if (evidence === null || evidence.publisher === null || evidence.keys.length === 0) return null
    const publisher = publishersOf(evidence.repository).get(evidence.publisher)
    if (publisher === undefined) return isTakenAway(toolbox, evidence) ? lost(evidence, 'publisher') : null
    const needed = publisher.granted?.threshold ?? 1
    const signed = signedBy(evidence, digest, { keys: publisher.keys, needed })
    if (signed >= needed) return null
    return { ...lost(evidence, signed === 0 ? 'key' : 'threshold'), signed, needed }
  }
}

export function unvouchedReleases(
  releases: readonly InstalledRelease[],
  lostBy: LostVoucherOf,
): UnvouchedRelease[] {
  return releases.flatMap((release) => {
    const voucher = lostBy(release)
    return voucher === null ? [] : [{ name: release.name, version: release.version, ...voucher }]
  })
}

/**
 * How many of a publisher's keys signed. What was remembered was verified when it came; the whole envelope is read only where
 * that is not enough, since a key that only signed besides is not remembered.
 */
function signedBy(
  { envelope, keys: remembered }: Evidence,
  digest: string,
  { keys, needed }: Pick<KnownPublisher, 'keys'> & { readonly needed: number },
): number {
  const own = new Set(keys.map(({ keyId }) => keyId))
  const known = remembered.filter(({ keyId }) => own.has(keyId)).length
  if (known >= needed || envelope === null) return known
  return verifyEnvelope(envelope, digest, keys).filter(({ state }) => state === 'valid').length
}

/** The last package of a publisher may only be gone from the index: where publishers are delegations, those decide. */
function isTakenAway({ state, layout }: Toolbox, { repository, publisher }: Evidence): boolean {
  if (findRepository(state, repository)?.marks?.delegatesPublishers !== true) return false
  return delegatesTo(path.join(layout.metadata, repository), publisher!) === false
}

function lost({ repository, publisher }: Evidence, reason: LostVoucher['reason']): LostVoucher {
  return { reason, repository, publisher: publisher!, signed: 0, needed: 1 }
}
