import { raterFor } from '../advisories/risk.ts'
import { compareUrgency } from '../advisories/urgency.ts'
import type { Update } from '../api/change-operations.ts'
import type { ParsedInput } from '../api/operations.ts'
import { advisoriesByName, repairedBy, urgencyOfRepairs } from './advisories-of.ts'
import type { HeldBack } from '../model/plan.ts'
import { deadlineTeller } from './deadlines.ts'
import { heldBack } from './draft-resolved.ts'
import { lostVouchers } from './lost-vouchers.ts'
import { newerReleases } from './newer-releases.ts'
import { summarizer } from './summaries.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

/** Newer releases of what is installed; those that repair an advisory first, the most urgent one at the top. */
export async function listUpdates(
  toolbox: Toolbox,
  { locales }: ParsedInput<'updates.list'>,
): Promise<Update[]> {
  const catalog = openedCatalog(toolbox)
  const installed = installedReleases(toolbox)
  const advisoriesAbout = advisoriesByName(catalog)
  const newerOf = newerReleases(toolbox, catalog, installed)
  const deadlineFor = deadlineTeller(toolbox, catalog)
  const { ofOffer } = summarizer(catalog, installed, newerOf)
  const found = [...installed.values()].flatMap((release) => {
    const newer = newerOf(release.name)
    const offer = newer === null ? null : catalog.find(newer)
    if (offer === null) return []
    return [{ release, offer, repaired: repairedBy(advisoriesAbout(release), release, offer.record) }]
  })
  const lostBy = lostVouchers(toolbox, catalog)
  const rate = await raterFor(found.flatMap(({ repaired }) => repaired))
  const held = found.length === 0 ? new Map<string, HeldBack>() : heldBack(toolbox)
  const updates = found.map(({ release, offer: { repository, record }, repaired }): Update => {
    const deadline = deadlineFor(release)
    const summary = ofOffer({ repository, record }, locales)
    const unvouched = lostBy(release)
    const inTheWay = held.get(release.name)
    return {
      name: release.name,
      title: summary.title,
      icon: summary.icon,
      current: release.version,
      available: record.version,
      repository,
      size: record.size,
      security: repaired.length > 0,
      fixes: repaired.map(({ id }) => id),
      urgency: urgencyOfRepairs(repaired, rate),
      ...(inTheWay === undefined ? {} : { held: inTheWay }),
      ...(deadline === null ? {} : { deadline }),
      notes: record.app?.releases.find(({ version }) => version === record.version)?.notes ?? null,
      ...(unvouched === null ? {} : { unvouched }),
    }
  })
  return updates.toSorted((a, b) => compareUrgency(a.urgency, b.urgency) || a.title.localeCompare(b.title))
}
