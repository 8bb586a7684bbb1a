import { compareReleases, compareText } from './order-releases.ts'
import {
  type Both,
  both,
  compareLists,
  type Merged,
  mergeSorted,
  numbersWhere,
} from '../base/merge-sorted.ts'
import type { PoolAbout } from './pool.ts'
import { isDebian } from './pool-layout.ts'
import type { Part } from './pool-part.ts'

/** Two pools with the numbers that everything has in one pool of both. */
export interface Joined {
  readonly about: PoolAbout
  readonly parts: Both<Part>
  readonly names: JoinedNames
  readonly terms: Merged
  /** Clauses of several terms. */
  readonly clauses: Merged
  readonly releases: Merged
}

export interface JoinedNames {
  readonly packages: readonly string[]
  readonly virtual: readonly string[]
  /** Of both, by number there: the new number. */
  readonly places: Both<Int32Array>
}

/** What is equal has one number; what nothing speaks of any more has none. */
export function joinPools(parts: Both<Part>, about: PoolAbout): Joined {
  const { names, ranks } = joinNames(parts)
  const terms = joinTerms(parts, { names, ranks })
  const clauses = joinClauses(parts, terms)
  const releases = joinReleases(parts, { names, ranks, architecture: about.architecture })
  return { about, parts, names, terms, clauses, releases }
}

function joinNames(parts: Both<Part>) {
  const inOrder = both(parts, namesInOrder)
  const merged = mergeSorted(inOrder, both(parts, sizeOf), (a, b) =>
    compareText(parts[0].names[a]!, parts[1].names[b]!),
  )
  const isPackage = new Uint8Array(merged.count)
  for (const [side, { used }] of parts.entries()) {
    const places = merged.places[side]!
    for (const name of inOrder[side]!) if (used.names[name] === 2) isPackage[places[name]!] = 1
  }
  const [packages, virtual]: [string[], string[]] = [[], []]
  const numbers = new Int32Array(merged.count)
  for (let rank = 0; rank < merged.count; rank += 1) {
    const list = isPackage[rank] === 1 ? packages : virtual
    numbers[rank] = list.length
    list.push(parts[merged.sides[rank]!]!.names[merged.ids[rank]!]!)
  }
  for (let rank = 0; rank < merged.count; rank += 1)
    if (isPackage[rank] === 0) numbers[rank]! += packages.length
  const places = both(merged.places, (ranks) => ranks.map((rank) => (rank < 0 ? -1 : numbers[rank]!)))
  return { names: { packages, virtual, places }, ranks: merged.places }
}

/** Packages and other names are each sorted; all that are used, in one order. */
function namesInOrder({ names, used, packageCount }: Part): Uint32Array {
  const packages = numbersWhere(packageCount, (name) => used.names[name] !== 0)
  const others = numbersWhere(names.length - packageCount, (at) => used.names[packageCount + at] !== 0)
  const { count, sides, ids } = mergeSorted([packages, others], [packageCount, names.length], (a, b) =>
    compareText(names[a]!, names[packageCount + b]!),
  )
  return Uint32Array.from({ length: count }, (_, at) => ids[at]! + sides[at]! * packageCount)
}

function sizeOf({ names }: Part): number {
  return names.length
}

interface Named {
  readonly names: JoinedNames
  /** By number there: the place of a name among all names. */
  readonly ranks: Both<Int32Array>
}

function joinTerms(parts: Both<Part>, { ranks }: Named): Merged {
  const used = both(parts, (part) => numbersWhere(part.termCount, (term) => part.used.clauses[term] !== 0))
  const rankOf = (side: 0 | 1, term: number) => ranks[side][parts[side].data.termNames[term]!]!
  return mergeSorted(
    used,
    both(parts, ({ termCount }) => termCount),
    (a, b) =>
      rankOf(0, a) - rankOf(1, b) || compareText(constraintsOf(parts[0], a), constraintsOf(parts[1], b)),
  )
}

/** As text; empty where there are none. */
export function constraintsOf({ data, texts }: Part, term: number): string {
  const text = data.termConstraints[term]!
  return text === 0 ? '' : texts[text - 1]!
}

function joinClauses(parts: Both<Part>, terms: Merged): Merged {
  const used = both(parts, ({ clauseCount, termCount, used: { clauses } }) =>
    numbersWhere(clauseCount, (clause) => clauses[termCount + clause] !== 0),
  )
  const termsOf = (side: 0 | 1, clause: number): Int32Array => {
    const { clauseStarts, clauses } = parts[side].data
    const ids = clauses.subarray(clauseStarts[clause], clauseStarts[clause + 1])
    return Int32Array.from(ids, (term) => terms.places[side][term]!)
  }
  return mergeSorted(
    used,
    both(parts, ({ clauseCount }) => clauseCount),
    (a, b) => compareLists(termsOf(0, a), termsOf(1, b)),
  )
}

function joinReleases(
  parts: Both<Part>,
  { ranks, architecture }: Named & { readonly architecture: string },
): Merged {
  const compare = compareReleases(architecture)
  const rankOf = (side: 0 | 1, release: number) => ranks[side][parts[side].data.releaseNames[release]!]!
  return mergeSorted(
    both(parts, ({ releases }) => releases),
    both(parts, ({ data }) => data.releaseNames.length),
    (a, b) => rankOf(0, a) - rankOf(1, b) || compare(orderedOf(parts[0], a), orderedOf(parts[1], b)),
  )
}

/** The same release of the same repository is in one of both alone, so that their digests need not be known. */
function orderedOf({ about, data, texts }: Part, release: number) {
  return {
    version: texts[data.releaseVersions[release]!]!,
    scheme: (data.releaseFlags[release]! & isDebian) === 0 ? ('semver' as const) : ('debian' as const),
    architecture: texts[data.releaseArchitectures[release]!]!,
    repository: about.sources[data.releaseRepositories[release]!]!.repository,
    digest: '',
  }
}
