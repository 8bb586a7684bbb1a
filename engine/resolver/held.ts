import type { ProofFact } from '../model/proof.ts'
import { Facts } from './facts.ts'
import type { Release } from './package-source.ts'
import type { State } from './sweep.ts'

/** An installed release that an update leaves as it is, or takes only part of the way. */
export interface Held {
  readonly release: Release
  /** Version of the release that could not be taken. */
  readonly newest: string
  /** The fact in the way: `release: relation`. */
  readonly reason: string
  /** The same as facts of releases, at most two; empty where a person or a rule is the reason. */
  readonly facts: readonly ProofFact[]
}

/** What is in the way of a release. */
type Obstruction = Pick<Held, 'reason' | 'facts'>

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
      ...(obstructionBy(newest, now, state) ?? ownObstruction(newest, state)),
    })
  }
  return held
}

/** The request that holds it is the reason. */
function heldByPerson(installed: number, { problem: { universe } }: State): Held[] {
  const newer = universe.newerHidden(installed, 'held')
  if (newer === null) return []
  const release = universe.describe(installed)
  return [{ release, newest: universe.version(newer), reason: `hold ${release.name}`, facts: [] }]
}

/** A rule of a policy file is the reason: of whom, and which. */
function keptByRule(installed: number, { problem: { universe } }: State): Held[] {
  const newer = universe.newerHidden(installed, 'policy')
  const verdict = newer === null ? null : universe.admission.refusalOf(newer)
  if (newer === null || verdict === null) return []
  const newest = universe.version(newer)
  const reason = `rule ${verdict.owner} ${verdict.rule} ${newest}`
  return [{ release: universe.describe(installed), newest, reason, facts: [] }]
}

/** Something that is there excludes `newest`, or needs the release that is there now. */
function obstructionBy(newest: number, current: number | undefined, state: State): Obstruction | null {
  const { universe, candidates } = state.problem
  for (const other of state.list) {
    if (other === current) continue
    const term = universe.exclusionsOf(other).find((each) => universe.terms.isMetBy(each, newest))
    if (term !== undefined) return byExclusion(other, term, newest, state)
    const clause = universe.dependenciesOf(other).find((each) => {
      const list = candidates.listOf(each)
      return current !== undefined && list.includes(current) && !list.includes(newest)
    })
    if (clause !== undefined) return byNeed(other, clause, state)
  }
  return null
}

/** Nobody minds the new release, so something it says of others is in the way. */
function ownObstruction(newest: number, state: State): Obstruction {
  const { universe, candidates } = state.problem
  const name = universe.nameOf(newest)
  const others = state.list.filter((release) => universe.nameOf(release) !== name)
  const exclusion = ownExclusion(newest, others, state)
  if (exclusion !== null) return exclusion
  const missing = universe
    .dependenciesOf(newest)
    .find((clause) => !candidates.listOf(clause).some((each) => others.includes(each)))
  if (missing === undefined) return { reason: new Facts(universe).label(newest), facts: [] }
  const need = byNeed(newest, missing, state)
  return { ...need, facts: [...need.facts, ...whyUnmet(newest, missing, state)].slice(0, 2) }
}

/** Something that is there and that `release` excludes. */
function ownExclusion(release: number, others: readonly number[], state: State): Obstruction | null {
  const { universe } = state.problem
  for (const term of universe.exclusionsOf(release)) {
    const rival = others.find((other) => universe.terms.isMetBy(term, other))
    if (rival !== undefined) return byExclusion(release, term, rival, state)
  }
  return null
}

/** Why nothing that would meet a need is there, as far as one fact tells it. */
function whyUnmet(release: number, clause: number, state: State): readonly ProofFact[] {
  const { universe, candidates } = state.problem
  const [first] = candidates.listOf(clause)
  if (first !== undefined) {
    const name = universe.nameOf(first)
    const current = state.list.find((each) => universe.nameOf(each) === name)
    const others = state.list.filter((each) => each !== current)
    return (obstructionBy(first, current, state) ?? ownExclusion(first, others, state))?.facts ?? []
  }
  const facts = new Facts(universe)
  const origin = { kind: 'dependency', release, clause, candidates: [] } as const
  const hidden = facts.notAllowed(origin)
  return hidden.length > 0 ? hidden : [facts.noRelease(origin)]
}

function byNeed(release: number, clause: number, { problem: { universe } }: State): Obstruction {
  const facts = new Facts(universe)
  return {
    reason: `${facts.label(release)}: ${universe.terms.clauseText(clause)}`,
    facts: [facts.of({ kind: 'dependency', release, clause, candidates: [] })],
  }
}

function byExclusion(
  release: number,
  term: number,
  other: number,
  { problem: { universe } }: State,
): Obstruction {
  const facts = new Facts(universe)
  return {
    reason: `${facts.label(release)}: ${universe.terms.text(term)}`,
    facts: [facts.of({ kind: 'conflict', release, term, other })],
  }
}
