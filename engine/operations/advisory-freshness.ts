import type { AdvisoryFreshness, StaleAdvisories } from '../api/repository-operations.ts'
import { listRepositories, type TrustMarks } from '../state/repositories.ts'
import { knownTime } from '../trust/known-time.ts'
import type { Toolbox } from './toolbox.ts'

/** How far what a repository tells of weaknesses can be relied on at `now`. */
export function advisoryFreshness(marks: TrustMarks | null, now: number): AdvisoryFreshness {
  const advisories = marks?.advisories ?? null
  if (marks === null || advisories === null) return { state: 'none', validUntil: null, problem: null }
  const { validUntil, problem } = advisories
  // A clock that was set back does not make old news new.
  const { floor } = knownTime(now, marks)
  const isOver = validUntil === null || Date.parse(validUntil) <= floor
  if (isOver) return { state: 'outdated', validUntil, problem }
  return { state: problem === null ? 'current' : 'withheld', validUntil, problem }
}

/** Repositories in use that may know of weaknesses which are not known here. */
export function staleAdvisories({ state, clock }: Pick<Toolbox, 'state' | 'clock'>): StaleAdvisories[] {
  return listRepositories(state).flatMap(({ name, enabled, marks }) => {
    const freshness = advisoryFreshness(marks, clock.now())
    const isStale = freshness.state === 'outdated' || freshness.state === 'withheld'
    return enabled && isStale ? [{ repository: name, ...freshness }] : []
  })
}
