import type { Report } from '../api/progress.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { IndexRecord, Publisher } from '../model/repository-index.ts'
import type { PublicKey } from '../model/signature.ts'
import type { Offer } from '../catalog/catalog.ts'
import { getRepository } from '../state/repositories.ts'
import type { Arrival } from '../store/stage-release.ts'
import { acquire } from '../transaction/acquire.ts'
import { fileAddresses } from './addresses.ts'
import { sameOffer } from './draft-resolved.ts'
import { maintainerName } from './summaries.ts'
import { openedCatalog, type Toolbox } from './toolbox.ts'

/** A release, and where it was found where that is known already. */
export interface WantedRelease {
  readonly release: InstalledRelease
  readonly offer: Offer | null
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
  const catalog = openedCatalog(toolbox)
  const artifacts = wanted.map(({ release, offer: known }) => {
    // What stays was not looked up; it is only fetched where its files were lost.
    const offer = known ?? sameOffer(catalog, release)
    if (offer === null) {
      throw new EngineError('release/not-found', {
        name: release.name,
        wanted: release.version,
        available: [],
      })
    }
    return {
      record: offer.record,
      addresses: fileAddresses(toolbox, getRepository(toolbox.state, offer.repository)),
      keys: keysFor(catalog.about(offer.repository)?.publishers ?? [], offer.record),
    }
  })
  const { general, security } = toolbox.config
  const options = {
    transport: toolbox.transport,
    cache: toolbox.layout.packages,
    atOnce: general.max_concurrent_downloads,
    mayBeUnsigned: security.allow_unsigned && !security.require_signature,
  }
  return acquire(artifacts, options, report, signal)
}

/** A release whose maintainer the repository lists as a publisher counts only with that publisher's own keys. */
function keysFor(publishers: readonly Publisher[], { maintainer }: IndexRecord): PublicKey[] {
  const own = publishers.filter(({ name }) => name === maintainerName(maintainer))
  return (own.length > 0 ? own : publishers).flatMap(({ keys }) => keys)
}
