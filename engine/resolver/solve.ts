import type { Relation } from '../model/relation.ts'
import { compareVersions } from '../model/version.ts'
import { positive } from './clause-search.ts'
import { createEncoding, type Encoding } from './encoding.ts'
import { fallingWithForced } from './falling.ts'
import type { InstallWish, Origin } from './origin.ts'
import type { InstalledRelease, ResolverInput, ResolverRelease } from './package-source.ts'
import { createUniverse, type Universe } from './universe.ts'

export type Outcome =
  | {
      readonly kind: 'solved'
      readonly universe: Universe
      /** Everything that can stay or come, before what nobody needs is swept away. In order of decision. */
      readonly releases: readonly ResolverRelease[]
      /** The release that answers each install wish. */
      readonly picks: ReadonlyMap<InstallWish, ResolverRelease>
    }
  | { readonly kind: 'unsolvable'; readonly universe: Universe; readonly core: ReadonlySet<Origin> }

/** Candidates in order of preference: the first that is possible is taken. */
type Choice = readonly number[]

/**
 * The order of preference (docs/solver.md): the wishes, each with its best candidate; what the person chose; what
 * came along and can stay; then the dependencies of all that, in the order in which they arose; then what newly
 * arrived packages recommend.
 */
export function solve(input: ResolverInput, spend: () => void): Outcome {
  const universe = createUniverse(input)
  const encoding = createEncoding(universe, spend)
  const agenda = writeAgenda(input, universe, encoding)
  const contradiction = runAgenda(agenda, encoding, createRecommender(universe, encoding))
  if (contradiction !== null) {
    return { kind: 'unsolvable', universe, core: encoding.search.coreOf(contradiction) }
  }
  const isIn = (release: ResolverRelease) => encoding.search.value(encoding.variableOf(release)) === 1
  const picks = agenda.wishes.map(({ wish, candidates }) => [wish, candidates.find(isIn)!] as const)
  const trail = encoding.search.trail.filter((literal) => (literal & 1) === 0)
  const releases = trail.map((literal) => encoding.releaseAt(literal >> 1))
  return { kind: 'solved', universe, releases, picks: new Map(picks) }
}

interface Agenda {
  readonly choices: readonly Choice[]
  readonly wishes: readonly {
    readonly wish: InstallWish
    readonly candidates: readonly ResolverRelease[]
  }[]
}

function writeAgenda(input: ResolverInput, universe: Universe, encoding: Encoding): Agenda {
  const wishes = input.wishes
    .filter((wish) => wish.kind === 'install')
    .map((wish) => ({ wish, candidates: candidatesForWish(wish, universe) }))
  for (const { wish, candidates } of wishes) encoding.require({ kind: 'wish', wish, candidates })

  const removed = new Set(input.wishes.flatMap((wish) => (wish.kind === 'remove' ? [wish.name] : [])))
  for (const release of [...removed].flatMap(universe.releasesOf))
    encoding.require({ kind: 'removal', release })

  const wanted = new Set(wishes.map(({ wish }) => wish.name))
  const settled = input.installed
    .filter(({ release }) => !removed.has(release.name) && !wanted.has(release.name))
    .toSorted((a, b) => compareForKeeping(a, b, universe))
  const falling = fallingWithForced(input)
  for (const { release, chosen } of settled) {
    const candidates = waysToStay(release, universe)
    if (chosen && !falling.has(release.name)) encoding.require({ kind: 'stay', release, candidates })
  }
  if (input.wishes.some((wish) => wish.kind === 'update' || wish.kind === 'update-all')) {
    for (const { release } of settled) forbidOlder(release, universe, encoding)
  }
  const lists = [
    ...wishes.map(({ candidates }) => candidates),
    ...settled.map(({ release }) => waysToStay(release, universe)),
  ]
  return { wishes, choices: lists.map((candidates) => candidates.map(encoding.variableOf)) }
}

