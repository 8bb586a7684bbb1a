import type { ErrorFacts } from '../../engine/index.ts'
import type { CliCode, OwnFacts } from '../failure.ts'
import type { Page } from './page.ts'

/** A failure in words for the person at the keyboard. */
export interface Words {
  /** What did not work out, for them. */
  readonly title: string
  /** Why, with the evidence. */
  readonly cause: string | null
  /** What to type or do about it. */
  readonly fix: string | null
}

/** The page, the program that speaks, and the command line that failed, ready to be typed again. */
export interface Setting extends Page {
  readonly program: string
  readonly typed: string
}

type Facts = ErrorFacts & OwnFacts
/** One writer for each code, with the facts of that code. */
export type Table<C extends CliCode> = { readonly [K in C]: (facts: Facts[K], setting: Setting) => Words }

export const again = ({ typed }: Setting) => `Then run it again: ${typed}`
