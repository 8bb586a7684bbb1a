import type { Release } from './package-source.ts'
import type { State } from './sweep.ts'

/** An installed release that an update leaves as it is, or takes only part of the way. */
export interface Held {
  readonly release: Release
  /** Version of the release that could not be taken. */
  readonly newest: string
  /** The fact in the way: `release: relation`. */
  readonly reason: string
}

export function heldReleases(state: State): readonly Held[] {
  const { universe, isUpdating, input } = state.problem
  const held: Held[] = []
  for (const { name, text, release: installed } of universe.installed) {
    if (!isUpdating(name)) continue
    if (input.policy.holds.has(text)) held.push(...heldByPerson(installed, state))
    const newest = universe.newerThan(installed)[0]
    if (newest === undefined && input.policy.refusalOf !== undefined)
      held.push(...keptByRule(installed, state))
    if (newest === undefined || state.now[newest] === 1) continue
    const now = universe.releasesNamed(name).find((release) => state.now[release] === 1)
    if (now === undefined) continue
    held.push({
      release: universe.describe(now),
      newest: universe.version(newest),
      reason: findReason(newest, now, state),
    })
  }
  return held
}

/** The request that holds it is the reason. */
function heldByPerson(installed: number, { problem: { universe } }: State): Held[] {
  const newer = universe.newerHidden(installed, 'held')
  if (newer === null) return []
  const release = universe.describe(installed)
  return [{ release, newest: universe.version(newer), reason: `hold ${release.name}` }]
}

/** A rule of a policy file is the reason: of whom, and which. */
function keptByRule(installed: number, { problem: { universe } }: State): Held[] {
  const newer = universe.newerHidden(installed, 'policy')
  const verdict = newer === null ? null : universe.admission.refusalOf(newer)
  if (newer === null || verdict === null) return []
  const newest = universe.version(newer)
  const reason = `rule ${verdict.owner} ${verdict.rule} ${newest}`
  return [{ release: universe.describe(installed), newest, reason }]
}

function findReason(newest: number, current: number, state: State): string {
  const { universe, candidates } = state.problem
  for (const other of state.list) {
    if (other === current) continue
    const term = universe.exclusionsOf(other).find((each) => universe.terms.isMetBy(each, newest))
    if (term !== undefined) return format(other, universe.terms.text(term), state)
    const clause = universe.dependenciesOf(other).find((each) => {
      const list = candidates.listOf(each)
      return list.includes(current) && !list.includes(newest)
    })
    if (clause !== undefined) return format(other, universe.terms.clauseText(clause), state)
  }
  return ownReason(newest, state)
}

/** Nobody minds the new release, so something it says of others is in the way. */
function ownReason(newest: number, state: State): string {
  const { universe, candidates } = state.problem
  const name = universe.nameOf(newest)
  const others = state.list.filter((release) => universe.nameOf(release) !== name)
  const clash = universe
    .exclusionsOf(newest)
    .find((term) => others.some((other) => universe.terms.isMetBy(term, other)))
  if (clash !== undefined) return format(newest, universe.terms.text(clash), state)
  const missing = universe
    .dependenciesOf(newest)
    .find((clause) => !candidates.listOf(clause).some((each) => others.includes(each)))
  const { version, name: text } = universe.describe(newest)
  return missing === undefined
    ? `${text} ${version}`
    : format(newest, universe.terms.clauseText(missing), state)
}

function format(release: number, clause: string, { problem }: State): string {
  const { name, version } = problem.universe.describe(release)
  return `${name} ${version}: ${clause}`
}
