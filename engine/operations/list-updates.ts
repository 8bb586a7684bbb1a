import type { Update } from '../api/change-operations.ts'
import { isNewer, summarizer } from './summaries.ts'
import { openAdvisories } from './advisories-of.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

/** Newer releases of what is installed; those that repair an advisory first. */
export function listUpdates(toolbox: Toolbox): Update[] {
  const catalog = openedCatalog(toolbox)
  const installed = installedReleases(toolbox)
  const advisories = catalog.advisories()
  const { ofOffer } = summarizer(catalog, installed)
  const updates = [...installed.values()].flatMap((release): Update[] => {
    const offer = catalog.releasesOf(release.name)[0]
    if (offer === undefined || !isNewer(offer.record, release)) return []
    const summary = ofOffer(offer)
    const still = new Set(openAdvisories(advisories, offer.record))
    const fixes = openAdvisories(advisories, release).filter((id) => !still.has(id))
    return [
      {
        name: release.name,
        title: summary.title,
        icon: summary.icon,
        current: release.version,
        available: offer.record.version,
        repository: offer.repository,
        size: offer.record.size,
        security: fixes.length > 0,
        fixes,
        notes:
          offer.record.app?.releases.find(({ version }) => version === offer.record.version)?.notes ?? null,
      },
    ]
  })
  return updates.toSorted((a, b) => Number(b.security) - Number(a.security) || a.title.localeCompare(b.title))
}
