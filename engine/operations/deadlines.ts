import { judge } from '../advisories/match.ts'
import type { Catalog, Offer } from '../catalog/catalog.ts'
import type { Advisory } from '../model/advisory.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { PolicyDeadline } from '../model/policy.ts'
import { compareVersions } from '../model/version.ts'
import { deadlineOf, type RepairableWeakness } from '../policy/deadline.ts'
import { type PolicyLevel, refusalIn } from '../policy/level.ts'
import { advisoriesByName, judged } from './advisories-of.ts'
import { releaseJudge } from './judge-releases.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'

/** Until when a release that is installed has to be repaired, as rules say; null where they say nothing of it. */
export type DeadlineTeller = (here: InstalledRelease) => PolicyDeadline | null

/** What a person holds or pins counts like anything else: it is theirs to let go. */
export function deadlineTeller(toolbox: Toolbox, catalog: Catalog): DeadlineTeller {
  const levels = toolbox.policyLevels()
  if (!levels.some(hasDeadlines)) return () => null
  const advisoriesAbout = advisoriesByName(catalog)
  const judgeOf = releaseJudge(toolbox)
  const now = toolbox.clock.now()
  return (here) => {
    const about = advisoriesAbout(here).filter((one) => judge(one, judged(here)).judgement === 'affected')
    if (about.length === 0) return null
    const offers = catalog
      .releasesOf(here.name)
      .filter((offer) => isNewer(offer, here) && refusalIn(judgeOf?.judgeOffer(offer) ?? []) === null)
    return deadlineOf(
      levels,
      about.flatMap((one) => weaknessOf(toolbox, one, offers)),
      now,
    )
  }
}

/** All that is installed and has a deadline, the earliest first. */
export function allDeadlines(
  toolbox: Toolbox,
  catalog: Catalog,
): { name: string; version: string; deadline: PolicyDeadline }[] {
  const deadlineFor = deadlineTeller(toolbox, catalog)
  return [...installedReleases(toolbox).values()]
    .flatMap((here) => {
      const deadline = deadlineFor(here)
      return deadline === null ? [] : [{ name: here.name, version: here.version, deadline }]
    })
    .toSorted((a, b) => Date.parse(a.deadline.due) - Date.parse(b.deadline.due))
}

/** Whether a file has rules about when something has to be repaired. */
export function hasDeadlines({ policy }: PolicyLevel): boolean {
  const { kevDeadlineDays, criticalDeadlineDays } = policy.updates ?? {}
  return kevDeadlineDays !== undefined || criticalDeadlineDays !== undefined
}

function isNewer({ record }: Offer, here: InstalledRelease): boolean {
  return (
    record.revoked === undefined &&
    record.version_scheme === here.version_scheme &&
    compareVersions(record.version, here.version, here.version_scheme) > 0
  )
}

/** None where nothing that may be had repairs it. */
function weaknessOf(toolbox: Toolbox, advisory: Advisory, offers: readonly Offer[]): RepairableWeakness[] {
  const repairs = offers.filter(({ record }) => judge(advisory, judged(record)).judgement === 'fixed')
  if (repairs.length === 0) return []
  const { severity, kev } = toolbox.rater.rate(advisory)
  return [
    {
      advisory: advisory.id,
      exploitedSince: kev === null ? null : momentOf(kev.added),
      isCritical: severity === 'critical',
      publishedAt: momentOf(advisory.published ?? advisory.modified),
      repairedAt: Math.min(...repairs.map(({ record }) => momentOf(record.published) ?? 0)),
    },
  ]
}

/** Advisories write what they like: what is no moment counts as if nothing were said. */
function momentOf(text: string): number | null {
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}
