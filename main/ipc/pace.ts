import type { Progress } from '../../engine/api/progress.ts'

export interface Timer {
  /** Calls back once after `milliseconds`; returns the function that takes it back. */
  readonly after: (milliseconds: number, call: () => void) => () => void
}

export const systemTimer: Timer = {
  after: (milliseconds, call) => {
    const handle = setTimeout(call, milliseconds)
    return () => clearTimeout(handle)
  },
}

/** Milliseconds: 20 messages a second are more than an eye follows. */
const interval = 50

export interface Pace {
  readonly report: (progress: Progress) => void
  /** Sends what was held back. To be called before the reply, which must be the last word. */
  readonly end: () => void
}

/**
 * Slows transfers down for a wire: of each name only the newest count is kept, and one is sent each interval.
 * Steps pass at once, after the counts that came before them.
 */
export function paced(send: (progress: Progress) => void, timer: Timer): Pace {
  const waiting = new Map<string, Progress>()
  let cancelTick: (() => void) | null = null

  function tick(): void {
    cancelTick = null
    const [name, oldest] = waiting.entries().next().value ?? []
    if (name === undefined || oldest === undefined) return
    waiting.delete(name)
    send(oldest)
    cancelTick = timer.after(interval, tick)
  }

  function flush(): void {
    for (const progress of waiting.values()) send(progress)
    waiting.clear()
  }

  function report(progress: Progress): void {
    if (progress.kind !== 'transfer') {
      flush()
      send(progress)
      return
    }
    waiting.set(progress.name, progress)
    if (cancelTick === null) tick()
  }

  function end(): void {
    cancelTick?.()
    cancelTick = null
    flush()
  }

  return { report, end }
}
