import type { Advisory } from '../model/advisory.ts'
import type { Risk, Severity } from '../model/urgency.ts'

/** What is known of how bad an advisory is. */
export type Rate = (advisory: Advisory) => Risk

/** Rates advisories. The calculator of scores is large, so it is loaded where there is a vector to read. */
export async function raterFor(advisories: Iterable<Advisory>): Promise<Rate> {
  for (const { severity } of advisories) {
    if (severity.length > 0) return rateWith((await import('./cvss.ts')).scoreVector)
  }
  return rateWith(() => null)
}

/** The highest score counts: of two opinions, nobody should meet the milder one only. */
export function rateWith(scoreVector: (vector: string) => number | null): Rate {
  return ({ severity, database_specific: known = {} }) => {
    const scores = severity.flatMap(({ score: vector }) => {
      const score = scoreVector(vector)
      return score === null ? [] : [{ score, vector }]
    })
    const best = scores.toSorted((a, b) => b.score - a.score)[0] ?? { score: null, vector: null }
    return {
      ...best,
      severity: known.severity ?? severityOfScore(best.score),
      epss: epssOf(known.epss),
      kev: kevOf(known.kev),
    }
  }
}

type Known = NonNullable<Advisory['database_specific']>

function epssOf(epss: Known['epss']): Risk['epss'] {
  if (epss === undefined) return null
  return { score: Number(epss.score), percentile: Number(epss.percentile), date: epss.date ?? null }
}

function kevOf(kev: Known['kev']): Risk['kev'] {
  if (kev === undefined) return null
  return { added: kev.date_added, due: kev.due_date ?? null, ransomware: kev.ransomware }
}

/** The qualitative scale of CVSS. A score of 0 harms nobody, and is no rating that one could act on. */
function severityOfScore(score: number | null): Severity {
  if (score === null || score === 0) return 'unknown'
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  return score >= 4 ? 'medium' : 'low'
}
