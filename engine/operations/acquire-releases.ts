import type { Report } from '../api/progress.ts'
import { mapConcurrently } from '../base/async.ts'
import type { Catalog, Offer } from '../catalog/catalog.ts'
import { fromAnyAddress } from '../download/any-address.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { barOf, keysFor, thresholdFor } from '../model/publisher.ts'
import { findEvidence, putEvidence } from '../state/publishers.ts'
import { getRepository } from '../state/repositories.ts'
import { acquire, type Wanted } from '../transaction/acquire.ts'
import { checkSignature, type Proof } from '../transaction/check-signature.ts'
import type { Arrival } from '../store/stage-release.ts'
import { fileAddresses } from './addresses.ts'
import { sameOffer } from './same-offer.ts'
import { trustedSigners } from './signers.ts'
import { openedCatalog, type Toolbox } from './toolbox.ts'

/** A release, and where it was found where that is known already. */
export interface WantedRelease {
  readonly release: InstalledRelease
  readonly offer: Offer | null
  /** Keys of which one must have signed it, besides being its publisher's; null where any of these will do. */
  readonly signers?: ReadonlySet<string> | null
}

/** Their artifacts, from the cache or the repositories that offer them, verified. Throws `release/not-found`. */
export async function acquireReleases(
  toolbox: Toolbox,
  releases: readonly InstalledRelease[],
  report: Report,
  signal: AbortSignal,
): Promise<Arrival[]> {
  return acquireOffered(
    toolbox,
    releases.map((release) => ({ release, offer: null })),
    report,
    signal,
  )
}

export async function acquireOffered(
  toolbox: Toolbox,
  wanted: readonly WantedRelease[],
  report: Report,
  signal: AbortSignal,
): Promise<Arrival[]> {
  const sources = sourcesOf(toolbox, wanted)
  const options = {
    ...checking(toolbox),
    cache: toolbox.layout.packages,
    atOnce: toolbox.config.general.max_concurrent_downloads,
  }
  const acquired = await acquire(sources, options, report, signal)
  for (const [index, { proof }] of acquired.entries()) keepProof(toolbox, sources[index]!, proof)
  return acquired
}

/** Checks who signed releases whose files are here already, and about which nobody kept that. */
export async function proveOffered(
  toolbox: Toolbox,
  here: readonly WantedRelease[],
  signal: AbortSignal,
): Promise<void> {
  const unproven = here.filter(({ release }) => findEvidence(toolbox.state, release.manifest_sha256) === null)
  await mapConcurrently(
    sourcesOf(toolbox, unproven),
    toolbox.config.general.max_concurrent_downloads,
    async (source, shared) =>
      keepProof(
        toolbox,
        source,
        await fromAnyAddress(
          source.addresses,
          async (base) => checkSignature({ ...source, base, ...checking(toolbox) }, shared),
          shared,
        ),
      ),
    signal,
  )
}

interface Source extends Wanted {
  readonly repository: string
  readonly publisher: string | null
}

function sourcesOf(toolbox: Toolbox, wanted: readonly WantedRelease[]): Source[] {
  const catalog = openedCatalog(toolbox)
  const trusted = trustedSigners(toolbox, () => catalog)
  return wanted.map(({ release, offer: known, signers = null }) => {
    // What stays was not looked up; it is only fetched where its files were lost.
    const offer = known ?? sameOffer(catalog, release)
    if (offer === null) {
      throw new EngineError('release/not-found', {
        name: release.name,
        wanted: release.version,
        available: [],
      })
    }
    const keys = publisherKeys(catalog, offer)
    return {
      record: offer.record,
      addresses: fileAddresses(toolbox, getRepository(toolbox.state, offer.repository)),
      keys,
      vouching: {
        expected: signers,
        trusted: trustedAmong(keys, offer, trusted?.(offer.repository) ?? null),
      },
      threshold: thresholdFor(offer.record, catalog.about(offer.repository)?.publishers ?? []),
      kept: findEvidence(toolbox.state, offer.record.manifest_sha256)?.envelope ?? null,
      repository: offer.repository,
      publisher: release.publisher,
    }
  })
}

function publisherKeys(catalog: Catalog, { record, repository }: Offer): Wanted['keys'] {
  const publishers = catalog.about(repository)?.publishers ?? []
  const bar = barOf(record, publishers)
  // No plan brings it; but what is here may have been damaged, and a mirror may still have it.
  if (bar !== null) throw new EngineError('trust/artifact', { file: record.path, reason: bar, detail: '' })
  return keysFor(record, publishers)
}

function trustedAmong(
  keys: Wanted['keys'],
  { record }: Offer,
  trusted: ReadonlySet<string> | null,
): ReadonlySet<string> | null {
  if (trusted === null || keys.some(({ keyId }) => trusted.has(keyId))) return trusted
  const detail = keys.map(({ keyId }) => keyId).join(', ')
  throw new EngineError('trust/artifact', { file: record.path, reason: 'untrusted', detail })
}

function checking({ transport, config: { security } }: Toolbox) {
  const mayBeUnsigned =
    security.allow_unsigned && !security.require_signature && !security.trusted_publishers_only
  return { transport, mayBeUnsigned }
}

/** Before the change it belongs to: killed in between, it still is true of that release. */
function keepProof({ state, clock }: Toolbox, { record, repository, publisher }: Source, proof: Proof): void {
  putEvidence(state, record.manifest_sha256, {
    repository,
    fingerprint: getRepository(state, repository).fingerprint,
    publisher,
    keys: proof?.keys ?? [],
    envelope: proof?.envelope ?? null,
    artifact: { path: record.path, sha256: record.sha256, size: record.size },
    at: new Date(clock.now()).toISOString(),
  })
}
