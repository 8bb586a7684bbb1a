import type { Catalog, Offer } from '../catalog/catalog.ts'
import type { InstalledRelease } from '../model/generation.ts'

/** Where the very release can be had, by its digest. */
export function sameOffer(catalog: Catalog, release: InstalledRelease): Offer | null {
  const same = catalog
    .releasesOf(release.name)
    .find(({ record }) => record.manifest_sha256 === release.manifest_sha256)
  return same ?? null
}
