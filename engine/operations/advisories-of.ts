import { judge } from '../advisories/match.ts'
import type { Rate } from '../advisories/risk.ts'
import { urgencyOf } from '../advisories/urgency.ts'
import type { AdvisorySummary } from '../api/package-operations.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Advisory } from '../model/advisory.ts'
import type { Urgency } from '../model/urgency.ts'
import type { VersionScheme } from '../model/version.ts'

interface JudgedRelease {
  readonly name: string
  readonly version: string
  readonly version_scheme: VersionScheme
}

/** What is known against one release, and what once was. */
export function advisoriesOf(
  advisories: readonly Advisory[],
  release: JudgedRelease,
  rate: Rate,
): AdvisorySummary[] {
  return advisories.flatMap((advisory) => {
    const { judgement, fixedIn } = judge(advisory, judged(release))
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
      },
    ]
  })
}

/** Advisories by the names that they speak of, read only when the first one is asked for. */
export function advisoriesByName(
  catalog: Pick<Catalog, 'advisories'>,
): (name: string) => readonly Advisory[] {
  let index: Map<string, Set<Advisory>> | null = null
  return (name) => [...((index ??= indexed(catalog.advisories())).get(name) ?? [])]
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
  here: JudgedRelease,
  next: JudgedRelease,
): Advisory[] {
  return advisories.filter((advisory) => {
    if (judge(advisory, judged(here)).judgement !== 'affected') return false
    const { judgement } = judge(advisory, judged(next))
    return judgement !== 'affected' && judgement !== 'unknown'
  })
}

/** How urgent it is to repair these. */
export function urgencyOfRepairs(repaired: readonly Advisory[], rate: Rate): Urgency | null {
  return urgencyOf(repaired.map((advisory) => ({ id: advisory.id, risk: rate(advisory) })))
}

function judged({ name, version, version_scheme: scheme }: JudgedRelease): Parameters<typeof judge>[1] {
  return { name, version, scheme }
}
