import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { type BoxLimits, type BoxTools, boxWords } from './box-words.ts'
import { systemCallFilter } from './filter.ts'
import type { FilteredArchitecture } from './syscalls.ts'

export interface BoxRun {
  readonly tools: BoxTools
  readonly architecture: FilteredArchitecture
  readonly limits: BoxLimits
  /** Absolute path of a folder that is seen read-only at `/package`. */
  readonly shown: string
  /** Executable files by their path in the box. */
  readonly files: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  /** Run by sh with `/output` as its folder. Descriptor 3 is the way out for what shall be kept. */
  readonly command: string
  /** Milliseconds. */
  readonly patience: number
}

export interface Boxed<T> {
  /** What `receive` made of the stream that came out. */
  readonly kept: T
  /** Standard output and error as they came, up to `mostPrinted` bytes. */
  readonly printed: string
}

/** It ended badly, or was ended. `detail` is the last that it said. */
export class BoxFailed extends Error {
  override readonly name = 'BoxFailed'
  readonly reason: 'status' | 'time' | 'output'
  readonly detail: string
  readonly printed: string

  constructor(
    reason: BoxFailed['reason'],
    said: { readonly detail: string; readonly printed: string },
    options?: ErrorOptions,
  ) {
    super(said.detail, options)
    this.reason = reason
    this.detail = said.detail
    this.printed = said.printed
  }
}

/** Bytes; what is printed beyond them is dropped. */
const mostPrinted = 65_536
/** Characters of a complaint that a person is shown. */
const mostSaid = 500

const keptDescriptor = 3
const filterDescriptor = 4
const firstFile = 5

/**
 * Runs a command in a box to its end. When this returns or throws, every process of the box has ended. Throws
 * `BoxFailed`, or `signal.reason`.
 */
export async function runBox<T>(
  run: BoxRun,
  receive: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
  signal: AbortSignal,
): Promise<Boxed<T>> {
  signal.throwIfAborted()
  const late = AbortSignal.timeout(run.patience)
  const stopping = AbortSignal.any([signal, late])
  const { child, ended } = started(run)
  const stop = () => stopGroup(child.pid)
  stopping.addEventListener('abort', stop, { once: true })
  const printedSoFar = recordOf(child)
  const wayOut = child.stdio[keptDescriptor] as Readable
  const received = await settled(receive(wayOut))
  // A box whose stream has come to its end is about to say itself how it ended.
  const refused = 'problem' in received && !wayOut.readableEnded
  if (refused) stop()
  const status = await ended
  stopping.removeEventListener('abort', stop)
  signal.throwIfAborted()
  const printed = printedSoFar()
  const failed = (reason: BoxFailed['reason'], detail: string, cause?: unknown) =>
    new BoxFailed(reason, { detail: detail.trim().slice(-mostSaid), printed }, { cause })
  if (late.aborted) throw failed('time', printed)
  // The stream of a box that failed is cut off somewhere: what it said tells more, unless that is only of our hanging up.
  if (!refused && status !== 0 && status !== null) throw failed('status', printed || `ended with ${status}`)
  if ('value' in received) return endedWell(received.value, { status, printed })
  const { problem } = received
  throw problem instanceof OddOutput ? failed('output', problem.message, problem) : problem
}

/** The stream out of a box holds what it may not. */
export class OddOutput extends Error {
  override readonly name = 'OddOutput'
}

type Settled<T> = { readonly value: T } | { readonly problem: unknown }

async function settled<T>(work: Promise<T>): Promise<Settled<T>> {
  return work.then(
    (value) => ({ value }),
    (problem: unknown) => ({ problem }),
  )
}

/** A stream may be whole although a signal ended the box: then nobody knows what is missing. */
function endedWell<T>(kept: T, { status, printed }: { status: number | null; printed: string }): Boxed<T> {
  if (status === 0) return { kept, printed }
  throw new BoxFailed('status', { detail: printed.trim().slice(-mostSaid) || 'ended by a signal', printed })
}

interface Started {
  readonly child: ChildProcess
  /** Its exit status; null where a signal ended it, or it did not start. */
  readonly ended: Promise<number | null>
}

function started(run: BoxRun): Started {
  const { tools, limits, shown, environment, command } = run
  const files = Object.entries(run.files)
  const contents = {
    ...{ shown, environment, filterDescriptor },
    files: files.map(([path], index) => ({ path, descriptor: firstFile + index })),
    command: ['/usr/bin/sh', '-c', command],
  }
  const [program = '', ...args] = boxWords(tools, contents, limits)
  // A group of its own, and nothing of our environment: not even for bwrap itself.
  const child = spawn(program, args, {
    ...{ cwd: '/', env: {}, detached: true },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', ...files.map(() => 'pipe' as const)],
  })
  const ended = new Promise<number | null>((done) => {
    child.once('error', () => done(null))
    child.once('close', (status) => done(status))
  })
  const handed = [systemCallFilter(run.architecture), ...files.map(([, text]) => text)]
  for (const [index, bytes] of handed.entries()) {
    const way = child.stdio[filterDescriptor + index] as Writable
    // A box that ends at once does not read; its status says why.
    way.on('error', () => undefined)
    way.end(bytes)
  }
  return { child, ended }
}

/** Gathers what is printed; the answer tells it so far. */
function recordOf(child: ChildProcess): () => string {
  const chunks: Buffer[] = []
  let size = 0
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      if (size < mostPrinted) chunks.push(chunk.subarray(0, mostPrinted - size))
      size += chunk.length
    })
  }
  return () => Buffer.concat(chunks).toString('utf8')
}

/** With bwrap ends the first process of the box, and with that the kernel ends all others. */
function stopGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}
