/** Why work stopped: a person asked for it, in this way. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly by: NodeJS.Signals

  constructor(by: NodeJS.Signals = 'SIGINT') {
    super('interrupted')
    this.by = by
  }
}

export interface Interruption {
  readonly signal: AbortSignal
  /** From now on Ctrl+C is for the program that has the terminal; other signals still stop us. */
  readonly handOver: () => void
  /** Ctrl+C is for us again. */
  readonly takeBack: () => void
  /** Stops listening. */
  readonly release: () => void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export interface OnInterrupt {
  /** The work was asked to stop a while ago, and has not. */
  readonly slow: () => void
  /** It was asked a second time. */
  readonly force: () => void
}

/** Milliseconds in which most work stops, so that nobody needs to hear how to stop it harder. */
const soon = 1_000

/** The first Ctrl+C asks the work to stop; the second calls `force`. */
export function listenForInterrupt({ slow, force }: OnInterrupt): Interruption {
  const controller = new AbortController()
  let handedOver = false
  let waiting: NodeJS.Timeout | undefined
  const stop = (name: NodeJS.Signals) => {
    // A terminal sends Ctrl+C to all of its foreground programs, so the other one has heard it already.
    if (handedOver && name === 'SIGINT' && process.stdin.isTTY) return
    if (controller.signal.aborted) return force()
    waiting = setTimeout(slow, soon).unref()
    controller.abort(new Interrupted(name))
  }
  for (const name of signals) process.on(name, stop)
  return {
    signal: controller.signal,
    handOver: () => {
      handedOver = true
    },
    takeBack: () => {
      handedOver = false
    },
    release: () => {
      clearTimeout(waiting)
      for (const name of signals) process.off(name, stop)
    },
  }
}
