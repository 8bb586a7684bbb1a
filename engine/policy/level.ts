import type { PolicyOwner, PolicyReason, PolicyVerdict } from '../model/policy.ts'
import type { PolicyFile } from '../model/policy-file.ts'

/** One policy file, and whose it is. */
export interface PolicyLevel {
  readonly owner: PolicyOwner
  readonly file: string
  readonly policy: PolicyFile
}

export interface Said {
  readonly decision?: PolicyVerdict['decision']
  readonly rule: string
  readonly reason: PolicyReason
  readonly note?: string | undefined
}

/** A refusal, unless it says otherwise. */
export function verdictOf(
  { owner, file }: PolicyLevel,
  { decision = 'deny', rule, reason, note }: Said,
): PolicyVerdict {
  return { decision, owner, file, rule, reason, note: note ?? null }
}

/** The refusal that counts: of several, the first one that admits no asking. */
export function refusalIn(verdicts: readonly PolicyVerdict[]): PolicyVerdict | null {
  return (
    verdicts.find(({ decision }) => decision === 'deny') ??
    verdicts.find(({ decision }) => decision === 'ask') ??
    null
  )
}
