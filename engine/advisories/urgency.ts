import { byCodePoint } from '../base/canonical-json.ts'
import type { Risk, Severity, Urgency } from '../model/urgency.ts'

export interface RatedAdvisory {
  readonly id: string
  readonly risk: Risk
}

/** The strongest reason among what an update repairs; null where it repairs nothing. */
export function urgencyOf(repaired: readonly RatedAdvisory[]): Urgency | null {
  return repaired.map(reasonOf).toSorted(compareUrgency)[0] ?? null
}

/** Negative where `a` is more urgent. What repairs nothing comes last. */
export function compareUrgency(a: Urgency | null, b: Urgency | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return rankOf(a) - rankOf(b) || compareWithin(a, b) || byCodePoint(a.advisory, b.advisory)
}

function reasonOf({ id: advisory, risk: { severity, score, epss, kev } }: RatedAdvisory): Urgency {
  if (kev !== null) return { kind: 'exploited', advisory, due: kev.due }
  if (severity === 'critical' && epss !== null && epss.score >= 0.5)
    return { kind: 'likely', advisory, epss: epss.score }
  if (score !== null && score >= 9) return { kind: 'score', advisory, score }
  if (severity !== 'critical' && epss !== null && epss.percentile >= 0.95)
    return { kind: 'percentile', advisory, percentile: epss.percentile }
  return { kind: 'severity', advisory, severity }
}

/** Who calls something critical without a vector says as much as a score of 9. */
function rankOf(urgency: Urgency): number {
  switch (urgency.kind) {
    case 'exploited':
      return 0
    case 'likely':
      return 1
    case 'score':
      return 2
    case 'percentile':
      return 3
    case 'severity':
      return rankOfSeverity[urgency.severity]
  }
}

const rankOfSeverity: Readonly<Record<Severity, number>> = {
  critical: 2,
  high: 4,
  medium: 5,
  low: 6,
  unknown: 7,
}

/** Between two of one rank: what is due first, and what is higher, comes first. */
function compareWithin(a: Urgency, b: Urgency): number {
  if (a.kind === 'exploited' && b.kind === 'exploited') return compareDue(a.due, b.due)
  return weightOf(b) - weightOf(a)
}

function compareDue(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return byCodePoint(a, b)
}

function weightOf(urgency: Urgency): number {
  switch (urgency.kind) {
    case 'likely':
      return urgency.epss
    case 'score':
      return urgency.score
    case 'percentile':
      return urgency.percentile
    case 'severity':
      return urgency.severity === 'critical' ? 9 : 0
    case 'exploited':
      return 0
  }
}
