import type { RevokedRelease } from '../api/security-operations.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { sameOffer } from './same-offer.ts'

/** What is installed and was taken back by its repository. */
export function revokedReleases(catalog: Catalog, installed: readonly InstalledRelease[]): RevokedRelease[] {
  return installed.flatMap((release) => {
    const offer = sameOffer(catalog, release)
    const revoked = offer?.record.revoked
    if (offer === null || revoked === undefined) return []
    const { name, version } = release
    return [{ name, version, repository: offer.repository, ...revoked }]
  })
}
