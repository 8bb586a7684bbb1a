import type { Call } from '../../../engine/api/client.ts'
import type { EngineEvent } from '../../../engine/api/events.ts'
import {
  type OperationName,
  operations,
  type Output,
  type ParsedInput,
} from '../../../engine/api/operations.ts'
import type { Failure } from '../../../engine/model/failure.ts'
import type { HostedEngine, Picture } from '../../../main/ipc/hosted-engine.ts'

type Handlers = {
  readonly [N in OperationName]?: (input: ParsedInput<N>, call: Call) => Promise<Output<N>> | Output<N>
}

export interface FakeEngine extends HostedEngine {
  readonly announce: (event: EngineEvent) => void
  readonly isClosed: () => boolean
  /** Names of the operations that were run, in order. */
  readonly ran: readonly OperationName[]
  /** What a person did not want, and how that was told. */
  readonly refusals: readonly (readonly [OperationName, Failure])[]
}

/** An engine over canned answers. What has no answer is a bug, as it would be in the real one. */
export function fakeEngine(handlers: Handlers, pictures: Readonly<Record<string, Picture>> = {}): FakeEngine {
  const listeners = new Set<(event: EngineEvent) => void>()
  const ran: OperationName[] = []
  const refusals: (readonly [OperationName, Failure])[] = []
  let closed = false

  return {
    run: async (name, input, call) => {
      ran.push(name)
      call.signal.throwIfAborted()
      const handler = handlers[name]
      if (handler === undefined) throw new Error(`No answer for ${name}`)
      return handler(input, call)
    },
    describe: async (name, input, signal) => {
      signal.throwIfAborted()
      const facts = Object.entries(input).map(([label, value]) => ({ label, value: JSON.stringify(value) }))
      return { subject: 'other', about: operations[name].about, changes: [], facts }
    },
    declined: async (name, _input, failure) => {
      refusals.push([name, failure])
    },
    on: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    media: async (name) => pictures[name] ?? null,
    close: async () => {
      closed = true
    },
    announce: (event) => listeners.forEach((listener) => listener(event)),
    isClosed: () => closed,
    ran,
    refusals,
  }
}

/** Never answers; ends when it is cancelled. */
export function untilCancelled(_input: unknown, { signal }: Call): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** A promise and the key to it. */
export function latch<T>(): { readonly promise: Promise<T>; readonly open: (value: T) => void } {
  let open!: (value: T) => void
  const promise = new Promise<T>((resolve) => (open = resolve))
  return { promise, open }
}

/** Nobody is asked in this world. */
export function unasked(): Promise<never> {
  throw new Error('a person was asked')
}
