import type { Offer } from '../catalog/catalog.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { Because, ChangeRequest, Explanation } from '../model/plan.ts'

/** A release that the next generation holds. */
export interface NextRelease {
  readonly release: InstalledRelease
  /** Where to get it from; null where it stays, or where only the store has it. */
  readonly offer: Offer | null
  /** Null where it stays as it was. */
  readonly because: Because | null
}

/** Why a newer release is not taken. */
export type HeldBack = Extract<Because, { kind: 'held' }>

/** A wish resolved to what the machine would hold: the plan before it is put into numbers and words. */
export interface Draft {
  readonly request: ChangeRequest
  readonly next: readonly NextRelease[]
  readonly removed: ReadonlyMap<string, Because>
  /** By name. */
  readonly held: ReadonlyMap<string, HeldBack>
  /** Names to unpack again although their release does not change. */
  readonly reinstall: ReadonlySet<string>
  /** The generation that is left is pinned. */
  readonly backup: boolean
  /** Names the person asked to remove. */
  readonly askedToRemove: ReadonlySet<string>
}

export type DraftAnswer =
  /** The request comes down to no wish at all. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'unsolvable'; readonly explanation: Explanation }
