import { Candidates } from './candidates.ts'
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

/** What the request itself says of a list of candidates: one of them must be there, or better be. */
export type Claim =
  | { readonly kind: 'wish'; readonly wish: InstallWish }
  /** It stays, in this or a newer release; `isBinding` where the person chose it. */
  | { readonly kind: 'stay'; readonly installed: Installed; readonly isBinding: boolean }
  | { readonly kind: 'protected'; readonly installed: Installed }

/** What the request says of one release. */
export type Fact =
  /** It stays: no other release has its name. */
  | { readonly kind: 'stay'; readonly release: number }
  | { readonly kind: 'removal'; readonly release: number }
  /** An update makes nothing older. */
  | { readonly kind: 'no-downgrade'; readonly installed: number; readonly release: number }

/** Never asked for: numbers begin at 1. */
const noFact: Fact = { kind: 'removal', release: -1 }

/** A list of candidates and what it is for. */
export interface Entry {
  readonly clause: number
  readonly claim: Claim
}

/** A request made ready for the search. Used by one search only: what it works out is kept. */
export interface Problem {
  readonly input: ResolverInput
  readonly universe: Universe
  readonly candidates: Candidates
  /** In the order of preference. */
  readonly agenda: readonly Entry[]
  /** From number 1 on: 0 means no fact. */
  readonly facts: readonly Fact[]
  /** Clauses, by release, that do not bind it. */
  readonly waived: ReadonlyMap<number, ReadonlySet<number>>
  readonly isUpdating: (name: number) => boolean
}

export function createProblem(input: ResolverInput): Problem {
  const wishes = installWishes(input.wishes)
  const universe = new Universe(input.pool, input.installed, input.policy, wishes)
  const candidates = new Candidates(universe, 2 * wishes.length + 3 * universe.installed.length)
  const isUpdating = updatedNames(input.wishes, universe)
  const wished = wishes.map((wish) => ({ wish, list: candidatesForWish(wish, universe) }))
  const removed = removedNames(input.wishes, universe)
  const named = new Set([...removed, ...wishes.map(({ name }) => universe.overlay.nameOf(name))])
  const falling = fallingWithForced(input.wishes, universe, candidates)
  const others = universe.installed.filter(({ name }) => !named.has(name))
  const staying = forKeeping(others, input, isUpdating)
  const agenda: Entry[] = wished.map(({ wish, list }) => ({
    clause: candidates.add(list),
    claim: { kind: 'wish', wish },
  }))
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
  return {
    input,
    universe,
    candidates,
    agenda,
    facts,
    waived: waivedClauses(input.wishes, universe, wished),
    isUpdating,
  }
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
  wished: readonly { readonly wish: InstallWish; readonly list: readonly number[] }[],
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
