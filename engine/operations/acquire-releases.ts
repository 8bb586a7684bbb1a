import type { Report } from '../api/progress.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { barOf, keysFor } from '../model/publisher.ts'
import type { Offer } from '../catalog/catalog.ts'
import { getRepository } from '../state/repositories.ts'
import type { Arrival } from '../store/stage-release.ts'
import { acquire } from '../transaction/acquire.ts'
import { fileAddresses } from './addresses.ts'
import { sameOffer } from './draft-resolved.ts'
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
    const { record, repository } = offer
    const publishers = catalog.about(repository)?.publishers ?? []
    const bar = barOf(record, publishers)
    // No plan brings it; but what is here may have been damaged, and a mirror may still have it.
    if (bar !== null) throw new EngineError('trust/artifact', { file: record.path, reason: bar, detail: '' })
    return {
      record,
      addresses: fileAddresses(toolbox, getRepository(toolbox.state, repository)),
      keys: keysFor(record, publishers),
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
