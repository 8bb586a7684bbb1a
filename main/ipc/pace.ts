import type { Told } from '../../preload/contract.ts'

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
  readonly report: (told: Told) => void
  /** Sends what was held back. To be called before the reply, which must be the last word. */
  readonly end: () => void
}

/**
 * Slows transfers down for a wire: of each name only the newest count is kept, and one is sent each interval.
 * Steps pass at once, after the counts that came before them.
 */
export function paced(send: (told: Told) => void, timer: Timer): Pace {
  const waiting = new Map<string, Told>()
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
    for (const told of waiting.values()) send(told)
    waiting.clear()
  }

  function report(told: Told): void {
    if (told.kind !== 'transfer') {
      flush()
      send(told)
      return
    }
    waiting.set(told.name, told)
    if (cancelTick === null) tick()
  }

  function end(): void {
    cancelTick?.()
    cancelTick = null
    flush()
  }

  return { report, end }
}
