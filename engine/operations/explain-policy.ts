import type { ParsedInput } from '../api/operations.ts'
import type { EffectivePolicy, PolicyExplanation } from '../api/policy-operations.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { PolicyVerdict } from '../model/policy.ts'
import { compareVersions } from '../model/version.ts'
import { checkPolicy, type PolicyProblem } from '../policy/check-policy.ts'
import { judgeDowngrade, judgeRemoval } from '../policy/judge-change.ts'
import { refusalIn } from '../policy/level.ts'
import { placeOf } from '../policy/order.ts'
import { judgeSchedule } from '../policy/schedule.ts'
import { rolesOf } from '../policy/roles.ts'
import { listRepositories } from '../state/repositories.ts'
import { timeOf } from './check-plan.ts'
import { allDeadlines, deadlineTeller, hasDeadlines } from './deadlines.ts'
import { releaseJudge } from './judge-releases.ts'
import { notFound } from './not-found.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'

export function showPolicy(toolbox: Toolbox): EffectivePolicy {
  const levels = toolbox.policyLevels()
  const roles = levels.length === 0 ? null : rolesOf(levels, toolbox.person())
  const deadlines = levels.some(hasDeadlines) ? allDeadlines(toolbox, openedCatalog(toolbox)) : []
  return {
    levels: levels.map((level) => ({ ...level })),
    roles: roles === null ? null : [...roles],
    ...(toolbox.person().uid === 0 ? { isAbove: true as const } : {}),
    ...(deadlines.length === 0 ? {} : { deadlines }),
  }
}

/** Throws `package/not-found` with the nearest names. */
export function explainPolicy(toolbox: Toolbox, name: string): PolicyExplanation {
  const catalog = openedCatalog(toolbox)
  const installed = installedReleases(toolbox)
  const offers = catalog.releasesOf(name)
  if (offers.length === 0 && !installed.has(name)) throw notFound(catalog, installed, name)
  const judge = releaseJudge(toolbox)
  const addresses = new Map(listRepositories(toolbox.state).map((one) => [one.name, one.url]))
  const here = installed.get(name)
  const deadline = here === undefined ? null : deadlineTeller(toolbox, catalog)(here)
  return {
    name,
    ...(deadline === null ? {} : { deadline }),
    releases: offers.map((offer) => {
      const { repository, record } = offer
      const verdicts: PolicyVerdict[] = [
        ...(judge?.judgeOffer(offer) ?? []),
        ...(isOlder(record, here) ? judgeDowngrade(toolbox.policyLevels()) : []),
      ]
      const order = placeOf(toolbox.policyLevels(), addresses.get(repository) ?? '')?.rule
      return {
        ...{ version: record.version, repository, verdicts, refusal: refusalIn(verdicts) },
        ...(order === undefined ? {} : { order }),
      }
    }),
    removal: refusalIn(judgeRemoval(toolbox.policyLevels(), name)),
    schedule: closedNow(toolbox),
  }
}

type Versioned = Pick<InstalledRelease, 'version' | 'version_scheme'>

/** Taking it would be going back. */
function isOlder({ version, version_scheme }: Versioned, here: Versioned | undefined): boolean {
  return here?.version_scheme === version_scheme && compareVersions(version, here.version, version_scheme) < 0
}

function closedNow(toolbox: Toolbox): PolicyExplanation['schedule'] {
  return toolbox.policyLevels().flatMap((level) => {
    const { schedule } = level.policy
    const repairsPass = schedule?.securityFixes === 'allow'
    return judgeSchedule([level], { ...timeOf(toolbox), repairs: false }).map((verdict) => ({
      verdict,
      repairsPass,
    }))
  })
}

export function checkPolicyText({ text, owner }: ParsedInput<'policy.check'>): { problems: PolicyProblem[] } {
  const checked = checkPolicy(text, owner)
  return { problems: checked.kind === 'valid' ? [] : [...checked.problems] }
}
