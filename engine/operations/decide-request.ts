import type { ParsedInput } from '../api/operations.ts'
import { type Person, userNames } from '../config/person.ts'
import { writeDecision } from '../config/decisions.ts'
import { dropRequest, readRequest, type SpooledRequest } from '../config/request-spool.ts'
import { EngineError } from '../model/failure.ts'
import type { PolicyDecision, PolicyRequestView } from '../model/policy-request.ts'
import { isInForce } from '../policy/approval.ts'
import { verdictOf } from '../policy/level.ts'
import { blockingRule, decided, viewOf } from './policy-requests.ts'
import { mayDecide, spoolOf } from './request-place.ts'
import { refused } from './refused.ts'
import { ruleWithDigest } from './rule-digest.ts'
import type { Toolbox } from './toolbox.ts'

/** Lets a rule that asks be passed by exactly what was asked for, by whoever asked. */
export async function approveRequest(
  toolbox: Toolbox,
  { id, ...said }: ParsedInput<'policy.approve'>,
): Promise<PolicyRequestView> {
  checkAdministrator(toolbox, 'policy.approve')
  const { until, reason } = { until: said.until ?? null, reason: said.reason ?? null }
  const now = toolbox.clock.now()
  if (until !== null && !isInForce({ until }, now)) {
    throw new EngineError('request/invalid', { what: 'until', value: until, problem: 'that is over already' })
  }
  const { asked, decision: before } = findRequest(toolbox, id)
  if (before !== undefined && (before.kind === 'refused' || isInForce(before, now))) throw decided(before)
  checkApprovable(toolbox, asked)
  checkSecondPerson(toolbox, asked)
  return decide(toolbox, asked, { kind: 'approved', until, reason }, before !== undefined)
}

/** Also takes an approval back. */
export async function refuseRequest(
  toolbox: Toolbox,
  { id, reason }: ParsedInput<'policy.refuse'>,
): Promise<PolicyRequestView> {
  checkAdministrator(toolbox, 'policy.refuse')
  const { asked, decision: before } = findRequest(toolbox, id)
  if (before?.kind === 'refused') throw decided(before)
  // What takes a leave away never waits for anybody: it replaces whatever is there.
  return decide(toolbox, asked, { kind: 'refused', until: null, reason }, true)
}

function checkAdministrator(toolbox: Toolbox, operation: 'policy.approve' | 'policy.refuse'): void {
  if (mayDecide(toolbox)) return
  const { file } = toolbox.administration
  const level = { owner: 'administrator' as const, file, policy: { version: 1 as const, packages: [] } }
  throw refused(operation, verdictOf(level, { rule: 'roles', reason: 'role' }))
}

interface Found {
  readonly asked: SpooledRequest
  readonly decision: PolicyDecision | undefined
}

/** The id holds the digest of what is asked for, so that what was read on a list is what is decided. */
export function findRequest(toolbox: Toolbox, id: string): Found {
  const spool = spoolOf(toolbox)
  const decision = toolbox.decisions().find((one) => one.id === id)
  const asked = decision ?? (spool === null ? null : readRequest(spool, id))
  if (asked === null) throw new EngineError('policy/request-not-found', { id })
  return { asked, decision }
}

/** A rule that does not ask is changed in its file, by whoever answers for that. What it says is read there. */
function checkApprovable(toolbox: Toolbox, { request: { rule: told } }: SpooledRequest): void {
  const { file } = toolbox.administration
  const rule = blockingRule(toolbox, told)
  const refuse = (reason: 'denies' | 'changed') =>
    new EngineError('policy/not-approvable', { file, rule: rule.rule, reason })
  if (rule.decision === 'deny') throw refuse('denies')
  if (ruleWithDigest(toolbox.policyLevels(), told.sha256) === null) throw refuse('changed')
}

/** Whoever becomes the administrator, or asked as such, is still who they were when they logged in. */
function checkSecondPerson(toolbox: Toolbox, { user, request }: SpooledRequest): void {
  if (!toolbox.policyLevels().some(({ policy }) => policy.twoPerson === true)) return
  const { file, uid } = toolbox.administration
  const refuse = (reason: 'one-person' | 'unknown-person') =>
    new EngineError('policy/not-approvable', { file, rule: 'twoPerson', reason })
  const decides = toolbox.person().login ?? null
  if (decides === null || (user === uid && request.login === undefined)) throw refuse('unknown-person')
  if (decides === request.login || (user !== uid && decides === user)) throw refuse('one-person')
}

/** Of several who may become the administrator, which one it was. */
function nameOf({ name, uid, login = null }: Person): string {
  return login === null || login === uid ? name : `${userNames()(login)} as ${name}`
}

type Said = Pick<PolicyDecision, 'kind' | 'until' | 'reason'>

async function decide(
  toolbox: Toolbox,
  { id, user, request }: SpooledRequest,
  said: Said,
  instead: boolean,
): Promise<PolicyRequestView> {
  const decision: PolicyDecision = {
    format: 1,
    id,
    at: new Date(toolbox.clock.now()).toISOString(),
    by: nameOf(toolbox.person()),
    user,
    request,
    ...said,
  }
  if (!(await writeDecision(toolbox.administration, decision, instead))) {
    const first = toolbox.decisions().find((one) => one.id === id)
    throw first === undefined ? new EngineError('policy/request-not-found', { id }) : decided(first)
  }
  // Killed here: the request stays beside its decision, which counts.
  const spool = spoolOf(toolbox)
  if (spool !== null) await dropRequest(spool, id)
  toolbox.announce({ kind: 'catalog-changed' })
  return viewOf(toolbox, { id, user, request }, decision)
}
