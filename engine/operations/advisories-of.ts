import { judge, severityOf } from '../advisories/match.ts'
import type { AdvisorySummary } from '../api/package-operations.ts'
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

/** Ids of the advisories that affect a release. */
export function openAdvisories(...about: Parameters<typeof advisoriesOf>): string[] {
  return advisoriesOf(...about).flatMap(({ id, state }) => (state === 'affected' ? [id] : []))
}
