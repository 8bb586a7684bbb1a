import { createHash } from 'node:crypto'
import { OperationFailed } from '../../engine/api/client.ts'
import type { Describe, Description } from '../../engine/api/description.ts'
import type { Consent } from '../../engine/api/operation.ts'
import type { OperationName } from '../../engine/api/operations.ts'
import type { Told } from '../../preload/contract.ts'

/** What a person is asked, in the engine's words and not in the window's. */
export interface Question {
  readonly description: Description
  /** Whether the answer may hold for a while. */
  readonly mayKeep: boolean
}

export type Answer = 'refused' | 'unanswered' | 'once' | 'keep'

export interface AskCall {
  /** Tells the window that its person is being asked: at `page`, or where that is null in a dialog. */
  readonly show: (page: string | null) => void
  readonly signal: AbortSignal
}

/** Asks the person where no page of ours can answer. Rejects with `call.signal.reason` where nobody waits any more. */
export type Ask = (question: Question, call: AskCall) => Promise<Answer>

export interface GateOptions {
  readonly describe: Describe
  readonly ask: Ask
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number
}

export interface Wish {
  readonly name: OperationName
  readonly input: unknown
  readonly consent: Consent
}

export interface ConsentGate {
  /** Resolves when this may be done. Rejects with `consent/refused`, or with `signal.reason`. */
  readonly pass: (wish: Wish, tell: (told: Told) => void, signal: AbortSignal) => Promise<void>
}

/** Milliseconds that an answer holds on after what it was last used for. */
const idle = 15 * 60_000

/** The consent of one window: one question at a time, and an answer that may hold while it is used. */
export function consentGate({ describe, ask, now }: GateOptions): ConsentGate {
  let keptUntil = Number.NEGATIVE_INFINITY
  let last: Promise<unknown> = Promise.resolve()

  async function settle(wish: Wish, tell: (told: Told) => void, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const mayKeep = wish.consent === 'session'
    if (mayKeep && now() < keptUntil) {
      keptUntil = now() + idle
      return
    }
    const digest = digestOf(wish)
    // The table has parsed the input; that it fits this name is beyond what the type can say.
    const description = await describe(wish.name, wish.input as never, signal)
    const show = (page: string | null): void => tell({ kind: 'asking', page })
    const answer = await ask({ description, mayKeep }, { show, signal }).finally(() =>
      tell({ kind: 'asked' }),
    )
    signal.throwIfAborted()
    if (answer === 'refused' || answer === 'unanswered')
      throw new OperationFailed({ code: 'consent/refused', facts: { reason: answer } })
    if (digestOf(wish) !== digest) throw new Error('the request changed while the person was asked')
    if (mayKeep && answer === 'keep') keptUntil = now() + idle
  }

  return {
    pass: async (wish, tell, signal) => {
      const turn = last.then(() => settle(wish, tell, signal))
      last = turn.catch(() => undefined)
      await unlessAborted(turn, signal)
    },
  }
}

/** Whoever waits for a turn does not have to wait for it any longer than it wants to. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function digestOf({ name, input }: Wish): string {
  return createHash('sha256')
    .update(JSON.stringify([name, input]))
    .digest('hex')
}
