import { judge, severityOf } from '../advisories/match.ts'
import type { AdvisorySummary } from '../api/package-operations.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Advisory } from '../model/advisory.ts'
import type { VersionScheme } from '../model/version.ts'

/** What is known against one release, and what once was. */
export function advisoriesOf(
  advisories: readonly Advisory[],
  release: { readonly name: string; readonly version: string; readonly version_scheme: VersionScheme },
): AdvisorySummary[] {
  const judged = { name: release.name, version: release.version, scheme: release.version_scheme }
  return advisories.flatMap((advisory) => {
    const { judgement, fixedIn } = judge(advisory, judged)
    if (judgement === 'unrelated') return []
    return [
      {
        id: advisory.id,
        summary: advisory.summary,
        details: advisory.details,
        severity: severityOf(advisory),
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

/** Ids of the advisories that affect a release. */
export function openAdvisories(...about: Parameters<typeof advisoriesOf>): string[] {
  return advisoriesOf(...about).flatMap(({ id, state }) => (state === 'affected' ? [id] : []))
}
