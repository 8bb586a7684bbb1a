import type { Because } from '../model/plan.ts'
import { kindOfNeed, type Need, type Needed } from './need.ts'
import { isNamePresent, neededBefore, type State } from './sweep.ts'

/** Why each release of an answer comes, changes or goes. */
export interface Explainer {
  /** Null where it is as it was. */
  readonly present: (release: number, chosen: boolean) => Because | null
  readonly removed: (release: number) => Because
}

export function explainer(state: State): Explainer {
  let before: Needed | null = null
  const formerNeed = (release: number) => {
    before ??= neededBefore(state.problem)
    return before.needOf(release)
  }
  return {
    present: (release, chosen) => whyPresent(release, chosen, state),
    removed: (release) => whyRemoved(release, state, formerNeed),
  }
}

function whyPresent(release: number, chosen: boolean, state: State): Because | null {
  const { universe } = state.problem
  const name = universe.nameOf(release)
  if (universe.isInstalled(release)) {
    return state.asked.has(name) && !state.chosenBefore().has(name) ? { kind: 'requested' } : null
  }
  const replaced = exchangedFor(name, state) ?? (chosen ? replacedBy(release, state) : null)
  if (replaced !== null) return { kind: 'replaces', name: replaced }
  if (state.asked.has(name)) return { kind: 'requested' }
  const old = universe.installedByName.get(name)
  if (old !== undefined) return whyChanged(old, release, state)
  return whyNeeded(release, state) ?? { kind: 'requested' }
}

/** The package that a wish exchanges for the one with this name. */
function exchangedFor(name: number, { problem: { input, universe } }: State): string | null {
  for (const wish of input.wishes) {
    if (wish.kind === 'replace' && universe.overlay.nameOf(wish.by) === name) return wish.name
  }
  return null
}

/** Another release of an installed name: for its own sake, or because someone cannot live with the old one. */
function whyChanged(old: number, release: number, state: State): Because {
  const { universe, isUpdating, candidates } = state.problem
  if (isUpdating(universe.nameOf(release)) && universe.newerThan(old).includes(release))
    return { kind: 'newer' }
  for (const by of state.list) {
    const clause = universe.dependenciesOf(by).find((each) => {
      const list = candidates.listOf(each)
      return list.includes(release) && !list.includes(old)
    })
    if (clause !== undefined && by !== release) return asNeed({ by, clause }, state)
  }
  const rival = findRival(old, state)
  if (rival !== null) return { kind: 'conflict', with: rival }
  return whyNeeded(release, state) ?? { kind: 'requested' }
}

/** By what it came for, or by who needs it now. */
function whyNeeded(release: number, state: State): Because | null {
  const came = state.needBehind(release) ?? state.decidedFor.get(release)
  const isStill = came !== undefined && came.by >= 0 && isThere(came.by, state)
  const need = isStill ? came : (state.needed?.needOf(release) ?? null)
  return need === null ? null : asNeed(need, state)
}

function replacedBy(release: number, state: State): string | null {
  const { agenda, candidates } = state.problem
  for (const { clause, claim } of agenda) {
    if (claim.kind !== 'stay' || isNamePresent(claim.installed.name, state)) continue
    if (candidates.listOf(clause).includes(release)) return claim.installed.text
  }
  return null
}

function whyRemoved(release: number, state: State, formerNeed: (release: number) => Need | null): Because {
  const { universe, input } = state.problem
  const name = universe.nameText(release)
  const asOrphan = (): Because => {
    const need = formerNeed(release)
    return { kind: 'orphaned', formerly: need === null ? null : universe.nameText(need.by) }
  }
  const wish = input.wishes.find((each) => 'name' in each && each.name === name && each.kind !== 'install')
  if (wish?.kind === 'remove' || wish?.kind === 'replace') return { kind: 'requested' }
  if (universe.releasesNamed(universe.nameOf(release)).some((each) => state.possible[each] === 1))
    return asOrphan()
  // Before the sweep, because what only this one needed is swept after it and is not its reason.
  const support = findLostSupport(release, state, (clause) => !isMet(clause, state))
  if (support !== null) return { kind: 'depends-on-removed', on: support }
  const rival = findRival(release, state)
  if (rival !== null) return { kind: 'conflict', with: rival }
  const changed = findLostSupport(release, state, () => true)
  return changed === null ? asOrphan() : { kind: 'depends-on-removed', on: changed }
}

/** An installed release that met a dependency of `release` and is there no more. */
function findLostSupport(release: number, state: State, isLost: (clause: number) => boolean): string | null {
  const { universe, candidates } = state.problem
  for (const clause of universe.dependenciesOf(release).filter(isLost)) {
    const gone = candidates
      .listOf(clause)
      .find((each) => each !== release && universe.isInstalled(each) && !isThere(each, state))
    if (gone !== undefined) return universe.nameText(gone)
  }
  return null
}

/** Who of the new state cannot be beside `release`, whichever of the two says so. */
function findRival(release: number, state: State): string | null {
  const { universe } = state.problem
  const name = universe.nameOf(release)
  const excludes = (one: number, other: number) =>
    universe.exclusionsOf(one).some((term) => universe.terms.isMetBy(term, other))
  for (const other of state.list) {
    if (universe.nameOf(other) === name) continue
    if (excludes(other, release) || excludes(release, other)) return universe.nameText(other)
  }
  return null
}

function isMet(clause: number, state: State): boolean {
  const { candidates } = state.problem
  return candidates.listOf(clause).some((each) => state.possible[each] === 1)
}

function isThere(release: number, { now }: State): boolean {
  return now[release] === 1
}

function asNeed(need: Need, { problem }: State): Because {
  const { universe } = problem
  const { by, clause } = need
  return {
    kind: kindOfNeed(need, universe),
    by: universe.nameText(by),
    clause: universe.terms.clauseText(clause),
  }
}
