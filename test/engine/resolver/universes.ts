import fc from 'fast-check'
import type {
  Declaration,
  Pin,
  Policy,
  RequestOptions,
  Wish,
} from '../../../engine/resolver/package-source.ts'
import { openPolicy } from '../../../engine/resolver/package-source.ts'
import type { ResolverInput } from '../../../engine/resolver/resolve.ts'
import { describeUniverse } from './describe-universe.ts'
import { coherentStates, listCandidates, sizeOf, type Universe } from './oracle.ts'
import { answers, readTerms } from './plain-words.ts'
import { installedFrom, release, wish } from './release.ts'
import { poolOf } from './world.ts'

/** Small enough that every state of one can be looked at. */
export interface SmallUniverse extends Universe {
  readonly options: RequestOptions
  readonly securityFixes: ReadonlySet<string>
}

export const names = ['a', 'b', 'c', 'd', 'e', 'f']

export function inputOf(universe: SmallUniverse): ResolverInput {
  const { declarations, ...rest } = universe
  return { ...rest, pool: poolOf(declarations, ['main', 'other']) }
}

const bound = fc.constantFrom('', '', '', ' >= 2', ' < 2', ' = 1', ' != 1', ' ^ 1')
const target = fc.constantFrom(...names, 'virtual', 'virtual', 'missing')
const alternative = fc.tuple(target, bound).map((parts) => parts.join(''))
const relation = fc.array(alternative, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' | '))
const few = (element: fc.Arbitrary<string>, maxLength: number) => fc.array(element, { maxLength })
const seldom = (element: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(element, 1) })
const mostly = <T>(usual: T, ...others: T[]) => fc.constantFrom(...Array<T>(6).fill(usual), ...others)

const releases = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom(...names),
      version: mostly('1', '2', '2', '2', '3', '3', '3-beta'),
      repository: mostly('main', 'other', 'other'),
      architecture: mostly('x86_64', 'universal', 'arm64'),
      needs: few(relation, 2),
      conflicts: fc.oneof(fc.constant([]), few(alternative, 2)),
      breaks: mostly<readonly string[]>([], ['a'], ['b < 2']),
      provides: seldom(fc.constantFrom('virtual', 'virtual', 'virtual = 2', ...names)),
      recommends: seldom(relation),
    }),
    {
      selector: ({ name, version, repository }) => `${name} ${version} ${repository}`,
      minLength: 1,
      maxLength: 11,
    },
  )
  .map((specs) => specs.map(({ name, version, ...spec }) => release(`${name} ${version}`, spec)))

const someNames = (weight: number) =>
  fc.oneof(
    { weight, arbitrary: fc.constant([] as string[]) },
    { weight: 1, arbitrary: fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }) },
  )

const repositories = fc.constantFrom<Policy['repositories'][]>(
  [
    { name: 'main', priority: 100 },
    { name: 'other', priority: 50 },
  ],
  [
    { name: 'main', priority: 100 },
    { name: 'other', priority: 100 },
  ],
  [
    { name: 'other', priority: 200 },
    { name: 'main', priority: 100 },
  ],
  [{ name: 'main', priority: 100 }],
)

const pin = fc
  .record({
    name: fc.constantFrom(...names),
    version: fc.constantFrom<Pin['constraints'][]>(
      [],
      [{ operator: '<', version: '2' }],
      [{ operator: '>=', version: '2' }],
    ),
    repository: fc.constantFrom(null, null, 'main', 'other'),
  })
  .map(({ version, ...rest }): Pin => ({ ...rest, constraints: version }))

const policies = fc
  .record({
    repositories,
    pins: fc.oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(pin, { minLength: 1, maxLength: 2 }) },
    ),
    holds: someNames(5),
    protected: someNames(5),
    owners: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          [{ pattern: 'a', repository: 'other' }],
          [{ pattern: 'virtual', repository: 'other' }],
          [
            { pattern: 'virtual*', repository: 'main' },
            { pattern: '*', repository: 'other' },
          ],
        ),
      },
    ),
    development: mostly(false, true),
  })
  .map(({ holds, protected: kept, ...rest }): Policy => ({
    ...openPolicy(rest.repositories),
    ...rest,
    holds: new Set(holds),
    protected: new Set(kept),
  }))

