import type { Provision } from '../model/relation.ts'
import { satisfies, type Constraint } from '../model/version-range.ts'
import { compareVersions, isVersion, type VersionScheme } from '../model/version.ts'
import type { Term } from './relations.ts'

export interface Versioned {
  readonly version: string
  readonly scheme: VersionScheme
}

/** A release's place in the order of the pool, and what it provides under one name. */
export interface Provider extends Versioned {
  readonly id: number
  readonly provided: readonly Pick<Provision, 'version'>[]
}

/** Which releases meet a term: those of its name from `from` up to `to`, and `others`, in this order. */
export interface Match {
  readonly from: number
  readonly to: number
  readonly others: readonly number[]
}

/**
 * `group` are the releases of the term's name that fit this machine, newest first within each scheme, and `first`
 * is the number of the first of them. Comparisons take a range of that order, which is found by bisection and kept
 * as two numbers: ten thousand versions with ten thousand constraints stay small.
 */
export function matchTerm(
  { constraints }: Pick<Term, 'constraints'>,
  { group, first }: { readonly group: readonly Versioned[]; readonly first: number },
  providers: readonly Provider[],
): Match {
  const providing = idsOf(providers, constraints)
  const range = rangeOf(group, constraints)
  if (range !== null) {
    const [from, to] = [first + range.from, first + range.to]
    // A package may provide its own name, too, in another version.
    return {
      from,
      to,
      others: isNobody(providing) ? nobody : providing.filter((id) => id < from || id >= to),
    }
  }
  const own = group.flatMap(({ version, scheme }, index) =>
    satisfies(version, constraints, scheme) ? [first + index] : [],
  )
  return { from: first, to: first, others: [...new Set([...own, ...providing])] }
}

const nobody: readonly never[] = []

function isNobody(ids: readonly number[]): boolean {
  return ids.length === 0
}

/** Of nearly every name there is no provider. */
function idsOf(providers: readonly Provider[], constraints: readonly Constraint[]): readonly number[] {
  if (providers.length === 0) return nobody
  return providers.filter((provider) => provides(provider, constraints)).map(({ id }) => id)
}

/** A provision without a version meets only terms without constraints. */
export function provides(
  { scheme, provided }: Pick<Provider, 'scheme' | 'provided'>,
  constraints: readonly Constraint[],
): boolean {
  return provided.some(
    ({ version }) =>
      constraints.length === 0 || (version !== null && satisfies(version, constraints, scheme)),
  )
}

interface Range {
  readonly from: number
  readonly to: number
}

/** Null where what satisfies is no range of one scheme's order. */
function rangeOf(group: readonly Versioned[], constraints: readonly Constraint[]): Range | null {
  const scheme = group[0]?.scheme
  if (scheme === undefined) return { from: 0, to: 0 }
  if (constraints.length === 0) return { from: 0, to: group.length }
  if (group.at(-1)!.scheme !== scheme) return null
  let range: Range = { from: 0, to: group.length }
  for (const constraint of constraints) {
    const one = rangeOfOne(group, constraint, scheme)
    if (one === null) return null
    const from = Math.max(range.from, one.from)
    range = { from, to: Math.max(from, Math.min(range.to, one.to)) }
  }
  return range
}

function rangeOfOne(
  group: readonly Versioned[],
  { operator, version }: Constraint,
  scheme: VersionScheme,
): Range | null {
  if (!isVersion(version, scheme)) return { from: 0, to: 0 }
  // Newest first: those that are newer, then those that are equal, then the older ones.
  const bound = { version, scheme }
  switch (operator) {
    case '=':
      return { from: firstIn(group, bound, 'equal'), to: firstIn(group, bound, 'older') }
    case '>=':
      return { from: 0, to: firstIn(group, bound, 'older') }
    case '>':
      return { from: 0, to: firstIn(group, bound, 'equal') }
    case '<=':
      return { from: firstIn(group, bound, 'equal'), to: group.length }
    case '<':
      return { from: firstIn(group, bound, 'older'), to: group.length }
    case '!=':
    case '~':
    case '^':
      return null
  }
}

/** Where those begin that are older, or those that are equal and older. */
function firstIn(
  group: readonly Versioned[],
  { version, scheme }: Versioned,
  which: 'equal' | 'older',
): number {
  let [low, high] = [0, group.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const order = compareVersions(group[middle]!.version, version, scheme)
    if (which === 'older' ? order < 0 : order <= 0) high = middle
    else low = middle + 1
  }
  return low
}
