import type { AtRest } from './at-rest.ts'
import { Candidates } from './candidates.ts'
import { noFact, type Entry, type Fact } from './claims.ts'
import { fallingWithForced } from './falling.ts'
import type { InstalledPackage, InstallWish, Policy, RequestOptions, Wish } from './package-source.ts'
import type { Pool } from './pool.ts'
import { replacementsOf } from './replacements.ts'
import type { Installed } from './placed.ts'
import { Universe } from './universe.ts'
import { candidatesForWish } from './wish-candidates.ts'

export interface ResolverInput {
  readonly pool: Pool
  readonly installed: readonly InstalledPackage[]
  readonly wishes: readonly Wish[]
  readonly policy: Policy
  readonly options: RequestOptions
  /** Names whose update repairs an advisory: they come before other updates. */
  readonly securityFixes: ReadonlySet<string>
  /** What was chosen may go as well: to learn whether the wishes are possible at all. */
  readonly regardless?: boolean
}

/** A request made ready for the search. Used by one search only: what it works out is kept. */
export interface Problem {
  readonly input: ResolverInput
  readonly universe: Universe
  readonly candidates: Candidates
  /** In the order of preference: wishes first, and how many these are. */
  readonly agenda: readonly Entry[]
  readonly wishCount: number
  /** From number 1 on: 0 means no fact. */
  readonly facts: readonly Fact[]
  /** Clauses, by release, that do not bind it. */
  readonly waived: ReadonlyMap<number, ReadonlySet<number>>
  readonly isUpdating: (name: number) => boolean
  /** Where all that is installed may stay as it is, and the search begins with that. */
  readonly atRest: AtRest | null
}

/** `mayRest`: whether it is taken for granted, until the search finds otherwise, that all that is installed stays. */
export function createProblem(input: ResolverInput, mayRest: boolean): Problem {
  const wishes = installWishes(input.wishes)
  const universe = new Universe(input.pool, input.installed, input.policy, wishes)
  const candidates = new Candidates(universe, 2 * wishes.length + 3 * universe.installed.length)
  const wished = wishes.map((wish) => ({ wish, list: candidatesForWish(wish, universe) }))
  const named = new Set(wishes.map(({ name }) => universe.overlay.nameOf(name)))
  const atRest = mayRest && isAddingOnly(input) ? universe.atRest() : null
  const common = { input, universe, candidates, atRest, wishCount: wishes.length }
  if (atRest === null) return { ...common, ...changeOf(common, wished, named) }
  const isNamed = (fact: Fact) => fact.release >= 0 && named.has(universe.nameOf(fact.release))
  const isHere = wished.some(({ list }) => list.some((release) => universe.isInstalled(release)))
  return {
    ...common,
    agenda: wished.map((each) => entryOf(each, candidates)),
    facts: isHere ? atRest.facts.filter((fact) => !isNamed(fact)) : atRest.facts,
    waived: new Map(),
    isUpdating: () => false,
  }
}

/** Nothing that it says is of what is installed. */
function isAddingOnly({ wishes, regardless }: ResolverInput): boolean {
  return (
    regardless !== true &&
    wishes.every((wish) => wish.kind === 'install' && wish.older !== true && wish.forceDependencies !== true)
  )
}

interface Wished {
  readonly wish: InstallWish
  readonly list: readonly number[]
}

function entryOf({ wish, list }: Wished, candidates: Candidates): Entry {
  return { clause: candidates.add(list), claim: { kind: 'wish', wish } }
}

/** What a request says that may change what is installed. */
function changeOf(
  { input, universe, candidates }: Pick<Problem, 'input' | 'universe' | 'candidates'>,
  wished: readonly Wished[],
  named: ReadonlySet<number>,
): Pick<Problem, 'agenda' | 'facts' | 'waived' | 'isUpdating'> {
  const isUpdating = updatedNames(input.wishes, universe)
  const removed = removedNames(input.wishes, universe)
  const falling = fallingWithForced(input.wishes, universe, candidates)
  const others = universe.installed.filter(({ name }) => !named.has(name) && !removed.has(name))
  const staying = forKeeping(others, input, isUpdating)
  const agenda = wished.map((each) => entryOf(each, candidates))
  const facts = factsOf(input.wishes, staying, { universe, removed })
  const { holds } = input.policy
  for (let at = 0; at < staying.length; at += 1) {
    const installed = staying[at]!
    const isHeld = holds.size > 0 && holds.has(installed.text)
    const isBinding =
      ((installed.chosen && input.regardless !== true) || isHeld) && !falling.has(installed.name)
    if (isBinding && universe.isOnlyOne(installed.release)) {
      facts.push({ kind: 'stay', release: installed.release })
      continue
    }
    const clause = addWaysToStay(installed, { universe, candidates, isUpdating }, input.policy)
    agenda.push({ clause, claim: { kind: 'stay', installed, isBinding } })
  }
  if (input.regardless !== true) agenda.push(...protectedEntries(input.policy, universe, candidates))
  return { agenda, facts, waived: waivedClauses(input.wishes, universe, wished), isUpdating }
}

