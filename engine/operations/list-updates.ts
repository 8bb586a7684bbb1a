import type { Update } from '../api/change-operations.ts'
import { advisoriesByName, openAdvisories } from './advisories-of.ts'
import { newerReleases } from './newer-releases.ts'
import { summarizer } from './summaries.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

/** Newer releases of what is installed; those that repair an advisory first. */
export function listUpdates(toolbox: Toolbox): Update[] {
  const catalog = openedCatalog(toolbox)
  const installed = installedReleases(toolbox)
  const advisoriesAbout = advisoriesByName(catalog)
  const newerOf = newerReleases(toolbox, catalog, installed)
  const { ofOffer } = summarizer(catalog, installed, newerOf)
  const updates = [...installed.values()].flatMap((release): Update[] => {
    const newer = newerOf(release.name)
    const offer = newer === null ? null : catalog.find(newer)
    if (offer === null) return []
    const summary = ofOffer(offer)
    const advisories = advisoriesAbout(release.name)
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
