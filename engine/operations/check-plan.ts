import { machineTimeZone } from '../config/machine-time-zone.ts'
import type { EngineError } from '../model/failure.ts'
import type { ChangeRequest, Explanation, Plan, PlanLine } from '../model/plan.ts'
import type { ProofFact, ProofStep } from '../model/proof.ts'
import type { PolicyVerdict } from '../model/policy.ts'
import { judgeDowngrade, judgeRemoval, judgeSizes } from '../policy/judge-change.ts'
import { refusalIn } from '../policy/level.ts'
import { judgeSchedule } from '../policy/schedule.ts'
import { goesBack } from './consents.ts'
import type { Draft } from './draft.ts'
import { releaseJudge } from './judge-releases.ts'
import { refused } from './refused.ts'
import { installedReleases, type Toolbox } from './toolbox.ts'

/** Throws `policy/refused` for the first thing in a plan that a rule forbids; answers the plan with what allows it. */
export function checkedPlan(toolbox: Toolbox, draft: Draft, plan: Plan): Plan {
  const judge = releaseJudge(toolbox)
  if (judge === null) return plan
  const levels = toolbox.policyLevels()
  const next = new Map(draft.next.map((each) => [each.release.name, each]))
  const allowed = (line: PlanLine): PlanLine => {
    const { release, offer } = next.get(line.name)!
    const verdicts = offer === null ? judge.judgeStored(release) : judge.judgeOffer(offer)
    check(releaseText(line), verdicts, line.name)
    if (line.action === 'downgrade') check(releaseText(line), judgeDowngrade(levels))
    const rule =
      verdicts.find(({ approval }) => approval !== undefined) ??
      verdicts.find(({ decision }) => decision === 'allow')
    return rule === undefined ? line : { ...line, policy: rule }
  }
  for (const { name } of plan.remove) check(name, judgeRemoval(levels, name))
  const install = plan.install.map(allowed)
  const change = plan.change.map(allowed)
  const installed = draft.next.reduce((sum, { release }) => sum + release.installed_size, 0)
  check('', judgeSizes(levels, { installed, grows: plan.disk, download: plan.download }))
  const told = scheduled(toolbox, draft, plan)
  return { ...plan, install, change, ...(told.length === 0 ? {} : { told }) }
}

/** Throws outside of the times for changes. A way back is open at any time: what it brings was here with leave. */
function scheduled(toolbox: Toolbox, draft: Draft, { install, change, remove }: Plan): PolicyVerdict[] {
  if (goesBack(draft)) return []
  const wished = [...install, ...change, ...remove].filter(({ because: { kind } }) =>
    ['requested', 'newer'].includes(kind),
  )
  const verdicts = judgeSchedule(toolbox.policyLevels(), {
    ...timeOf(toolbox),
    repairs: wished.length > 0 && wished.every(({ fixes }) => fixes.length > 0),
  })
  check('', verdicts)
  return verdicts
}

/** What time it is here, for rules about times. */
export function timeOf({ clock }: Toolbox): { readonly now: number; readonly timeZone: string } {
  return { now: clock.now(), timeZone: machineTimeZone() }
}

function releaseText({ name, to }: PlanLine): string {
  return `${name} ${to ?? ''}`.trim()
}

function check(what: string, verdicts: readonly PolicyVerdict[], request: string | null = null): void {
  const refusal = refusalIn(verdicts)
  if (refusal !== null) throw refused(what, refusal, request)
}

/** The rule that is in the way of what the person asked for by name; null where something else is. */
export function refusalBehind(
  toolbox: Toolbox,
  request: ChangeRequest,
  explanation: Explanation,
): EngineError | null {
  return refusedInstall(explanation) ?? refusedRemoval(toolbox, request)
}

function refusedInstall({ clash, proof }: Explanation): EngineError | null {
  const facts = [...clash, ...proof.flatMap(factsOf)]
  const wanted = new Set(facts.flatMap((fact) => (fact.kind === 'wanted' ? [fact.name] : [])))
  for (const fact of facts) {
    if (fact.kind !== 'not-allowed' || fact.verdict === undefined) continue
    const name = fact.release.split(' ')[0]!
    if (wanted.has(name)) return refused(fact.release, fact.verdict, name)
  }
  return null
}

/** A rule of a policy file: what a person protected themselves is told in the proof. */
function refusedRemoval(toolbox: Toolbox, request: ChangeRequest): EngineError | null {
  const levels = toolbox.policyLevels()
  const installed = installedReleases(toolbox)
  const requests = request.kind === 'together' ? request.requests : [request]
  for (const name of requests.flatMap((one) => (one.kind === 'remove' ? one.packages : []))) {
    const refusal = installed.has(name) ? refusalIn(judgeRemoval(levels, name)) : null
    if (refusal !== null) return refused(name, refusal)
  }
  return null
}

function factsOf(step: ProofStep): ProofFact[] {
  return [step.text, ...step.because.flatMap(factsOf)]
}

/** As if nobody managed this machine. */
export function unmanaged(toolbox: Toolbox): Toolbox {
  return { ...toolbox, policyLevels: () => [] }
}

/** What is installed now and protected by the administrator, or by the person's own file. */
export function protectedNames(toolbox: Toolbox): string[] {
  const levels = toolbox.policyLevels()
  if (!levels.some(({ policy }) => policy.protected !== undefined)) return []
  return [...installedReleases(toolbox).keys()].filter((name) => judgeRemoval(levels, name).length > 0)
}
