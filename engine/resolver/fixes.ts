import type { ChangeRequest, Explanation } from '../model/plan.ts'
import { formatConstraints } from '../model/version-range.ts'
import type { Solved } from './answer.ts'
import type { InstallWish, Origin } from './origin.ts'
import type { InstalledRelease, ResolverInput, Wish } from './package-source.ts'
import type { Universe } from './universe.ts'

type Fix = Explanation['fixes'][number]

/** Answers a request, or says which chosen packages stand in its way; null where it would take too long. */
export type Attempt = (input: ResolverInput) => Solved | Blocked | null

export interface Blocked {
  readonly kind: 'blocked'
  readonly by: readonly string[]
}

/** Requests one after the other; a person can type each. */
type Steps = readonly (readonly Wish[])[]

const mostFixes = 3
/** Every proposal is really solved, which costs; more are never worth reading. */
const mostProposals = 16

/** What a person could ask for instead, least change first. Each was solved from the state it will meet. */
export function findFixes(
  input: ResolverInput,
  core: readonly Origin[],
  options: { readonly universe: Universe; readonly attempt: Attempt },
): readonly Fix[] {
  const proposals = proposalsFor(input, core, options)
  const solved = proposals.slice(0, mostProposals).flatMap((steps) => {
    const after = runSteps(steps, input, options.attempt)
    return after === null ? [] : [{ steps, cost: costOf(steps, input, after), end: describeState(after) }]
  })
  const distinct = solved
    .toSorted((a, b) => a.cost - b.cost)
    .filter(({ end }, index, all) => all.findIndex((other) => other.end === end) === index)
    .filter(({ end }) => end !== describeState(input.installed))
  return distinct.slice(0, mostFixes).map(({ steps }) => ({ requests: steps.flatMap(asRequests) }))
}

/** Chosen packages whose staying is part of the contradiction. */
export function blockersIn(core: readonly Origin[]): readonly string[] {
  return core.flatMap((origin) => (origin.kind === 'stay' ? [origin.release.name] : []))
}

function proposalsFor(
  input: ResolverInput,
  core: readonly Origin[],
  { universe, attempt }: { readonly universe: Universe; readonly attempt: Attempt },
): readonly Steps[] {
  const { wishes } = input
  const wished = core.flatMap((origin) => (origin.kind === 'wish' ? [origin.wish] : []))
  const blockers = blockersIn(core)
  const settle = (relaxed: readonly Wish[]) => settleVersions(relaxed, input, attempt)
  return [
    ...wished.flatMap((wish) => settle(wishes.map((other) => (other === wish ? anyRelease(wish) : other)))),
    ...blockers.flatMap((name) => settle([...wishes, { kind: 'install', name, constraints: [] }])),
    ...wished.flatMap((wish) => providersInstead(wish, wishes, universe)),
    ...blockers.flatMap((name) => removalsThatHelp(input, [name], attempt)),
    ...wished.map((wish) => [wishes.filter((other) => other !== wish)]).filter(([rest]) => rest!.length > 0),
  ]
}

function removal(name: string): Wish {
  return { kind: 'remove', name, force: false }
}

function anyRelease({ name }: InstallWish): InstallWish {
  return { kind: 'install', name, constraints: [] }
}

/** Solves with versions left open, and says which ones came out, so that the fix can be read and repeated. */
function settleVersions(wishes: readonly Wish[], input: ResolverInput, attempt: Attempt): readonly Steps[] {
  const solved = attempt({ ...input, wishes })
  if (solved?.kind !== 'solved') return []
  const before = new Map(input.installed.map(({ release }) => [release.name, release.id]))
  const named = wishes.map((wish): Wish => {
    if (wish.kind !== 'install' || input.wishes.includes(wish)) return wish
    const release = solved.releases.find((line) => line.release.name === wish.name)?.release
    if (release === undefined || before.get(release.name) === release.id) return wish
    return { ...wish, constraints: [{ operator: '=', version: release.version }] }
  })
  return [[named]]
}