const share = fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1_000)
const anyName = fc.constantFrom(...names)
const wishTexts = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...names, 'virtual'), bound)
      .map(([name, at]) => `install ${name}${at}`),
  },
  { weight: 1, arbitrary: anyName.map((name) => `install ${name} @other`) },
  { weight: 1, arbitrary: anyName.map((name) => `install ${name} = 3-beta`) },
  { weight: 1, arbitrary: anyName.map((name) => `install! ${name}`) },
  { weight: 1, arbitrary: anyName.map((name) => `downgrade ${name}`) },
  { weight: 4, arbitrary: anyName.map((name) => `remove ${name}`) },
  { weight: 2, arbitrary: anyName.map((name) => `remove! ${name}`) },
  { weight: 2, arbitrary: anyName.map((name) => `update ${name}`) },
  { weight: 2, arbitrary: fc.constant('update') },
  { weight: 1, arbitrary: fc.tuple(anyName, anyName).map(([name, by]) => `replace ${name} by ${by}`) },
  { weight: 1, arbitrary: fc.constantFrom('autoremove', 'repair') },
)

/** A universe, a coherent installed part of it, and wishes that do not say the opposite of each other. */
const universesOf = (parts: {
  readonly releases: fc.Arbitrary<readonly Declaration[]>
  readonly policy: fc.Arbitrary<Policy>
  readonly wishes: fc.Arbitrary<readonly string[]>
  readonly chosen: fc.Arbitrary<boolean>
  readonly securityFixes?: fc.Arbitrary<readonly string[]>
}): fc.Arbitrary<SmallUniverse> =>
  fc
    .record({
      releases: parts.releases,
      policy: parts.policy,
      wishes: parts.wishes,
      options: fc.record({
        recommends: mostly(true, false),
        suggests: fc.constant(false),
        keepUnneeded: mostly(false, true),
      }),
      /** Which of the coherent states is installed, as a share of all, smaller ones first; 0 is the empty one. */
      state: fc.oneof(fc.constant(0), share, share.map(Math.sqrt), share.map(Math.sqrt)),
      chosen: fc.infiniteStream(parts.chosen),
      isGone: fc.infiniteStream(mostly(false, true)),
      /** The release whose needs were left out by force. */
      forced: mostly(-1, 0, 1),
      securityFixes: parts.securityFixes ?? someNames(3),
    })
    .map(({ releases: all, state, chosen, isGone, forced, wishes, securityFixes, ...rest }) => {
      const installed = installSome(all, { state, chosen, forced })
      const gone = new Set(installed.filter(() => isGone.next().value).map(({ digest }) => digest))
      const universe = {
        ...rest,
        declarations: all.filter(({ digest }) => !gone.has(digest)),
        installed,
        wishes: wishes.map(wish).filter(isFirstAboutItsName),
        securityFixes: new Set(securityFixes),
      }
      return { ...universe, [fc.toStringMethod]: () => describeUniverse(universe) }
    })

const mixed = universesOf({
  releases,
  policy: policies,
  wishes: fc.array(wishTexts, { minLength: 1, maxLength: 2 }),
  chosen: fc.boolean(),
})

const resident = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const newcomer = fc.constantFrom('f', 'g', 'h')
const pairOf = (element: fc.Arbitrary<string>) => fc.tuple(element, element).map((pair) => pair.join(' | '))

