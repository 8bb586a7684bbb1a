import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { type OperationName, operations, type Output } from '../../../../engine/index.ts'
import { atTheEnd } from '../../../kit/at-the-end.ts'
import { temporaryFolder } from '../../../kit/temporary.ts'

export type Program = 'multios-pm' | 'multios-builder' | 'multios-repo-builder'

export interface Ended {
  /** Null where a signal ended it. */
  readonly status: number | null
  readonly out: string
  readonly err: string
}

export interface Running {
  readonly child: ChildProcess
  /** What it has written to stderr so far. */
  readonly err: () => string
  readonly ended: Promise<Ended>
}

/** A person's place on this machine: an empty home, and the three programs as processes. */
export interface Desk {
  readonly folder: string
  readonly data: string
  readonly environment: NodeJS.ProcessEnv
  readonly start: (program: Program, ...words: string[]) => Running
  readonly pm: (...words: string[]) => Promise<Ended>
  readonly builder: (...words: string[]) => Promise<Ended>
  readonly repoBuilder: (...words: string[]) => Promise<Ended>
}

export interface DeskOptions {
  readonly folder?: string
  readonly data?: string
  readonly environment?: NodeJS.ProcessEnv
  readonly starter?: boolean
  /** What stands before each command line: `['unshare', '-n']`. */
  readonly under?: readonly string[]
}

const root = path.resolve(import.meta.dirname, '../../../..')
const bin = path.join(root, 'bin')

export function aDesk(options: DeskOptions = {}): Desk {
  const folder = options.folder ?? temporaryFolder()
  const home = path.join(folder, 'home')
  mkdirSync(home, { recursive: true })
  const data = options.data ?? path.join(home, '.local/share/multios-package-manager')
  const environment = {
    PATH: process.env['PATH'],
    HOME: home,
    // Compiled once for all homes.
    NODE_COMPILE_CACHE: path.join(root, '.cache/compiled'),
    // Where root keeps things belongs to the machine, not to a test.
    MULTIOS_DATA_DIR: data,
    MULTIOS_CONFIG: path.join(home, '.config/multios-package-manager/config.toml'),
    ...(options.starter === true ? {} : { MULTIOS_STARTER: 'none' }),
    ...options.environment,
  }
  const start = (program: Program, ...words: string[]): Running => {
    const [command, ...line] = [...(options.under ?? []), path.join(bin, program), ...words]
    return startProcess(command!, line, { folder, environment })
  }
  const run =
    (program: Program) =>
    (...words: string[]) =>
      start(program, ...words).ended
  return {
    folder,
    data,
    environment,
    start,
    pm: run('multios-pm'),
    builder: run('multios-builder'),
    repoBuilder: run('multios-repo-builder'),
  }
}

export function startProcess(
  command: string,
  words: readonly string[],
  { folder, environment }: { readonly folder: string; readonly environment: NodeJS.ProcessEnv },
): Running {
  const child = spawn(command, words, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  atTheEnd(() => child.kill('SIGKILL'))
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  return {
    child,
    err: () => err,
    ended: once(child, 'close').then(([status]) => ({ status: status as number | null, out, err })),
  }
}

/** The one JSON document of a run that went well, checked against the schema of the operation it answers. */
export function documentOf<S extends v.GenericSchema>(
  { status, out, err }: Ended,
  schema: S,
): v.InferOutput<S> {
  if (status !== 0) throw new Error(`ended with ${status}: ${err}`)
  return v.parse(schema, JSON.parse(out))
}

/** The one JSON document of a run that answers as this operation does. */
export function answerOf<N extends OperationName>(ended: Ended, name: N): Output<N> {
  return documentOf(ended, operations[name].output)
}

const FailureDocument = v.strictObject({
  error: v.strictObject({ code: v.string(), facts: v.record(v.string(), v.unknown()), message: v.string() }),
})

/** The failure that `--json` printed. */
export function failureOf({ out }: Ended): v.InferOutput<typeof FailureDocument>['error'] {
  return v.parse(FailureDocument, JSON.parse(out)).error
}
