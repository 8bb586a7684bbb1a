import type { RequestOptions } from '../../../engine/resolver/package-source.ts'
import { answersTo, candidatesFor, comingFor, type Candidate, type State, type Universe } from './oracle.ts'
import { compareForTaking, mayCome } from './oracle-policy.ts'
import { compareWritten, readTerms } from './plain-words.ts'

/**
 * The later steps of the order of preference, looked at from the end: no newcomer could be exchanged for one that comes
 * before it in every list it was taken from, and no recommendation was left out that could be followed as it stands.
 * `before` is the answer before the sweep.
 */
export function secondBests(
  before: State,
  possible: ReadonlySet<State>,
  context: {
    readonly all: readonly Candidate[]
    readonly universe: Universe & { readonly options: RequestOptions }
  },
): readonly string[] {
  const { all, universe } = context
  const usable = all.filter((each) => each.installed !== null || mayCome(each, all, universe))
  const present = all.filter(({ bit }) => (before & bit) !== 0)
  const newcomers = present.filter((each) => isNewcomer(each, context))
  const better = newcomers.flatMap((own) => {
    const lists = present
      .filter((by) => by !== own)
      .flatMap((by) => relationsOf(by))
      .map((relation) => ordered(relation, usable, universe))
      .filter((list) => list.includes(own))
    return usable
      .filter((other) =>
        lists.every((list) => list.includes(other) && list.indexOf(other) < list.indexOf(own)),
      )
      .filter((other) => possible.has((before & ~own.bit) | other.bit))
      .map((other) => `${labelOf(own)} and not ${labelOf(other)}`)
  })
  return [...better, ...unfollowed(before, possible, { present, usable, universe })]
}

/** Came for what others need, and not by its own name. */
function isNewcomer(
  { declared }: Candidate,
  { all, universe }: { readonly all: readonly Candidate[]; readonly universe: Universe },
): boolean {
  const isAsked = universe.wishes.some((wish) => {
    if (wish.kind !== 'install' && wish.kind !== 'replace') return false
    const install = wish.kind === 'install' ? wish : comingFor(wish)
    return candidatesFor(install, all, universe).some((each) => each.declared.name === declared.name)
  })
  return !isAsked && !universe.installed.some(({ name }) => name === declared.name)
}

function relationsOf({ declared }: Candidate): readonly string[] {
  return [...declared.dependencies, ...declared.recommends, ...declared.suggests]
}

/** What meets a relation, best first. */
function ordered(relation: string, usable: readonly Candidate[], universe: Universe): readonly Candidate[] {
  const found = readTerms(relation).flatMap((term) =>
    usable
      .filter((each) => answersTo(each, term, universe))
      .toSorted((a, b) => {
        const isOwn = ({ declared }: Candidate) => Number(declared.name === term.name)
        return isOwn(b) - isOwn(a) || compareProviders(a, b, universe)
      }),
  )
  const home = found.filter((each) => isHome(each, universe))
  return [...new Set([...home, ...found])]
}

function compareProviders(a: Candidate, b: Candidate, { policy }: Universe): number {
  if (a.declared.name === b.declared.name) return compareForTaking(a, b, policy)
  const rank = ({ declared, isOffered }: Candidate) => {
    const own = policy.repositories.findIndex(({ name }) => name === declared.repository)
    return isOffered && own >= 0 ? own : policy.repositories.length
  }
  return rank(a) - rank(b) || (a.declared.name < b.declared.name ? -1 : 1)
}

/** Installed, or what updates it. */
function isHome({ declared, installed }: Candidate, universe: Universe): boolean {
  if (installed !== null) return true
  const old = universe.installed.find(({ name }) => name === declared.name)
  return old !== undefined && compareWritten(declared.version, old.version) > 0
}

/** Recommendations of newcomers that one more release would follow. */
function unfollowed(
  before: State,
  possible: ReadonlySet<State>,
  context: {
    readonly present: readonly Candidate[]
    readonly usable: readonly Candidate[]
    readonly universe: Universe & { readonly options: RequestOptions }
  },
): readonly string[] {
  const { present, usable, universe } = context
  if (!universe.options.recommends) return []
  return present.flatMap((by) => {
    const old = universe.installed.find(({ name }) => name === by.declared.name)
    if (by.installed !== null || old !== undefined) return []
    return by.declared.recommends.flatMap((relation) => {
      const list = ordered(relation, usable, universe)
      if (list.some(({ bit }) => (before & bit) !== 0)) return []
      return list
        .filter(({ bit }) => possible.has(before | bit))
        .map((other) => `${labelOf(by)} recommends ${labelOf(other)}, which is left out`)
    })
  })
}

function labelOf({ declared: { name, version, repository } }: Candidate): string {
  return `${name} ${version} ${repository}`
}
