import type { Update } from '../api/change-operations.ts'
import { isNewer, summarizer } from './summaries.ts'
import { advisoriesOf } from './package-info.ts'
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
    const still = new Set(
      advisoriesOf(advisories, offer.record).flatMap(({ id, state }) => (state === 'affected' ? [id] : [])),
    )
    const fixes = advisoriesOf(advisories, release)
      .filter(({ id, state }) => state === 'affected' && !still.has(id))
      .map(({ id }) => id)
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
