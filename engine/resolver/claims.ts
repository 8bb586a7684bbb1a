import type { InstallWish } from './package-source.ts'
import type { Installed } from './placed.ts'

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
export const noFact: Fact = { kind: 'removal', release: -1 }

/** A list of candidates and what it is for. */
export interface Entry {
  readonly clause: number
  readonly claim: Claim
}
