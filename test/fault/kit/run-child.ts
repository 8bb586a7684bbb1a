import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Told } from './command-child.ts'
import type { Command } from './commands.ts'
import type { Point } from './traced-calls.ts'
import { writingCalls } from './traced-calls.ts'

/** What becomes of one system call. */
export type Fault = 'signal=KILL' | 'error=ENOSPC' | 'error=EIO'

export interface Ending {
  readonly told: Told | { readonly kind: 'killed' }
  /** Whether the same process could go on. */
  readonly alive: Told | { readonly kind: 'killed' }
}

export interface Child {
  /** The bundled program. */
  readonly program: string
  readonly data: string
  readonly command: Command
}

/** Logs every system call that writes: paths alone, or all that is written, too, as hexadecimal digits. */
export function recording(log: string, what: 'paths' | 'bytes'): string[] {
  const texts = what === 'bytes' ? ['-xx', '-s', '1000000'] : ['-s', '0']
  return [...tracing(log), ...quick, '-y', ...texts, '-e', `trace=${writingCalls.join()}`]
}

/** Lets calls meet a fault. */
export function meeting(points: readonly Point[], data: string, fault: Fault): string[] {
  const places = points.flatMap(({ path: place }) => ['-P', place === '' ? data : `${data}/${place}`])
  const injections = points.flatMap(({ name, nth }) => ['-e', `inject=${name}:${fault}:when=${nth}`])
  const trace = `trace=${points.map(({ name }) => name).join()}`
  // An injected signal is lost where the filter of the kernel stops the process (strace 6.1).
  const options = fault === 'signal=KILL' ? [] : quick
  return [...tracing('/dev/null'), ...options, ...places, '-e', trace, ...injections]
}

/** Stops only at the calls that are asked for: the others cost nothing. */
const quick = ['--seccomp-bpf']

function tracing(log: string): string[] {
  return ['strace', '-f', '-qq', '-o', log]
}

/** Runs one command in a process of its own, behind what is put before it; `step` lets it kill itself there. */
export async function runChild(
  { program, data, command }: Child,
  before: readonly string[],
  step?: string,
): Promise<Ending> {
  const own = [
    process.execPath,
    '--single-threaded',
    program,
    data,
    JSON.stringify(command),
    ...(step === undefined ? [] : [step]),
  ]
  const [first, ...line] = [...before, ...own]
  const child = spawn(first!, line, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: '/usr/bin:/bin',
      // One thread for files, so that each run calls in the same order.
      UV_THREADPOOL_SIZE: '1',
      NODE_COMPILE_CACHE: path.join(path.dirname(program), 'cache'),
    },
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const [status, signal] = (await once(child, 'close')) as [number | null, string | null]
  if (signal === 'SIGKILL') return { told: { kind: 'killed' }, alive: { kind: 'killed' } }
  if (status === 0) return JSON.parse(out) as Ending
  const message = `ended with ${status ?? signal}: ${err}`
  return { told: { kind: 'bug', message }, alive: { kind: 'bug', message } }
}
