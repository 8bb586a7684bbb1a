import type { ErrorCode, Failure } from '../engine/index.ts'

/** What only a command line can get wrong. */
export interface OwnFacts {
  /** `problem` says what; `hint` what was probably meant. */
  'usage/invalid': { readonly problem: string; readonly hint: string | null }
  /** The change goes further than what was asked, and nobody was there to say yes. */
  'usage/unconfirmed': { readonly loses: readonly string[] }
  /** The person said no. */
  'usage/declined': { readonly what: string }
  /** The answer was ready, and its reader could not take it: a full disk behind `>`. */
  'usage/unwritable': { readonly reason: string }
  /** `finished`: too late to stop, the change is complete. `state` says what is true now. */
  'usage/interrupted': { readonly finished: boolean; readonly state: string }
}
export type OwnCode = keyof OwnFacts
export type OwnFailure = {
  readonly [C in OwnCode]: { readonly code: C; readonly facts: OwnFacts[C] }
}[OwnCode]

/** Everything that a run can end with instead of an answer. */
export type CliFailure = Failure | OwnFailure
export type CliCode = ErrorCode | OwnCode

/** Ends the run with words for `failure`. */
export class Refusal extends Error {
  readonly failure: CliFailure

  constructor(failure: CliFailure, options?: ErrorOptions) {
    super(failure.code, options)
    this.name = 'Refusal'
    this.failure = failure
  }
}

export function usage(problem: string, hint: string | null = null): Refusal {
  return new Refusal({ code: 'usage/invalid', facts: { problem, hint } })
}

/**
 * The failure inside `error`; null where it is a bug. By shape, so that wording a failure does not need the
 * engine's modules, which may be what failed to load.
 */
export function failureIn(error: unknown, isCode: (code: string) => boolean): CliFailure | null {
  if (!(error instanceof Error) || !('failure' in error)) return null
  const failure = error.failure
  if (typeof failure !== 'object' || failure === null || !('code' in failure) || !('facts' in failure))
    return null
  return typeof failure.code === 'string' && isCode(failure.code) ? (failure as CliFailure) : null
}
