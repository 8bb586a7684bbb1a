import type { ChangeRequest, Explanation } from '../model/plan.ts'
import type { Extent, Solved } from './answer.ts'
import { asRequest } from './as-request.ts'
import { Facts, type ChoiceOrigin } from './facts.ts'
import type { Origin } from './origin.ts'
import type { InstallWish, Wish } from './package-source.ts'
import type { ResolverInput } from './problem.ts'
import type { Universe } from './universe.ts'

type Fix = Explanation['fixes'][number]

/** Answers a request, or says which chosen packages stand in its way; null where it would take too long. */
export type Attempt = (input: ResolverInput) => Solved | Blocked | null

export interface Blocked {
  readonly kind: 'blocked'
  readonly by: readonly string[]
  /** What contradicts itself then, in numbers of `universe`. */
  readonly core: readonly Origin[]
  readonly universe: Universe
}

const mostFixes = 3
/** Every proposal is really solved, which costs; more are never worth reading. */
const mostProposals = 16

interface Context {
  readonly input: ResolverInput
  readonly universe: Universe
  readonly attempt: Attempt
}

/** What a person could ask for instead, least change first. Each was solved before it is offered. */
export function findFixes(core: readonly Origin[], context: Context): readonly Fix[] {
  const direct = solvedOf(proposalsFor(core, context), context)
  const solved = direct.length > 0 ? direct : solvedOf(combinationsFor(core, context), context)
  return solved
    .toSorted((a, b) => a.cost - b.cost)
    .filter(({ end }, index, all) => all.findIndex((other) => isSame(other.end, end)) === index)
    .slice(0, mostFixes)
    .map(({ wishes }): Fix => ({ requests: [asRequest(wishes, context.input) satisfies ChangeRequest] }))
}

function solvedOf(proposals: readonly (readonly Wish[])[], { input, attempt }: Context) {
  return proposals.slice(0, mostProposals).flatMap((wishes) => {
    const after = attempt({ ...input, wishes })
    // That something installed now counts as chosen is no way out of anything.
    return after?.kind === 'solved' && after.extent.arriving + after.extent.leaving > 0
      ? [{ wishes, cost: costOf(wishes, input, after), end: after.extent }]
      : []
  })
}

/** How many contradictions may be resolved one after the other, and how many ways are followed at once. */
const mostCombined = 3
const mostFollowed = 4

/** Where several things contradict each other that have nothing to do with each other: a way out of each. */
function combinationsFor(core: readonly Origin[], context: Context): readonly (readonly Wish[])[] {
  const { input, universe, attempt } = context
  let open: readonly Open[] = [{ wishes: input.wishes, core, universe }]
  for (let round = 0; round < mostCombined; round += 1) {
    const tried = open
      .slice(0, mostFollowed)
      .flatMap((one) =>
        relaxationsOf(one.core, {
          ...context,
          input: { ...input, wishes: one.wishes },
          universe: one.universe,
        }),
      )
      .slice(0, mostProposals)
      .map((wishes) => ({ wishes, answer: attempt({ ...input, wishes }) }))
    const solving = tried.filter(({ answer }) => answer?.kind === 'solved')
    if (solving.length > 0) return solving.flatMap(({ wishes }) => settleVersions(wishes, context))
    open = tried.flatMap(({ wishes, answer }) => (answer?.kind === 'blocked' ? [{ ...answer, wishes }] : []))
  }
  return []
}

interface Open extends Pick<Blocked, 'core' | 'universe'> {
  readonly wishes: readonly Wish[]
}

/** The same wishes with one thing less in their way, whether or not that is enough. */
function relaxationsOf(core: readonly Origin[], context: Context): readonly (readonly Wish[])[] {
  const { wishes } = context.input
  const wished = core.flatMap((origin) => (origin.kind === 'wish' ? [origin.wish] : []))
  const blockers = blockersIn(core, context.universe)
  return [
    ...wished
      .filter(isParticular)
      .map((wish) => wishes.map((other) => (other === wish ? anyRelease(wish) : other))),
    ...core.flatMap((origin) => ('candidates' in origin ? hiddenInstead(origin, context) : [])),
    ...blockers.map((name): readonly Wish[] => [...wishes, { kind: 'install', name, constraints: [] }]),
    ...blockers.map((name) => [
      ...wishes.filter((wish) => !('name' in wish) || wish.name !== name),
      { kind: 'remove' as const, name, force: false },
    ]),
  ]
}

/** Chosen packages whose staying is part of the contradiction. */
export function blockersIn(core: readonly Origin[], universe: Universe): readonly string[] {
  return core.flatMap((origin) => (origin.kind === 'stay' ? [universe.nameText(origin.release)] : []))
}

function proposalsFor(core: readonly Origin[], context: Context): readonly (readonly Wish[])[] {
  const { wishes } = context.input
  const wished = core.flatMap((origin) => (origin.kind === 'wish' ? [origin.wish] : []))
  const blockers = blockersIn(core, context.universe)
  const settle = (relaxed: readonly Wish[]) => settleVersions(relaxed, context)
  return [
    ...wished
      .filter(isParticular)
      .flatMap((wish) => settle(wishes.map((other) => (other === wish ? anyRelease(wish) : other)))),
    ...blockers.flatMap((name) => settle([...wishes, { kind: 'install', name, constraints: [] }])),
    ...core.flatMap((origin) => ('candidates' in origin ? hiddenInstead(origin, context) : [])),
    ...wished.flatMap((wish) => providersInstead(wish, context)),
    ...blockers.flatMap((name) => removalsThatHelp([name], context)),
    ...forcedRemovals(core, context),
    ...[...wished, ...removalsIn(core, context)]
      .map((wish) => wishes.filter((other) => other !== wish))
      .filter(({ length }) => length > 0),
  ]
}