function providersInstead(wish: InstallWish, wishes: readonly Wish[], universe: Universe): readonly Steps[] {
  const others = universe
    .matching({ name: wish.name, constraints: [] })
    .filter(({ name }) => name !== wish.name)
  const names = new Set(others.map(({ name }) => name))
  return Array.from(names, (name) => [
    wishes.map((other): Wish => (other === wish ? { kind: 'install', name, constraints: [] } : other)),
  ])
}

/** Chosen packages that may have to go together before a request solves; more is no fix any more. */
const mostRemovals = 8

/** Removes `blocker`, and whatever then still stands in the way. */
function removalsThatHelp(
  input: ResolverInput,
  blockers: readonly string[],
  attempt: Attempt,
): readonly Steps[] {
  const removed = input.wishes.filter((wish) => wish.kind === 'remove')
  const others = input.wishes.filter((wish) => wish.kind !== 'remove')
  const removals = [...removed, ...blockers.map(removal)]
  const answer = attempt({ ...input, wishes: [...removals, ...others] })
  if (answer === null || blockers.length > mostRemovals) return []
  if (answer.kind === 'solved') return [[removals, ...(others.length > 0 ? [others] : [])]]
  const more = answer.by.filter((name) => !blockers.includes(name))
  return more.length === 0 ? [] : removalsThatHelp(input, [...blockers, ...more], attempt)
}

function runSteps(steps: Steps, input: ResolverInput, attempt: Attempt): readonly InstalledRelease[] | null {
  let installed = input.installed
  for (const wishes of steps.flatMap(separate)) {
    const solved = attempt({ ...input, installed, wishes })
    if (solved?.kind !== 'solved') return null
    installed = solved.releases
  }
  return installed
}

/** Losing something chosen weighs most, then a wish that stays open, then one in another version, then any change. */
function costOf(steps: Steps, input: ResolverInput, after: readonly InstalledRelease[]): number {
  const now = new Map(after.map(({ release }) => [release.name, release]))
  const before = new Map(input.installed.map(({ release }) => [release.name, release]))
  const wishes = steps.flat()
  const unmet = input.wishes
    .filter((wish) => wish.kind === 'install')
    .filter((wish) => !wishes.includes(wish))
  const isBent = ({ name }: InstallWish) =>
    wishes.some((wish) => wish.kind === 'install' && wish.name === name)
  const bent = unmet.filter(isBent).length
  const lost = input.installed.filter(({ release, chosen }) => chosen && !now.has(release.name)).length
  const removed = input.installed.filter(({ release }) => !now.has(release.name)).length
  const changed = after.filter(({ release }) => before.get(release.name)?.id !== release.id).length
  return lost * 1_000 + (unmet.length - bent) * 300 + bent * 50 + removed * 10 + changed
}

function describeState(installed: readonly InstalledRelease[]): string {
  return installed
    .map(({ release, chosen }) => `${release.id}${chosen ? '!' : ''}`)
    .sort()
    .join('\n')
}

/** One request holds wishes of one kind; installs of one repository; removals with or without force. */
function separate(wishes: readonly Wish[]): readonly (readonly Wish[])[] {
  const groups = Map.groupBy(wishes, (wish) =>
    [wish.kind, 'repository' in wish ? wish.repository : '', 'force' in wish ? wish.force : ''].join(' '),
  )
  // What goes makes room for what comes.
  return [...groups.values()].toSorted(
    (a, b) => Number(b[0]!.kind === 'remove') - Number(a[0]!.kind === 'remove'),
  )
}

function asRequests(wishes: readonly Wish[]): readonly ChangeRequest[] {
  return separate(wishes).map(asRequest)
}

function asRequest(wishes: readonly Wish[]): ChangeRequest {
  const [first] = wishes
  const names = wishes.flatMap((wish) => ('name' in wish ? [wish.name] : []))
  if (first!.kind === 'update-all') return { kind: 'update' }
  if (first!.kind === 'update') return { kind: 'update', packages: names }
  if (first!.kind === 'remove') return { kind: 'remove', packages: names, purge: false, force: first!.force }
  const installs = wishes.filter((wish) => wish.kind === 'install')
  return {
    kind: 'install',
    packages: installs.map(({ name, constraints }) =>
      constraints.length === 0 ? { name } : { name, version: formatConstraints(constraints) },
    ),
    ...(first!.repository === undefined ? {} : { repository: first!.repository }),
    force: false,
  }
}
