import { judge, type JudgedRelease, namesOf } from '../advisories/match.ts'
import type { Rate } from '../advisories/risk.ts'
import { urgencyOf } from '../advisories/urgency.ts'
import type { AdvisorySummary } from '../api/package-operations.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Advisory } from '../model/advisory.ts'
import type { Urgency } from '../model/urgency.ts'
import type { InstalledRelease } from '../model/generation.ts'

export type AdvisedRelease = Pick<InstalledRelease, 'name' | 'version' | 'version_scheme' | 'origin'>

/** What is known against one release, and what once was. */
export function advisoriesOf(
  advisories: readonly Advisory[],
  release: AdvisedRelease,
  rate: Rate,
): AdvisorySummary[] {
  return advisories.flatMap((advisory) => {
    const { judgement, fixedIn, source } = judge(advisory, judged(release))
    if (judgement === 'unrelated') return []
    return [
      {
        id: advisory.id,
        aliases: advisory.aliases,
        summary: advisory.summary,
        details: advisory.details,
        ...rate(advisory),
        published: advisory.published ?? null,
        state: judgement,
        fixedIn,
        ...(source === undefined ? {} : { source }),
      },
    ]
  })
}

export type AdvisoriesAbout = (release: Pick<AdvisedRelease, 'name' | 'origin'>) => readonly Advisory[]

/** Advisories that name a release or its source, read only when the first one is asked for. */
export function advisoriesByName(catalog: Pick<Catalog, 'advisories'>): AdvisoriesAbout {
  let index: Map<string, Set<Advisory>> | null = null
  return (release) => {
    index ??= indexed(catalog.advisories())
    const found = namesOf(release).flatMap((name) => [...(index!.get(name) ?? [])])
    return found.length < 2 ? found : [...new Set(found)]
  }
}

function indexed(advisories: readonly Advisory[]): Map<string, Set<Advisory>> {
  const index = new Map<string, Set<Advisory>>()
  for (const advisory of advisories) {
    for (const { package: about } of advisory.affected) {
      const known = index.get(about.name)
      if (known === undefined) index.set(about.name, new Set([advisory]))
      else known.add(advisory)
    }
  }
  return index
}

/** Advisories that affect `here` and no longer affect `next`. Where that is not known, nothing is repaired. */
export function repairedBy(
  advisories: readonly Advisory[],
  here: AdvisedRelease,
  next: AdvisedRelease,
): Advisory[] {
  return advisories.filter((advisory) => {
    if (judge(advisory, judged(here)).judgement !== 'affected') return false
    return judge(advisory, judged(next)).judgement === 'fixed'
  })
}

/** How urgent it is to repair these. */
export function urgencyOfRepairs(repaired: readonly Advisory[], rate: Rate): Urgency | null {
  return urgencyOf(repaired.map((advisory) => ({ id: advisory.id, risk: rate(advisory) })))
}

export function judged({ name, version, version_scheme: scheme, origin }: AdvisedRelease): JudgedRelease {
  return { name, version, scheme, origin }
}
