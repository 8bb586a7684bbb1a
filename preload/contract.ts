import type { EngineEvent } from '../engine/api/events.ts'
import type { Progress } from '../engine/api/progress.ts'
import type { Failure } from '../engine/model/failure.ts'

/** What crosses between a window and its host. Types and names only: the preload carries no weight. */
export interface Request {
  /** Chosen by the window; unique among its running requests. */
  readonly id: string
  readonly name: string
  readonly input: unknown
}

/** What a running request may tell. */
export type Told =
  | Progress
  /** The host asks the person: at the address `page`, relative to the host, or where that is null in a dialog. */
  | { readonly kind: 'asking'; readonly page: string | null }
  /** That question is no longer open. */
  | { readonly kind: 'asked' }

export type Reply =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** `window.multios`. */
export interface Bridge {
  readonly start: (request: Request, report: (told: Told) => void) => Promise<Reply>
  readonly cancel: (id: string) => void
  /** Returns the function that stops listening. */
  readonly on: (listener: (event: EngineEvent) => void) => () => void
}

export const channels = {
  start: 'multios:start',
  cancel: 'multios:cancel',
  progress: 'multios:progress',
  event: 'multios:event',
} as const
