import type { Answer, Context } from './context.ts'
import type { Arguments } from './arguments.ts'

/** Flags as a person types them, what they do, and how their value is read. */
export interface OptionRow {
  readonly flags: string
  readonly about: string
  /** Turns the typed text into the value; throws `InvalidValue` with what is accepted. */
  readonly read?: (text: string) => unknown
  /** The command makes no sense without it. */
  readonly needed?: boolean
  /** May be given several times; the values make a list. */
  readonly many?: boolean
}

export interface CommandRow {
  /** The words that select it: `repository add`. */
  readonly path: string
  readonly alias?: string
  readonly about: string
  /** Heading of the help under which it is listed. */
  readonly group?: string
  /** `<name>` needed, `[name]` free, `...` several; with what it is. */
  readonly operands?: readonly (readonly [string, string])[]
  readonly options?: readonly OptionRow[]
  readonly examples?: readonly string[]
  /** What is true after Ctrl+C stopped it. */
  readonly whenStopped?: string
  /** Loaded when it is run, so that no command pays for another one's imports. */
  readonly load: () => Promise<Handler>
}

/** Does the wish and returns what it learned; never prints. */
export type Handler = (input: Arguments, context: Context) => Promise<Answer>

export interface Program {
  readonly name: string
  readonly about: string
  /** Whether the options that say where the package manager keeps things make sense here. */
  readonly usesEngine: boolean
  readonly groups: readonly { readonly name: string; readonly about: string; readonly heading: string }[]
  readonly commands: readonly CommandRow[]
}
