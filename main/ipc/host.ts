import { OperationFailed } from '../../engine/api/client.ts'
import type { EngineEvent } from '../../engine/api/events.ts'
import { type Failure, failureOf } from '../../engine/model/failure.ts'
import type { Bridge, Reply, Request, Told } from '../../preload/contract.ts'
import { type Ask, consentGate, type ConsentGate } from './consent.ts'
import type { HostedEngine } from './hosted-engine.ts'
import { invalid, largestRequest, type ReadRequest, readRequest } from './request.ts'

/** One window's way in: what `window.multios` is on the other side. */
export interface Connection extends Bridge {
  /** The window is gone: its reads are cancelled; its changes finish, for a person asked for them. */
  readonly close: () => void
}

export interface Host {
  readonly connect: () => Connection
  /** Cancels everything that still runs, and resolves when it has ended. */
  readonly close: () => Promise<void>
}

export interface HostOptions {
  readonly engine: Pick<HostedEngine, 'run' | 'on' | 'describe' | 'declined'>
  /** Asks the person what no window may decide. */
  readonly ask: Ask
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number
  /** Writes a bug down and returns its incident number. */
  readonly logIncident: (error: unknown) => string
}

interface Running {
  readonly controller: AbortController
  /** A change that the person has agreed to: it is finished even where its window is gone. */
  isAgreed: boolean
  /** Characters of its input. */
  readonly size: number
}

/** Requests of one window at once: far more than a window has use for, and few enough to feed. */
const mostAtOnce = 200

/** Characters of the inputs of all of them: two of the largest. */
const largestAtOnce = 2 * largestRequest

/** The engine behind a door that trusts no window. Free of Electron, of sockets, and of operation names. */
export function createHost(options: HostOptions): Host {
  const { engine } = options
  const everything = new Map<Running, Promise<Reply>>()

  function connect(): Connection {
    const mine = new Map<string, Running>()
    const unsubscribers = new Set<() => void>()
    const gate = consentGate({ ...options, describe: engine.describe })

    async function start(untrusted: Request, report: (told: Told) => void): Promise<Reply> {
      const request = readRequest(untrusted)
      if (request.kind === 'refused') return { kind: 'failed', failure: request.failure }
      const refusal = refusalOf(request, mine)
      if (refusal !== null) return { kind: 'failed', failure: refusal }
      const running: Running = { controller: new AbortController(), isAgreed: false, size: request.size }
      mine.set(request.id, running)
      const reply = answer({ ...options, gate }, request, running, report)
      everything.set(running, reply)
      try {
        return await reply
      } finally {
        mine.delete(request.id)
        everything.delete(running)
      }
    }

    function on(listener: (event: EngineEvent) => void): () => void {
      const stop = engine.on(listener)
      unsubscribers.add(stop)
      return () => {
        unsubscribers.delete(stop)
        stop()
      }
    }

    function close(): void {
      for (const stop of unsubscribers) stop()
      unsubscribers.clear()
      for (const { isAgreed, controller } of mine.values()) if (!isAgreed) controller.abort()
    }

    return { start, cancel: (id) => mine.get(id)?.controller.abort(), on, close }
  }

  async function close(): Promise<void> {
    for (const { controller } of everything.keys()) controller.abort()
    await Promise.allSettled(everything.values())
  }

  return { connect, close }
}

function refusalOf(
  { id, size }: Pick<Extract<ReadRequest, { kind: 'request' }>, 'id' | 'size'>,
  running: ReadonlyMap<string, Running>,
): Failure | null {
  if (running.has(id)) return invalid('request id', id, 'a request of this id is running')
  if (running.size >= mostAtOnce)
    return invalid('number of requests', String(running.size + 1), `at most ${mostAtOnce} at once`)
  const held = [...running.values()].reduce((sum, one) => sum + one.size, size)
  if (held <= largestAtOnce) return null
  return invalid('size of requests', String(held), `at most ${largestAtOnce} characters at once`)
}

async function answer(
  { engine, logIncident, gate }: HostOptions & { readonly gate: ConsentGate },
  request: Extract<ReadRequest, { kind: 'request' }>,
  running: Running,
  report: (told: Told) => void,
): Promise<Reply> {
  const { name, input, changes } = request
  const { signal } = running.controller
  try {
    if (request.consent !== 'none') await gate.pass(request, report, signal)
    running.isAgreed = changes
    // The table has parsed the input; that it fits this name is beyond what the type can say.
    return { kind: 'done', value: await engine.run(name, input as never, { signal, report }) }
  } catch (error) {
    // Identity, not `aborted`: an undo that fails while cancelling is still a failure.
    if (signal.aborted && error === signal.reason) return { kind: 'cancelled' }
    const failure = failureIn(error) ?? { code: 'internal', facts: { incident: logIncident(error) } }
    // The window learns of it at once, whether or not it can be written down.
    if (failure.code === 'consent/refused')
      void engine.declined(name, input as never, failure).catch(logIncident)
    return { kind: 'failed', failure }
  }
}

function failureIn(error: unknown): ReturnType<typeof failureOf> {
  return error instanceof OperationFailed ? error.failure : failureOf(error)
}
