import type { Cause } from './cause.ts'
import type { InstallWish } from './package-source.ts'
import type { Claim } from './claims.ts'
import type { Problem } from './problem.ts'

/** Why a clause holds: a wish, or a fact of releases (by number). `candidates` are what would satisfy it. */
export type Origin =
  | { readonly kind: 'wish'; readonly wish: InstallWish; readonly candidates: readonly number[] }
  | { readonly kind: 'removal'; readonly release: number }
  /** A person chose it: it stays, in this or a newer release. */
  | { readonly kind: 'stay'; readonly release: number; readonly candidates: readonly number[] }
  /** It is never removed. */
  | { readonly kind: 'protected'; readonly release: number; readonly candidates: readonly number[] }
  /** An update makes nothing older. */
  | { readonly kind: 'no-downgrade'; readonly installed: number; readonly release: number }
  | {
      readonly kind: 'dependency'
      readonly release: number
      readonly clause: number
      readonly candidates: readonly number[]
    }
  | { readonly kind: 'conflict'; readonly release: number; readonly term: number; readonly other: number }
  | { readonly kind: 'one-version'; readonly release: number; readonly other: number }

/** What a cause says in terms of wishes and releases. Learned clauses are no origins: their sources are. */
export function originOf(cause: Cause, problem: Problem): Origin {
  const { candidates, facts } = problem
  switch (cause.kind) {
    case 'clause': {
      const list = candidates.listOf(cause.clause)
      if (cause.asker < 0) return originOfClaim(claimOf(cause.clause, problem), list)
      return { kind: 'dependency', release: cause.asker, clause: cause.clause, candidates: list }
    }
    case 'pair':
      return originOfPair(cause.release, cause.other, problem)
    case 'fact': {
      const fact = facts[cause.fact]!
      return fact.kind === 'stay' ? { ...fact, candidates: [fact.release] } : fact
    }
    default:
      throw new Error(`a cause of kind ${cause.kind} has no origin`)
  }
}

function claimOf(clause: number, { agenda }: Problem): Claim {
  return agenda.find((entry) => entry.clause === clause)!.claim
}

function originOfClaim(claim: Claim, candidates: readonly number[]): Origin {
  switch (claim.kind) {
    case 'wish':
      return { kind: 'wish', wish: claim.wish, candidates }
    case 'stay':
    case 'protected':
      return { kind: claim.kind, release: claim.installed.release, candidates }
  }
}

function originOfPair(release: number, other: number, { universe }: Problem): Origin {
  if (universe.nameOf(release) === universe.nameOf(other)) return { kind: 'one-version', release, other }
  const exclusion = (one: number, two: number) =>
    universe.exclusionsOf(one).find((each) => universe.terms.isMetBy(each, two))
  // Where each says it of the other, the newcomer tells it: the story goes from the wish to the obstacle.
  const isStranger = universe.isInstalled(release) && !universe.isInstalled(other)
  const own = isStranger ? exclusion(other, release) : undefined
  if (own !== undefined) return { kind: 'conflict', release: other, term: own, other: release }
  return { kind: 'conflict', release, term: exclusion(release, other)!, other }
}

export interface OriginClause {
  /** One of these must be there, */
  readonly anyOf: readonly number[]
  /** or one of these must not. */
  readonly unless: readonly number[]
}

export function clauseOf(origin: Origin): OriginClause {
  switch (origin.kind) {
    case 'wish':
    case 'stay':
    case 'protected':
      return { anyOf: origin.candidates, unless: [] }
    case 'removal':
    case 'no-downgrade':
      return { anyOf: [], unless: [origin.release] }
    case 'dependency':
      return { anyOf: origin.candidates, unless: [origin.release] }
    case 'conflict':
    case 'one-version':
      return { anyOf: [], unless: [origin.release, origin.other] }
  }
}
