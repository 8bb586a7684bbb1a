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

/**
 * The page, the program that speaks, the command line that failed, ready to be typed again, and which command that is:
 * `repository add`, or nothing where no command was understood.
 */
export interface Setting extends Page {
  readonly program: string
  readonly typed: string
  readonly verb: string
}

export function settingOf(
  page: Page,
  { program, typed, verb }: Pick<Setting, 'program' | 'typed' | 'verb'>,
): Setting {
  return { ...page, program, typed, verb }
}

type Facts = ErrorFacts & OwnFacts
/** One writer for each code, with the facts of that code. */
export type Table<C extends CliCode> = { readonly [K in C]: (facts: Facts[K], setting: Setting) => Words }

export const again = ({ typed }: Setting) => `Then run it again: ${typed}`
