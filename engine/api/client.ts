import type { Failure } from '../model/failure.ts'
import type { EngineEvent } from './events.ts'
import type { Input, OperationName, Output } from './operations.ts'
import type { Report } from './progress.ts'

export interface Call {
  readonly signal: AbortSignal
  readonly report?: Report
}

/** What both the engine itself and every client of a host are. Callers cannot tell which they have. */
export interface Client {
  /** Rejects with `OperationFailed`, or with `call.signal.reason` where it was cancelled. */
  readonly run: <N extends OperationName>(name: N, input: Input<N>, call: Call) => Promise<Output<N>>
  /** Returns the function that stops listening. */
  readonly on: (listener: (event: EngineEvent) => void) => () => void
}

/** A failure that a person can meet, as a client sees it. */
export class OperationFailed extends Error {
  readonly failure: Failure

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.code, options)
    this.name = 'OperationFailed'
    this.failure = failure
  }
}
