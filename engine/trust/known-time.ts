import { builtAt } from '../built-at.ts'
import { type ClockWitness, EngineError, type Failure } from '../model/failure.ts'

/** What time it is at least, in milliseconds since the epoch. */
export interface KnownTime {
  readonly clock: number
  /** Never before `clock`. */
  readonly floor: number
  /** What the floor is known from; null where the clock itself says the latest. */
  readonly witness: ClockWitness | null
}

/** What a repository has shown of time, ISO 8601. */
export interface SeenTime {
  readonly seenAt?: string | undefined
  readonly endedAt?: string | undefined
}

/**
 * A clock that was set back makes nothing valid again. A repository decides about itself only: when another one was
 * signed counts for nothing here, or whoever signs that could stop all the others.
 */
export function knownTime(clock: number, seen: SeenTime | null, built: number = builtAt): KnownTime {
  const start: KnownTime = { clock, floor: clock, witness: null }
  const times = [
    ['built', built],
    ['seen', timeOf(seen?.seenAt)],
    ['ended', timeOf(seen?.endedAt)],
  ] as const
  return times.reduce((known, [witness, time]) => later(known, witness, time), start)
}

/** What was signed at a time was not read before it. */
export function afterSigning(known: KnownTime, signedAt: string | undefined): KnownTime {
  return later(known, 'signed', timeOf(signedAt))
}

/** Throws `trust/metadata` for what has ended, and `trust/clock` where only a clock that is behind hides that. */
export function checkEnd(
  { clock, floor, witness }: KnownTime,
  { repository, file, end }: { readonly repository: string; readonly file: string; readonly end: string },
): void {
  const ends = timeOf(end)
  if (ends > floor) return
  if (ends <= clock || witness === null)
    throw new EngineError('trust/metadata', { repository, file, reason: 'expired', detail: end })
  const facts = { repository, file, clock: isoTime(clock), known: isoTime(floor), witness }
  throw new EngineError('trust/clock', facts)
}

/** The end that the clock itself has passed, where that is why something was refused. */
export function endPassed(error: unknown, clock: number): string | null {
  const failure = error instanceof EngineError ? error.failure : (error as Failure)
  if (failure.code !== 'trust/metadata' || failure.facts.reason !== 'expired') return null
  const end = timeOf(failure.facts.detail)
  return end > 0 && end <= clock ? isoTime(end) : null
}

function later(known: KnownTime, witness: ClockWitness, time: number): KnownTime {
  return time > known.floor ? { ...known, floor: time, witness } : known
}

/** 0 where there is none, or nothing that is one. */
function timeOf(text: string | undefined): number {
  const time = text === undefined ? 0 : Date.parse(text)
  return Number.isNaN(time) ? 0 : time
}

function isoTime(time: number): string {
  return new Date(time).toISOString()
}
