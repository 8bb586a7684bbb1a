import type { PolicyVerdict } from '../model/policy.ts'
import { matchesAddress } from './address.ts'
import { type PolicyLevel, verdictOf } from './level.ts'

/** The place that the administrator gives a repository among others. */
export interface Place {
  /** From 0 on; lower comes first. */
  readonly place: number
  readonly rule: PolicyVerdict
}

/** Null where no rule says anything of this address: it comes behind all of which one does. */
export function placeOf(levels: readonly PolicyLevel[], address: string): Place | null {
  for (const level of levels) {
    const place = (level.policy.priority ?? []).findIndex((pattern) => matchesAddress(address, pattern))
    if (place >= 0)
      return {
        place,
        rule: verdictOf(level, { decision: 'allow', rule: `priority[${place}]`, reason: 'order' }),
      }
  }
  return null
}
