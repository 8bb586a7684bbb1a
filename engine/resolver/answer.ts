import type { Because } from '../model/plan.ts'
import type { Relation } from '../model/relation.ts'
import { heldReleases, type Held } from './held.ts'
import { byName, findNeeded, type Need } from './need.ts'
import type { InstalledRelease, ResolverInput, ResolverRelease } from './package-source.ts'
import type { Outcome } from './solve.ts'
import { isMet, type Universe } from './universe.ts'

/** A release of the new state. */
export interface Chosen {
  readonly release: ResolverRelease
  readonly chosen: boolean
  readonly because: Because
}

export interface Removed {
  readonly release: ResolverRelease
  readonly chosen: boolean
  readonly because: Because
}

export interface Solved {
  readonly kind: 'solved'
  /** The whole new state, by name. */
  readonly releases: readonly Chosen[]
  /** By name. */
  readonly removed: readonly Removed[]
  /** What an update would have changed and could not, by name. */
  readonly held: readonly Held[]
}

/** Sweeps away what nobody needs any more, and says of each release why it is there, comes or goes. */
export function answer(input: ResolverInput, outcome: Extract<Outcome, { kind: 'solved' }>): Solved {
  const { universe } = outcome
  const possible = byName(outcome.releases)
  const before = byName(input.installed.map(({ release }) => release))
  const neededBefore = findNeeded(chosenOf(input), before, universe)
  const asked = new Set([...outcome.picks.values()].map(({ name }) => name))
  const isChosen = new Set([...asked, ...chosenOf(input).map(({ name }) => name)])

  // What nobody needed before this request is not this request's business.
  const unneeded = input.installed.filter(({ release }) => !neededBefore.has(release))
  const rootNames = new Set([...isChosen, ...unneeded.map(({ release }) => release.name)])
  const roots = outcome.releases.filter(({ name }) => rootNames.has(name))
  const needs = findNeeded(roots, possible, universe)
  const state: State = { universe, asked, before, neededBefore, needs, now: byName(needs.keys()), possible }

  return {
    kind: 'solved',
    releases: sortByName(
      Array.from(needs.keys(), (release) => {
        const chosen = isChosen.has(release.name)
        return { release, chosen, because: whyPresent(release, chosen, state) }
      }),
    ),
    removed: sortByName(
      input.installed
        .filter(({ release }) => !state.now.has(release.name))
        .map(({ release, chosen }) => ({ release, chosen, because: whyRemoved(release, input, state) })),
    ),
    held: heldReleases(state.now, universe),
  }
}

interface State {
  readonly universe: Universe
  /** Names that install wishes came to. */
  readonly asked: ReadonlySet<string>
  readonly before: ReadonlyMap<string, ResolverRelease>
  readonly neededBefore: ReadonlyMap<ResolverRelease, Need | null>
  readonly possible: ReadonlyMap<string, ResolverRelease>
  readonly needs: ReadonlyMap<ResolverRelease, Need | null>
  readonly now: ReadonlyMap<string, ResolverRelease>
}

function chosenOf({ installed }: ResolverInput): readonly ResolverRelease[] {
  return installed.filter(({ chosen }) => chosen).map(({ release }) => release)
}

function whyPresent(release: ResolverRelease, chosen: boolean, state: State): Because {
  if (state.asked.has(release.name)) return { kind: 'requested' }
  const old = state.before.get(release.name)
  if (old !== undefined && old.id !== release.id) return whyChanged(old, release, state)
  if (chosen) return { kind: 'requested' }
  const need = state.needs.get(release)
  return need ? asDependency(need) : { kind: 'orphaned', formerly: null }
}

/** Another release of an installed name: for its own sake, or because someone cannot live with the old one. */
function whyChanged(old: ResolverRelease, release: ResolverRelease, state: State): Because {
  const { universe } = state
  if (universe.isUpdating(release.name) && universe.newerThanInstalled(release.name).includes(release)) {
    return { kind: 'newer' }
  }
  for (const by of state.now.values()) {
    const relation = by.dependencies.find((needed) => isMet(needed, release) && !isMet(needed, old))
    if (relation !== undefined && by !== release) return asDependency({ by, relation })
  }
  const rival = findRival(old, state.now)
  if (rival !== undefined) return { kind: 'conflict', with: rival.name }
  const need = state.needs.get(release)
  return need ? asDependency(need) : { kind: 'requested' }
}

function whyRemoved(release: ResolverRelease, input: ResolverInput, state: State): Because {
  const isWished = input.wishes.some((wish) => wish.kind === 'remove' && wish.name === release.name)
  if (isWished) return { kind: 'requested' }
  if (state.possible.has(release.name)) return asOrphan(release, state)
  // Before the sweep, because what only this one needed is swept after it and is not its reason.
  const support = findLostSupport(release, state, (relation) => !isMetBy(relation, state.possible))
  if (support !== undefined) return { kind: 'depends-on-removed', on: support.name }
  const rival = findRival(release, state.now)
  if (rival !== undefined) return { kind: 'conflict', with: rival.name }
  const changed = findLostSupport(release, state, () => true)
  if (changed !== undefined) return { kind: 'depends-on-removed', on: changed.name }
  return asOrphan(release, state)
}

/** An installed release that met a dependency of `release` and is there no more. */
function findLostSupport(
  release: ResolverRelease,
  state: State,
  isLost: (relation: Relation) => boolean,
): ResolverRelease | undefined {
  const gone = Array.from(state.before.values()).filter((old) => state.now.get(old.name)?.id !== old.id)
  const lost = release.dependencies.filter(isLost)
  return gone.find((old) => old !== release && lost.some((relation) => isMet(relation, old)))
}

function asOrphan(release: ResolverRelease, state: State): Because {
  return { kind: 'orphaned', formerly: state.neededBefore.get(release)?.by.name ?? null }
}

/** Who of `present` cannot be beside `release`, whichever of the two says so. */
function findRival(
  release: ResolverRelease,
  present: ReadonlyMap<string, ResolverRelease>,
): ResolverRelease | undefined {
  return Array.from(present.values()).find(
    (other) =>
      other.name !== release.name &&
      (other.conflicts.some((relation) => isMet(relation, release)) ||
        release.conflicts.some((relation) => isMet(relation, other))),
  )
}

function isMetBy(relation: Relation, present: ReadonlyMap<string, ResolverRelease>): boolean {
  return Array.from(present.values()).some((release) => isMet(relation, release))
}

function asDependency({ by, relation }: Need): Because {
  const kind = by.recommends.includes(relation) ? 'recommended' : 'dependency'
  return { kind, by: by.name, clause: relation.text }
}

function sortByName<T extends Pick<InstalledRelease, 'release'>>(lines: readonly T[]): readonly T[] {
  return lines.toSorted((a, b) => (a.release.name < b.release.name ? -1 : 1))
}
