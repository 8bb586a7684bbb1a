import { judge, type Judgement } from '../advisories/match.ts'
import { type Rate, raterFor } from '../advisories/risk.ts'
import { compareUrgency, urgencyOf } from '../advisories/urgency.ts'
import type { AuditAnswer, AuditResult } from '../api/security-operations.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Advisory } from '../model/advisory.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { staleAdvisories } from './advisory-freshness.ts'
import { type AdvisedRelease, advisoriesByName, advisoriesOf, judged, repairedBy } from './advisories-of.ts'
import { deadlineTeller } from './deadlines.ts'
import { lostVouchers, unvouchedReleases } from './lost-vouchers.ts'
import { type NewerRelease, newerReleases } from './newer-releases.ts'
import { publishersWords } from './publishers-words.ts'
import { revokedReleases } from './revoked-releases.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'
import { wantedReleases } from './verify-packages.ts'

/** Holds what is installed against what is known. Throws `package/not-installed`. */
export async function auditPackages(
  toolbox: Toolbox,
  { packages }: { readonly packages?: readonly string[] | undefined },
): Promise<AuditAnswer> {
  const wanted = wantedReleases(toolbox, packages)
  const catalog = openedCatalog(toolbox)
  const advisoriesAbout = advisoriesByName(catalog)
  const told = publishersWords(toolbox, catalog)
  const newerOf = newerReleases(toolbox, catalog, installedReleases(toolbox))
  const deadlineFor = deadlineTeller(toolbox, catalog)
  const concerned = wanted
    .map((release) => ({ release, about: advisoriesAbout(release) }))
    .filter(({ about }) => about.length > 0)
  const rate = await raterFor(concerned.flatMap(({ about }) => about))
  const findings = concerned.flatMap(({ release, about }) => {
    const finding = findingOf(release, about, rate)
    if (finding === null) return []
    const newer = newerOf(release.name)
    const advisories = told(release, finding.advisories)
    const deadline = deadlineFor(release)
    return [
      {
        ...finding,
        advisories,
        ...(deadline === null ? {} : { deadline }),
        update: newer === null ? null : updateOf(catalog, { release, about }, newer),
      },
    ]
  })
  const revoked = revokedReleases(catalog, wanted)
  const unvouched = unvouchedReleases(wanted, lostVouchers(toolbox, catalog))
  return {
    packages: wanted.length,
    known: catalog.advisories().length,
    findings: findings.toSorted((a, b) => compareUrgency(a.urgency, b.urgency) || (a.name < b.name ? -1 : 1)),
    stale: staleAdvisories(toolbox),
    ...(revoked.length === 0 ? {} : { revoked }),
    ...(unvouched.length === 0 ? {} : { unvouched }),
  }
}

/** Null where every advisory about the name leaves this release out. */
function findingOf(
  release: InstalledRelease,
  about: readonly Advisory[],
  rate: Rate,
): Omit<AuditResult, 'update'> | null {
  const advisories = advisoriesOf(about, release, rate).filter(({ state }) => state !== 'fixed')
  if (advisories.length === 0) return null
  const affecting = advisories.filter(({ state }) => state === 'affected')
  return {
    name: release.name,
    version: release.version,
    advisories: advisories.toSorted((a, b) =>
      compareUrgency(urgencyOf([{ id: a.id, risk: a }]), urgencyOf([{ id: b.id, risk: b }])),
    ),
    urgency: urgencyOf(affecting.map((one) => ({ id: one.id, risk: one }))),
  }
}

function updateOf(
  catalog: Catalog,
  { release, about }: { readonly release: InstalledRelease; readonly about: readonly Advisory[] },
  newer: NewerRelease,
): AuditResult['update'] {
  const offer = catalog.find(newer)
  if (offer === null) return null
  const { record, repository } = offer
  const after = new Map(stillOf(about, record).map(({ id, judgement }) => [id, judgement]))
  const affecting = stillOf(about, release).filter(({ judgement }) => judgement === 'affected')
  return {
    version: record.version,
    repository,
    repairs: repairedBy(about, release, record).map(({ id }) => id),
    unclear: affecting.flatMap(({ id }) => (after.get(id) === 'unknown' ? [id] : [])),
  }
}

function stillOf(
  about: readonly Advisory[],
  release: AdvisedRelease,
): { readonly id: string; readonly judgement: Judgement }[] {
  return about.map((advisory) => ({
    id: advisory.id,
    judgement: judge(advisory, judged(release)).judgement,
  }))
}