/** A name that exists as a package means that package; otherwise anything that provides it. */
function candidatesForWish(wish: InstallWish, universe: Universe): readonly ResolverRelease[] {
  const { name, constraints, repository } = wish
  const isReal = universe.releasesOf(name).length > 0
  const alternative = { name, constraints, text: name }
  return universe
    .candidatesFor({ alternatives: [alternative], text: name })
    .filter((release) => !isReal || release.name === name)
    .filter((release) => repository === undefined || release.repository === repository)
}

/** Chosen packages first, those that are to be updated before the others, then by name. */
function compareForKeeping(a: InstalledRelease, b: InstalledRelease, universe: Universe): number {
  return (
    Number(b.chosen) - Number(a.chosen) ||
    Number(universe.isUpdating(b.release.name)) - Number(universe.isUpdating(a.release.name)) ||
    (a.release.name < b.release.name ? -1 : 1)
  )
}

function waysToStay(installed: ResolverRelease, universe: Universe): readonly ResolverRelease[] {
  const newer = universe.newerThanInstalled(installed.name)
  return universe.isUpdating(installed.name) ? [...newer, installed] : [installed, ...newer]
}

function forbidOlder(installed: ResolverRelease, universe: Universe, encoding: Encoding): void {
  for (const release of universe.releasesOf(installed.name)) {
    const isOlder =
      release.scheme === installed.scheme &&
      compareVersions(release.version, installed.version, release.scheme) < 0
    if (isOlder) encoding.require({ kind: 'no-downgrade', installed, release })
  }
}

/** How far each list has been worked off; what lies before a cursor is settled until the search jumps back. */
interface Cursors {
  choice: number
  demand: number
  recommendation: number
}

function runAgenda(
  agenda: Agenda,
  encoding: Encoding,
  recommendedBy: (variable: number) => readonly Choice[],
) {
  const { search } = encoding
  const saved: Cursors[] = []
  let cursors: Cursors = { choice: 0, demand: 0, recommendation: 0 }

  const openIn = (choice: Choice): number | undefined => {
    if (choice.some((variable) => search.value(variable) === 1)) return undefined
    return choice.find((variable) => search.value(variable) === 0)
  }
  const nextChoice = (): number | undefined => {
    for (; cursors.choice < agenda.choices.length; cursors.choice += 1) {
      const open = openIn(agenda.choices[cursors.choice]!)
      if (open !== undefined) return open
    }
    return undefined
  }
  const nextAlong = (cursor: 'demand' | 'recommendation', ask: (variable: number) => readonly Choice[]) => {
    for (; cursors[cursor] < search.trail.length; cursors[cursor] += 1) {
      const literal = search.trail[cursors[cursor]]!
      const choices = (literal & 1) === 0 ? ask(literal >> 1) : []
      const open = choices.map(openIn).find((variable) => variable !== undefined)
      if (open !== undefined) return open
    }
    return undefined
  }

  for (;;) {
    const contradiction = search.settle()
    if (contradiction !== null) return contradiction
    if (search.level < saved.length) {
      cursors = saved[search.level]!
      saved.length = search.level
    }
    const next =
      nextChoice() ?? nextAlong('demand', encoding.demandsOf) ?? nextAlong('recommendation', recommendedBy)
    if (next === undefined) return null
    saved.push({ ...cursors })
    search.decide(positive(next))
  }
}

/** What a release recommends anew: recommendations that were there before were taken or refused then. */
function createRecommender(universe: Universe, encoding: Encoding): (variable: number) => readonly Choice[] {
  const known = new Map<number, readonly Choice[]>()
  return (variable) => {
    let choices = known.get(variable)
    if (choices === undefined) {
      choices = newRecommendations(encoding.releaseAt(variable), universe).map((relation) =>
        universe.candidatesFor(relation).map(encoding.variableOf),
      )
      known.set(variable, choices)
    }
    return choices
  }
}

function newRecommendations(release: ResolverRelease, universe: Universe): readonly Relation[] {
  const before = universe.installedAs(release.name)?.recommends.map(({ text }) => text) ?? []
  return release.recommends.filter(({ text }) => !before.includes(text))
}