/** Something wanted needs what some of the residents cannot be beside: as few as possible have to go. */
const crowded = universesOf({
  releases: fc
    .record({
      residents: fc.array(few(pairOf(resident), 1), { minLength: 3, maxLength: 5 }),
      newcomers: fc.array(fc.array(resident, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 }),
      needs: fc.array(pairOf(newcomer), { minLength: 1, maxLength: 2 }),
    })
    .map(({ residents, newcomers, needs }) => [
      ...residents.map((own, index) => release(`${'abcde'[index]!} 1`, { needs: own })),
      ...newcomers.map((conflicts, index) => release(`${'fgh'[index]!} 1`, { conflicts })),
      release('top 1', { needs }),
    ]),
  policy: fc.constant(openPolicy([{ name: 'main', priority: 100 }])),
  wishes: fc.constant(['install top']),
  chosen: mostly(false, true),
})

const aged = fc.constantFrom('a', 'b', 'c')
const somewhat = fc
  .tuple(aged, fc.constantFrom('', ' < 2', ' < 2', ' >= 2', ' >= 2', ' < 3'))
  .map((parts) => parts.join(''))

/** Everything has newer releases, and not all of them can be together. */
const aging = universesOf({
  releases: fc
    .array(
      fc.record({
        oldest: fc.constantFrom('1', '1', '2'),
        newest: fc.constantFrom('2', '3', '3', '4-beta'),
        needs: seldom(somewhat),
        newNeeds: few(somewhat, 1),
        newConflicts: few(somewhat, 1),
      }),
      { minLength: 3, maxLength: 4 },
    )
    .map((specs) =>
      specs.flatMap(({ oldest, newest, needs, newNeeds, newConflicts }, index) => {
        const name = 'abcd'[index]!
        const old = release(`${name} ${oldest}`, { needs })
        if (oldest === newest) return [old]
        const middle = oldest === '1' && newest === '3' ? [release(`${name} 2`, { needs: newNeeds })] : []
        return [old, ...middle, release(`${name} ${newest}`, { needs: newNeeds, conflicts: newConflicts })]
      }),
    ),
  policy: fc.constant(openPolicy([{ name: 'main', priority: 100 }])),
  wishes: fc.oneof(
    fc.constant(['update']),
    fc.array(
      aged.map((name) => `update ${name}`),
      { minLength: 1, maxLength: 3 },
    ),
  ),
  chosen: fc.boolean(),
  securityFixes: fc.array(aged, { maxLength: 2 }),
})

export const smallUniverses = fc.oneof(
  { weight: 3, arbitrary: mixed },
  { weight: 1, arbitrary: crowded },
  { weight: 1, arbitrary: aging },
)

function isFirstAboutItsName(each: Wish, index: number, wishes: readonly Wish[]): boolean {
  const about = (other: Wish) => [
    ...('name' in other ? [other.name] : []),
    ...('by' in other ? [other.by] : []),
  ]
  if (each.kind === 'replace' && each.name === each.by) return false
  const taken = wishes.slice(0, index).flatMap(about)
  return !about(each).some((name) => taken.includes(name))
}

function installSome(
  all: readonly Declaration[],
  { state, chosen, forced }: { state: number; chosen: fc.Stream<boolean>; forced: number },
) {
  const policy = openPolicy([])
  const bare = all.map((each, index) => (index === forced ? { ...each, dependencies: [] } : each))
  const universe: Universe = { declarations: bare, installed: [], wishes: [], policy }
  const foreign = all.reduce(
    (sum, each, index) => (each.architecture === 'arm64' ? sum | (1 << index) : sum),
    0,
  )
  const states = coherentStates(listCandidates(universe), universe)
    .filter((each) => (each & foreign) === 0)
    .toSorted((a, b) => sizeOf(a) - sizeOf(b))
  const picked = states[Math.min(states.length - 1, Math.floor(state * states.length))]!
  const present = all.filter((_, index) => (picked & (1 << index)) !== 0)
  return present.map((each) => {
    const isForced = all.indexOf(each) === forced
    const unmet = isForced ? each.dependencies.filter((text) => !isMet(text, present)) : []
    return installedFrom(each, chosen.next().value, unmet)
  })
}

function isMet(relationText: string, present: readonly Declaration[]): boolean {
  return readTerms(relationText).some((term) => present.some((each) => answers(each, term)))
}
