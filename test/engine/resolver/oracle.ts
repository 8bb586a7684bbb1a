import { satisfies, type Constraint } from '../../../engine/model/version-range.ts'
import { compareVersions } from '../../../engine/model/version.ts'
import type { Relation } from '../../../engine/model/relation.ts'
import type { ResolverInput, ResolverRelease, Wish } from '../../../engine/resolver/package-source.ts'

/** The rules said a second time, as slowly and plainly as possible: it shares no code with the solver. */

type State = readonly ResolverRelease[]

export function answersTo(
  release: ResolverRelease,
  name: string,
  constraints: readonly Constraint[],
): boolean {
  const ownNames = [{ name: release.name, version: release.version as string | null }, ...release.provides]
  return ownNames.some(
    (own) =>
      own.name === name &&
      (constraints.length === 0 ||
        (own.version !== null && satisfies(own.version, constraints, release.scheme))),
  )
}

export function satisfiesRelation(relation: Relation, state: State): boolean {
  return relation.alternatives.some(({ name, constraints }) =>
    state.some((release) => answersTo(release, name, constraints)),
  )
}

/** What is wrong with a state; an empty list where it may be. */
export function isSound(state: State, input: ResolverInput): readonly string[] {
  return [
    ...state.flatMap((release) => problemsOf(release, state)),
    ...unmetWishes(state, input),
    ...losses(state, input),
  ]
}

function problemsOf(release: ResolverRelease, state: State): readonly string[] {
  const others = state.filter(({ name }) => name !== release.name)
  return [
    ...release.dependencies
      .filter((relation) => !satisfiesRelation(relation, state))
      .map(({ text }) => `lacks ${text}`),
    ...release.conflicts
      .filter((relation) => satisfiesRelation(relation, others))
      .map(({ text }) => `beside ${text}`),
    ...(others.length < state.length - 1 ? ['twice'] : []),
  ].map((problem) => `${release.id} ${problem}`)
}

function unmetWishes(state: State, { source, wishes }: ResolverInput): readonly string[] {
  return wishes.flatMap((wish) => {
    if (wish.kind === 'remove')
      return state.some(({ name }) => name === wish.name) ? [`${wish.name} is back`] : []
    if (wish.kind !== 'install') return []
    return candidates(wish, source).some((release) => state.includes(release))
      ? []
      : [`${wish.name} is not there`]
  })
}

function losses(state: State, { installed, wishes }: ResolverInput): readonly string[] {
  const named = new Set(
    wishes.flatMap((wish) => (wish.kind === 'install' || wish.kind === 'remove' ? [wish.name] : [])),
  )
  const updates = wishes.some(({ kind }) => kind.startsWith('update'))
  const others = installed.filter(({ release }) => !named.has(release.name))
  return others.flatMap(({ release, chosen }) => {
    const now = state.find(({ name }) => name === release.name)
    if (now === undefined) return chosen ? [`${release.name} is lost`] : []
    const isOlder = compareVersions(now.version, release.version, 'semver') < 0
    return isOlder && (chosen || updates) ? [`${release.name} is older`] : []
  })
}

function candidates(wish: Extract<Wish, { kind: 'install' }>, source: ResolverInput['source']): State {
  const own = source.releasesOf(wish.name)
  const all = own.length > 0 ? own : source.providersOf(wish.name)
  return all
    .filter((release) => answersTo(release, wish.name, own.length > 0 ? [] : wish.constraints))
    .filter((release) => own.length === 0 || satisfies(release.version, wish.constraints, release.scheme))
}

/**
 * The best rank that any sound state reaches for each install wish and then for each chosen package, earlier ones
 * first: 0 is the favourite. Null where no state is sound.
 */
export function bestStates(all: State, input: ResolverInput) {
  const lists = preferences(input)
  const rank = (state: State) => lists.map((list) => list.findIndex((release) => state.includes(release)))
  let ranks: readonly number[] | null = null
  for (const state of everyState(all)) {
    const own = rank(state)
    if ((ranks === null || isBetter(own, ranks)) && isSound(state, input).length === 0) ranks = own
  }
  return ranks === null ? null : { ranks, rank }
}

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index])
  return at >= 0 && a[at]! >= 0 && a[at]! < b[at]!
}

function preferences({ source, installed, wishes }: ResolverInput): readonly State[] {
  const current = new Map(installed.map(({ release }) => [release.name, release]))
  const isCurrent = (release: ResolverRelease) => current.get(release.name) === release
  const updating = (name: string) =>
    wishes.some((wish) => wish.kind === 'update-all' || (wish.kind === 'update' && wish.name === name))
  const newer = ({ name, version }: ResolverRelease) =>
    source.releasesOf(name).filter((release) => compareVersions(release.version, version, 'semver') > 0)
  const isHome = (release: ResolverRelease) => {
    const own = current.get(release.name)
    return own !== undefined && (own === release || (updating(release.name) && newer(own).includes(release)))
  }
  const forWishes = wishes.flatMap((wish) => {
    if (wish.kind !== 'install') return []
    const list = candidates(wish, source)
    return [[...list.filter(isHome), ...list.filter((release) => !isHome(release))]]
  })
  const named = new Set(
    wishes.flatMap((wish) => (wish.kind === 'install' || wish.kind === 'remove' ? [wish.name] : [])),
  )
  const kept = installed
    .filter(({ release, chosen }) => chosen && !named.has(release.name))
    .map(({ release }) => release)
    .filter(isCurrent)
    .toSorted((a, b) => Number(updating(b.name)) - Number(updating(a.name)) || (a.name < b.name ? -1 : 1))
  return [
    ...forWishes,
    ...kept.map((own) => (updating(own.name) ? [...newer(own), own] : [own, ...newer(own)])),
  ]
}

/** Each name in each of its versions or not at all. */
function* everyState(all: State): Generator<State> {
  const groups = [...Map.groupBy(all, ({ name }) => name).values()]
  function* extend(index: number, state: State): Generator<State> {
    if (index === groups.length) return yield state
    yield* extend(index + 1, state)
    for (const release of groups[index]!) yield* extend(index + 1, [...state, release])
  }
  yield* extend(0, [])
}
