import type { PackageSummary } from '../api/package-operations.ts'
import { once } from '../base/once.ts'
import { refusalIn } from '../policy/level.ts'
import { releaseJudge } from './judge-releases.ts'
import { openedCatalog, type Toolbox } from './toolbox.ts'

/** Tells of what is not here which rule keeps every release of it away; what may be had stays as it is. */
export function blockedTeller(toolbox: Toolbox): <S extends PackageSummary>(summary: S) => S {
  if (toolbox.policyLevels().length === 0) return (summary) => summary
  const judge = once(() => releaseJudge(toolbox))
  const catalog = once(() => openedCatalog(toolbox))
  return (summary) => {
    if (summary.installed !== null) return summary
    const refusals = catalog()
      .releasesOf(summary.name)
      .map((offer) => refusalIn(judge()?.judgeOffer(offer) ?? []))
    if (refusals.length === 0 || refusals.includes(null)) return summary
    // One that can be asked for comes nearest to being allowed.
    const blocked = refusals.find((refusal) => refusal?.decision === 'ask') ?? refusals[0]!
    return { ...summary, blocked }
  }
}
