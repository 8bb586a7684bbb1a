import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import { EngineError } from '../model/failure.ts'

/** A program, ready to be started. */
export interface Starting {
  /** What the person calls it. */
  readonly program: string
  readonly words: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  /** Whether the words start a box, which tells about itself on `infoDescriptor`. */
  readonly isBox: boolean
}

/** The first descriptor behind those of every program. */
export const infoDescriptor = 3

export interface Running {
  /** Told the number of the process that lives as long as anything of the program does. */
  readonly onProcess: (pid: number) => void
  /** What the program is sent when `signal` aborts. */
  readonly endsWith: () => NodeJS.Signals
}

/** Runs it with this process's terminal, to its end. Its status as a shell tells it: 128 + the signal's number. */
export async function runHere(starting: Starting, running: Running, signal: AbortSignal): Promise<number> {
  const { program, words, environment, isBox } = starting
  const { spawn } = await import('node:child_process')
  signal.throwIfAborted()
  const [file = '', ...args] = words
  const stdio = ['inherit', 'inherit', 'inherit', ...(isBox ? (['pipe'] as const) : [])] as const
  const child = spawn(file, args, { env: environment, stdio: [...stdio] })
  const first = isBox ? firstOf(child) : Promise.resolve(child.pid ?? null)
  void first.then((pid) => (pid === null ? undefined : running.onProcess(pid)))
  return new Promise((done, fail) => {
    const stop = () => void first.then((pid) => sendSignal(isBox ? startedBy(pid) : pid, running.endsWith()))
    signal.addEventListener('abort', stop, { once: true })
    child.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code ?? error.message
      fail(new EngineError('launch/failed', { program, reason }, { cause: error }))
    })
    child.once('exit', (status, ended) => {
      signal.removeEventListener('abort', stop)
      done(status ?? 128 + (ended === null ? 0 : constants.signals[ended]))
    })
  })
}

/** The process that lives as long as the program does; null where it could not be started. */
export async function startDetached({ words, environment, isBox }: Starting): Promise<number | null> {
  const { spawn } = await import('node:child_process')
  const [file = '', ...args] = words
  return new Promise((done) => {
    const stdio = ['ignore', 'ignore', 'ignore', ...(isBox ? (['pipe'] as const) : [])] as const
    const child = spawn(file, args, { env: environment, detached: true, stdio: [...stdio] })
    child.once('error', () => done(null))
    child.once('spawn', () => {
      child.unref()
      void (isBox ? firstOf(child) : Promise.resolve(child.pid ?? null)).then(done)
    })
  })
}

/** The first process of a box, as bwrap tells it; null where it came to nothing. */
async function firstOf(child: ChildProcess): Promise<number | null> {
  const told = child.stdio[infoDescriptor] as Readable
  let text = ''
  return new Promise((done) => {
    const answer = () => done(Number(/"child-pid":\s*(\d+)/.exec(text)?.[1] ?? 0) || null)
    told.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      if (text.includes('}')) answer()
    })
    told.once('error', answer)
    told.once('close', answer)
  })
}

/** What the first process of a box has started: the program. That process itself hears no signal but SIGKILL. */
function startedBy(pid: number | null): number | null {
  if (pid === null) return null
  try {
    const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ')
    return Number(child) || null
  } catch {
    // It has just ended by itself.
    return null
  }
}

function sendSignal(pid: number | null, signal: NodeJS.Signals): void {
  if (pid === null) return
  try {
    process.kill(pid, signal)
  } catch {
    // It has just ended by itself.
  }
}
