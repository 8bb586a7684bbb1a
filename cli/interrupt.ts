/** Why work stopped: a person asked for it. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted')
    this.name = 'Interrupted'
  }
}

export interface Interruption {
  readonly signal: AbortSignal
  /** Stops listening. */
  readonly release: () => void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The first Ctrl+C asks the work to stop; the second calls `force`. */
export function listenForInterrupt(force: () => void): Interruption {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) force()
    else controller.abort(new Interrupted())
  }
  for (const name of signals) process.on(name, stop)
  return {
    signal: controller.signal,
    release: () => {
      for (const name of signals) process.off(name, stop)
    },
  }
}
