import type {
  Administration,
  Engine,
  EngineOptions,
  Input,
  OperationName,
  Output,
  Person,
  Call,
} from '../../../engine/index.ts'
import { Refusal, type CliFailure } from '../../../cli/failure.ts'
import { run } from '../../../cli/main.ts'
import { multiosPm } from '../../../cli/programs/multios-pm.ts'
import type { Program } from '../../../cli/program.ts'
import type { Outlet } from '../../../cli/terminal.ts'

type Answers = {
  readonly [N in OperationName]?: (input: Input<N>, call: Call) => Output<N> | Promise<Output<N>>
}

export interface RunOptions {
  readonly program?: Program
  readonly answers?: Answers
  readonly runProgram?: Engine['runProgram']
  readonly environment?: NodeJS.ProcessEnv
  /** What the person types when asked, null for Ctrl+D; without it nobody is at the keyboard. */
  readonly types?: string | null
  /** What comes in by the standard input. */
  readonly input?: string
  readonly width?: number
  readonly interruption?: AbortController
  readonly workingDirectory?: string
  /** The real builder, keys and engine instead of the answers above. */
  readonly isReal?: boolean
  /** Where the rules of that real engine's administrator are. */
  readonly administration?: Administration
  /** Who runs it, if not whoever runs the test. */
  readonly person?: Person
}

export interface RunResult {
  readonly status: number
  readonly out: string
  readonly err: string
  /** Operations that the engine was asked for, in order. */
  readonly asked: readonly (readonly [string, unknown])[]
}

/** One run of a program as a person would start it, against an engine that answers what the test says. */
export async function aRun(line: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const asked: (readonly [string, unknown])[] = []
  const out = outlet(options.width)
  const err = outlet(options.width)
  const { types } = options
  const program = options.program ?? multiosPm
  const status = await run(program, {
    words: line,
    calledAs: program.name,
    version: '9.8.7',
    environment: options.environment ?? {},
    workingDirectory: options.workingDirectory ?? '/home/ada',
    terminal: {
      out: out.outlet,
      err: err.outlet,
      canAnswer: types !== undefined,
      readLine: async (prompt) => {
        await err.outlet.write(`${prompt}${types ?? ''}\n`)
        return types ?? null
      },
      readAll: () => Promise.resolve(options.input ?? ''),
    },
    interruption: { signal: (options.interruption ?? new AbortController()).signal, ...noTerminalSignals },
    now: () => (options.isReal === true ? new Date() : new Date('2026-03-01T12:00:00Z')),
    ticks: () => 0,
    engine: async () =>
      options.isReal === true
        ? realEngine(options)
        : { createEngine: async () => fakeEngine(options, asked) },
    tools: () => import('../../../engine/publishing.ts'),
  })
  return { status, out: out.text(), err: err.text(), asked }
}

const noTerminalSignals = { handOver: () => undefined, takeBack: () => undefined, release: () => undefined }

/** What the engine throws where a person can meet a failure. */
export function fails(failure: CliFailure): () => never {
  return () => {
    throw new Refusal(failure)
  }
}

async function realEngine({ administration, person }: RunOptions) {
  const { createEngine } = await import('../../../engine/index.ts')
  const ports = person === undefined ? {} : { person: () => person }
  return {
    createEngine: (options: EngineOptions) => createEngine({ ...options, administration }, ports),
  }
}

function fakeEngine({ answers = {}, runProgram }: RunOptions, asked: (readonly [string, unknown])[]): Engine {
  return {
    run: async <N extends OperationName>(name: N, input: Input<N>, call: Call): Promise<Output<N>> => {
      asked.push([name, input])
      const answer = answers[name]
      if (answer === undefined) throw new Error(`The test gives no answer for ${name}`)
      return answer(input, call)
    },
    on: () => () => undefined,
    describe: () => Promise.reject(new Error('the command line asks by itself')),
    declined: () => Promise.reject(new Error('the command line asks by itself')),
    media: () => Promise.resolve(null),
    runProgram: runProgram ?? (() => Promise.resolve(0)),
    close: () => Promise.resolve(),
  }
}

function outlet(width: number | undefined): { readonly outlet: Outlet; readonly text: () => string } {
  let written = ''
  return {
    text: () => written,
    outlet: {
      isTerminal: width !== undefined,
      width: () => width ?? null,
      write: (text) => {
        written += text
        return Promise.resolve()
      },
    },
  }
}
