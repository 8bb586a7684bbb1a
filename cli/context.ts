import type { Engine, Report } from '../engine/index.ts'
import type { Interruption } from './interrupt.ts'
import type { Page } from './output/page.ts'
import type { Terminal } from './terminal.ts'

/** What a command learned. `data` is the JSON document; `text` words the same for a person. */
export interface Answer {
  readonly data: unknown
  readonly text: (page: Page) => string
  /** Anything but 0 says that the work was done and its outcome is not what one hopes for. */
  readonly exit?: number
  /** Nothing more to print: it was already on the screen, or belongs to the program that ran. */
  readonly silent?: boolean
  /** What the answer tells of lasts only as long as this run, so it goes on until Ctrl+C. */
  readonly stays?: boolean
}

/** The options that every command knows. */
export interface Settings {
  readonly json: boolean
  readonly yes: boolean
  readonly verbose: boolean
  readonly color: boolean
  readonly dataDirectory: string | undefined
  readonly configFile: string | undefined
}

export type Toolbox = typeof import('../engine/publishing.ts')

/** What a command may use of the world. */
export interface Context {
  readonly settings: Settings
  readonly environment: NodeJS.ProcessEnv
  readonly workingDirectory: string
  readonly terminal: Terminal
  readonly signal: AbortSignal
  /** Whom Ctrl+C is for, while a program of a package has the terminal. */
  readonly ctrlC: Pick<Interruption, 'handOver' | 'takeBack'>
  readonly report: Report
  /** Bytes that the coming download has in all. */
  readonly expect: (bytes: number) => void
  /** Now, as the machine's clock says. */
  readonly now: () => Date
  /** The engine of this run: opened at the first call, closed at the end of the run. `tune`: the process, in another way than usual. */
  readonly engine: (tune?: () => void) => Promise<Engine>
  /** What the package exports beside the engine: builder, keys. */
  readonly tools: () => Promise<Toolbox>
  /** Words for a person while the command goes on; they do not belong to its answer. */
  readonly say: (words: (page: Page) => string) => void
  /** Somebody is there to be asked. */
  readonly canAsk: boolean
  /** Asks on the terminal; null where nobody can answer. */
  readonly ask: (question: string) => Promise<string | null>
  /** A command line of this program, as the person would type it: `undo` → `bin/multios-pm undo`. */
  readonly command: Page['command']
  readonly beside: Page['beside']
  readonly program: string
  /** The command line that is running, ready to be typed again. */
  readonly typed: string
  /** Which command that is: `repository add`. */
  readonly verb: string
}
