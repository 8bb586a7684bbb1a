import type { Relation } from '../model/relation.ts'
import type { ResolverRelease, Wish } from './package-source.ts'

export type InstallWish = Extract<Wish, { kind: 'install' }>

/** Why a clause holds: a wish, or a fact of named releases. `candidates` are what would satisfy it. */
export type Origin =
  | {
      readonly kind: 'wish'
      readonly wish: InstallWish
      readonly candidates: readonly ResolverRelease[]
    }
  | { readonly kind: 'removal'; readonly release: ResolverRelease }
  /** A person chose it: it stays, in this or a newer release. */
  | {
      readonly kind: 'stay'
      readonly release: ResolverRelease
      readonly candidates: readonly ResolverRelease[]
    }
  /** An update makes nothing older. */
  | { readonly kind: 'no-downgrade'; readonly installed: ResolverRelease; readonly release: ResolverRelease }
  | {
      readonly kind: 'dependency'
      readonly release: ResolverRelease
      readonly relation: Relation
      readonly candidates: readonly ResolverRelease[]
    }
  | {
      readonly kind: 'conflict'
      readonly release: ResolverRelease
      readonly relation: Relation
      readonly other: ResolverRelease
    }
  | { readonly kind: 'one-version'; readonly release: ResolverRelease; readonly other: ResolverRelease }

export interface OriginClause {
  /** One of these must be there, */
  readonly anyOf: readonly ResolverRelease[]
  /** or one of these must not. */
  readonly unless: readonly ResolverRelease[]
}

export function clauseOf(origin: Origin): OriginClause {
  switch (origin.kind) {
    case 'wish':
    case 'stay':
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