/** Wishes to remove that are part of the contradiction. */
function removalsIn(core: readonly Origin[], { input, universe }: Context): readonly Wish[] {
  const names = core.flatMap((origin) =>
    origin.kind === 'removal' ? [universe.nameText(origin.release)] : [],
  )
  return input.wishes.filter((wish) => wish.kind === 'remove' && names.includes(wish.name))
}

/** Asks for more than any release of the name. */
function isParticular({ constraints, repository, older, forceDependencies }: InstallWish): boolean {
  return constraints.length > 0 || repository !== undefined || older === true || forceDependencies === true
}

function anyRelease({ name }: InstallWish): InstallWish {
  return { kind: 'install', name, constraints: [] }
}

/** Solves with versions left open, and names the ones that came out, so that the fix can be read and repeated. */
function settleVersions(wishes: readonly Wish[], context: Context): readonly (readonly Wish[])[] {
  const { input, universe, attempt } = context
  const solved = attempt({ ...input, wishes })
  if (solved?.kind !== 'solved') return []
  return [
    wishes.map((wish): Wish => {
      // No one command both goes back and installs: going back is told as the version it leads to.
      const isOlder = wish.kind === 'install' && wish.older === true
      if (wish.kind !== 'install' || (input.wishes.includes(wish) && !isOlder)) return wish
      const name = universe.overlay.nameOf(wish.name)
      const release = solved.extent.releases.find((each) => universe.nameOf(each) === name)
      if (release === undefined || universe.isInstalled(release)) return wish
      const constraints = [{ operator: '=' as const, version: universe.version(release) }]
      return isOlder ? { kind: 'install', name: wish.name, constraints } : { ...wish, constraints }
    }),
  ]
}

/** A release that a rule of preference rules out, asked for expressly: from its repository, or of its channel. */
function hiddenInstead(origin: ChoiceOrigin, { input, universe }: Context): readonly (readonly Wish[])[] {
  // Who wants to be without a package is not helped by another release of it.
  const unwanted = new Set(input.wishes.flatMap((wish) => (wish.kind === 'remove' ? [wish.name] : [])))
  const hidden = new Facts(universe)
    .hidden(origin)
    .filter(({ reason }) => reason === 'other-repository' || reason === 'development')
    .map(({ release, reason }) => ({ ...universe.describe(release), reason }))
    .filter(({ name }) => !unwanted.has(name))
  return hidden.slice(0, 2).map(({ name, version, repository, reason }) => {
    const wish: InstallWish = {
      kind: 'install',
      name,
      constraints: reason === 'development' ? [{ operator: '=', version }] : [],
      ...(reason === 'other-repository' ? { repository } : {}),
    }
    const others = input.wishes.filter((each) => !('name' in each) || each.name !== name)
    return [...others, wish]
  })
}

function providersInstead(wish: InstallWish, { input, universe }: Context): readonly (readonly Wish[])[] {
  const found: number[] = []
  universe.terms.matching(universe.overlay.term(wish.name, []), found)
  const names = new Set(found.map((release) => universe.nameText(release)))
  // One that the request names already is asked for, or not wanted: leaving this wish out says the same, or more.
  for (const each of input.wishes) {
    if ('name' in each) names.delete(each.name)
    if ('by' in each) names.delete(each.by)
  }
  return Array.from(names, (name) =>
    input.wishes.map((other): Wish => (other === wish ? { kind: 'install', name, constraints: [] } : other)),
  )
}

/** Chosen packages that may have to go together before a request solves; more is no fix any more. */
const mostRemovals = 8

/** Removes `blockers`, and whatever then still stands in the way. */
function removalsThatHelp(blockers: readonly string[], context: Context): readonly (readonly Wish[])[] {
  const { input, attempt } = context
  const removals = blockers.map((name): Wish => ({ kind: 'remove', name, force: false }))
  const others = input.wishes.filter((wish) => !('name' in wish) || !blockers.includes(wish.name))
  const wishes = [...others, ...removals]
  const answer = attempt({ ...input, wishes })
  if (answer === null || blockers.length > mostRemovals) return []
  if (answer.kind === 'solved') return [wishes]
  const more = answer.by.filter((name) => !blockers.includes(name))
  return more.length === 0 ? [] : removalsThatHelp([...blockers, ...more], context)
}

/** Where a removal is in the way of itself: with everything that leans on it. */
function forcedRemovals(core: readonly Origin[], { input }: Context): readonly (readonly Wish[])[] {
  if (!core.some(({ kind }) => kind === 'removal')) return []
  return [input.wishes.map((wish): Wish => (wish.kind === 'remove' ? { ...wish, force: true } : wish))]
}

/** Losing something chosen weighs most, then a wish that stays open, then one in another version, then any change. */
function costOf(wishes: readonly Wish[], input: ResolverInput, after: Solved): number {
  const installs = input.wishes.filter((wish) => wish.kind === 'install')
  const unmet = installs.filter((wish) => !wishes.includes(wish))
  const isBent = ({ name }: InstallWish) =>
    wishes.some((wish) => wish.kind === 'install' && wish.name === name)
  const bent = unmet.filter(isBent).length
  const { arriving, leaving, leavingChosen } = after.extent
  return leavingChosen * 1_000 + (unmet.length - bent) * 300 + bent * 50 + leaving * 10 + arriving
}

function isSame(one: Extent, other: Extent): boolean {
  return isEqual(one.releases, other.releases) && isEqual(one.chosen, other.chosen)
}

function isEqual(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((number, at) => number === other[at])
}