function installWishes(wishes: readonly Wish[]): readonly InstallWish[] {
  return wishes.flatMap((wish): InstallWish[] => {
    if (wish.kind === 'install') return [wish]
    return wish.kind === 'replace' ? [{ kind: 'install', name: wish.by, constraints: [] }] : []
  })
}

function removedNames(wishes: readonly Wish[], universe: Universe): ReadonlySet<number> {
  return new Set(
    wishes.flatMap((wish) =>
      wish.kind === 'remove' || wish.kind === 'replace' ? [universe.overlay.nameOf(wish.name)] : [],
    ),
  )
}

function updatedNames(wishes: readonly Wish[], universe: Universe): (name: number) => boolean {
  if (wishes.some((wish) => wish.kind === 'update-all')) return () => true
  const names = new Set(
    wishes.flatMap((wish) => (wish.kind === 'update' ? [universe.overlay.nameOf(wish.name)] : [])),
  )
  return (name) => names.has(name)
}

/** Chosen packages first; of them, and of the others, updates that repair something, then updates; then by name. */
function forKeeping(
  installed: readonly Installed[],
  { securityFixes }: ResolverInput,
  isUpdating: (name: number) => boolean,
): Installed[] {
  const urgency = ({ name, text }: Installed) => {
    if (!isUpdating(name)) return 2
    return securityFixes.has(text) ? 0 : 1
  }
  // They come by name, and stay so in each group.
  const groups: Installed[][] = [[], [], [], [], [], []]
  for (let at = 0; at < installed.length; at += 1) {
    const each = installed[at]!
    groups[(each.chosen ? 0 : 3) + urgency(each)]!.push(each)
  }
  return groups.flat()
}

/** The list of releases in which it can go on, best first; answers its number. */
function addWaysToStay(
  { release, name }: Installed,
  { universe, candidates, isUpdating }: Pick<Problem, 'universe' | 'candidates' | 'isUpdating'>,
  policy: Policy,
): number {
  if (universe.isOnlyOne(release)) return candidates.addOne(release)
  const newer = universe.newerThan(release)
  const ways = isUpdating(name)
    ? [...newer, ...replacementsOf(release, universe, policy), release]
    : [release, ...newer]
  return candidates.add(ways)
}

function protectedEntries(policy: Policy, universe: Universe, candidates: Candidates): Entry[] {
  if (policy.protected.size === 0) return []
  return universe.installed
    .filter(({ text }) => policy.protected.has(text))
    .map((installed) => ({
      clause: candidates.add(universe.usableNamed(installed.name)),
      claim: { kind: 'protected', installed },
    }))
}

function factsOf(
  wishes: readonly Wish[],
  staying: readonly Installed[],
  { universe, removed }: { universe: Universe; removed: ReadonlySet<number> },
): Fact[] {
  const facts: Fact[] = [noFact]
  for (const release of [...removed].flatMap((name) => universe.releasesNamed(name)))
    facts.push({ kind: 'removal', release })
  if (!wishes.some((wish) => wish.kind === 'update' || wish.kind === 'update-all')) return facts
  for (let at = 0; at < staying.length; at += 1) {
    const installed = staying[at]!.release
    // Most names have one release.
    if (universe.isOnlyOne(installed)) continue
    for (const release of universe.olderThan(installed))
      facts.push({ kind: 'no-downgrade', installed, release })
  }
  return facts
}

/** Dependencies that were accepted to be unmet, unless this request mends them, and those it does not insist on. */
function waivedClauses(
  wishes: readonly Wish[],
  universe: Universe,
  wished: readonly Wished[],
): ReadonlyMap<number, ReadonlySet<number>> {
  const waived = new Map<number, ReadonlySet<number>>()
  for (const { wish, list } of wished) {
    if (wish.forceDependencies !== true) continue
    for (const release of list) waived.set(release, new Set(universe.dependenciesOf(release)))
  }
  if (wishes.some(({ kind }) => kind === 'repair')) return waived
  for (let at = 0; at < universe.installed.length; at += 1) {
    const { release, unmet } = universe.installed[at]!
    if (unmet.length === 0 || waived.has(release)) continue
    const clauses = universe.dependenciesOf(release)
    waived.set(
      release,
      new Set(clauses.filter((clause) => unmet.includes(universe.terms.clauseText(clause)))),
    )
  }
  return waived
}
