import type { PolicyDeadline } from '../model/policy.ts'
import type { PolicyLevel } from './level.ts'

/** Something known against what is installed, for which a repair is offered. Milliseconds since the Unix epoch. */
export interface RepairableWeakness {
  readonly advisory: string
  /** Since when it is known to be exploited; null where that is not known. */
  readonly exploitedSince: number | null
  readonly isCritical: boolean
  readonly publishedAt: number | null
  /** Since when the oldest of its repairs is out. */
  readonly repairedAt: number
}

const reasons = ['exploited', 'critical'] as const

/** Until when the rules want the most urgent of these repaired; null where they say nothing of any. */
export function deadlineOf(
  levels: readonly PolicyLevel[],
  weaknesses: readonly RepairableWeakness[],
  now: number,
): PolicyDeadline | null {
  const all = weaknesses.flatMap((weakness) => levels.flatMap((level) => deadlinesOf(level, weakness, now)))
  return all.toSorted((a, b) => Date.parse(a.due) - Date.parse(b.due))[0] ?? null
}

function deadlinesOf(
  { owner, file, policy }: PolicyLevel,
  weakness: RepairableWeakness,
  now: number,
): PolicyDeadline[] {
  const { kevDeadlineDays, criticalDeadlineDays } = policy.updates ?? {}
  const days = { exploited: kevDeadlineDays, critical: criticalDeadlineDays }
  const rules = { exploited: 'updates.kevDeadlineDays', critical: 'updates.criticalDeadlineDays' }
  return reasons.flatMap((reason): PolicyDeadline[] => {
    const allowed = days[reason]
    const since = sinceWhen(weakness, reason)
    if (allowed === undefined || since === null) return []
    // What is dated later than now gives nobody more time.
    const due = Math.min(since, now) + allowed * day
    const { advisory } = weakness
    return [
      {
        owner,
        file,
        rule: rules[reason],
        reason,
        advisory,
        due: new Date(due).toISOString(),
        isOver: due <= now,
      },
    ]
  })
}

/** Nobody is late who could not have known, or had nothing to install. Null where the rule does not speak of it. */
function sinceWhen(
  { exploitedSince, isCritical, publishedAt, repairedAt }: RepairableWeakness,
  reason: (typeof reasons)[number],
): number | null {
  if (reason === 'exploited') return exploitedSince === null ? null : Math.max(repairedAt, exploitedSince)
  return isCritical ? Math.max(repairedAt, publishedAt ?? repairedAt) : null
}

const day = 86_400_000
