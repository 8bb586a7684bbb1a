import type { Answer, Ask, Question } from '../ipc/consent.ts'
import { systemTimer, type Timer } from '../ipc/pace.ts'
import { isSameSecret } from './sessions.ts'

/** The questions that are open, each at an address that only its window was told. */
export interface Consents {
  readonly ask: Ask
  readonly find: (id: string) => Open | null
}

export interface Open {
  readonly question: Question
  /** Stands in the page alone, which no script of another origin can read. */
  readonly secret: string
  /** False where the secret is another one. Takes one answer. */
  readonly settle: (secret: string, answer: Answer) => boolean
}

/** Milliseconds that a person has to answer. */
const patience = 120_000

export function createConsents(randomText: () => string, timer: Timer = systemTimer): Consents {
  const open = new Map<string, Open>()

  const ask: Ask = (question, { show, signal }) => {
    const id = randomText()
    const secret = randomText()
    const answered = new Promise<Answer>((resolve, reject) => {
      const stopWaiting = timer.after(patience, () => end(() => resolve('unanswered')))
      const abort = (): void => end(() => reject(signal.reason))
      function end(tell: () => void): void {
        open.delete(id)
        stopWaiting()
        signal.removeEventListener('abort', abort)
        tell()
      }
      signal.addEventListener('abort', abort, { once: true })
      open.set(id, {
        question,
        secret,
        settle: (told, answer) => {
          if (!isSameSecret(told, secret)) return false
          end(() => resolve(answer))
          return true
        },
      })
    })
    show(`consent/${id}`)
    return answered
  }

  return { ask, find: (id) => open.get(id) ?? null }
}
