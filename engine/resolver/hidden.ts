import type { PolicyVerdict } from '../model/policy.ts'
import { satisfies, type Constraint } from '../model/version-range.ts'
import type { Obstacle } from './admission.ts'
import type { Universe } from './universe.ts'

/** A release that exists, and the rule that keeps it from being taken. */
export interface Hidden {
  readonly release: number
  readonly reason: Exclude<Obstacle, 'disabled'>
  /** The rule, where the reason is a policy. */
  readonly verdict: PolicyVerdict | null
}

/** Releases of a name that fit the constraints and may not be taken. Mostly there are none, and nobody reads constraints. */
export function hiddenReleases(
  name: number,
  constraintsOf: () => readonly Constraint[],
  universe: Universe,
): readonly Hidden[] {
  return universe.releasesNamed(name).flatMap((release) => {
    const reason = universe.obstacleTo(release)
    if (reason === null || reason === 'disabled') return []
    if (!satisfies(universe.version(release), constraintsOf(), universe.scheme(release))) return []
    return [{ release, reason, verdict: reason === 'policy' ? universe.admission.refusalOf(release) : null }]
  })
}

/** As `hiddenReleases`, for any alternative of a clause. */
export function hiddenFor(clause: number, universe: Universe): readonly Hidden[] {
  return Array.from(universe.terms.of(clause)).flatMap((term) =>
    hiddenReleases(universe.terms.nameOf(term), () => universe.terms.constraintsOf(term), universe),
  )
}
