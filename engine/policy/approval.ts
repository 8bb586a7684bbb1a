import type { PolicyVerdict } from '../model/policy.ts'
import type { PolicyDecision, Wanted } from '../model/policy-request.ts'
import type { ReleaseFacts } from './judge.ts'

/** For whom approvals are looked at, and when. */
export interface ApprovalScene {
  readonly decisions: readonly PolicyDecision[]
  readonly user: number
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  /** The digest of what a rule of the administrator's file says now; null where there is no such rule. */
  readonly digestOf: (rule: string) => string | null
}

type Subject = Pick<ReleaseFacts, 'name' | 'address' | 'publisher' | 'keys'>

/**
 * Verdicts with the administrator's leave: a rule that asks lets pass what was asked for and approved. Nothing else
 * changes: neither what a rule refuses, nor what a person's own file says, nor what another rule asks for.
 */
export function withApprovals(
  verdicts: readonly PolicyVerdict[],
  subject: Subject,
  scene: ApprovalScene,
): PolicyVerdict[] {
  return verdicts.map((verdict) => {
    if (verdict.decision !== 'ask' || verdict.owner !== 'administrator') return verdict
    const digest = scene.digestOf(verdict.rule)
    const approval = scene.decisions.find(
      (decision) => decision.request.rule.sha256 === digest && lets(decision, subject, scene),
    )
    if (approval === undefined) return verdict
    const { id, by, at, until } = approval
    return { ...verdict, decision: 'allow', approval: { id, by, at, until } }
  })
}

function lets(
  { kind, user, until, request: { wanted, rule } }: PolicyDecision,
  subject: Subject,
  scene: ApprovalScene,
): boolean {
  if (kind !== 'approved' || rule.decision !== 'ask' || user !== scene.user) return false
  return isInForce({ until }, scene.now) && isSame(wanted, subject)
}

export function isInForce({ until }: Pick<PolicyDecision, 'until'>, now: number): boolean {
  return until === null || now < Date.parse(until)
}

/** In any version: whoever may have a package may have its repairs. A key that was not named then is another publisher. */
function isSame(wanted: Wanted, { name, address, publisher, keys }: Subject): boolean {
  if (wanted.kind !== 'package' || wanted.name !== name || wanted.address !== address) return false
  if (wanted.publisher !== publisher) return false
  if (wanted.keys === null || keys === null) return wanted.keys === keys
  return keys.length > 0 && keys.every((key) => wanted.keys!.includes(key))
}
