import { type EngineError, type Failure, failureOf } from '../model/failure.ts'

/** An address that did not serve, and why. */
export interface Trouble {
  readonly url: string
  readonly failure: Failure
}

export interface Addresses {
  /** Each ends in `/`, in the order in which they are asked; never none. */
  readonly bases: readonly string[]
  /** Which one served in the end, and which did not before it. */
  readonly onServed: (base: string, troubles: readonly Trouble[]) => void
}

/**
 * What the first address gives that can be reached and does not lie: `fetch` checks everything, of each address alike.
 * Where none does, throws what the first one failed with.
 */
export async function fromAnyAddress<T>(
  { bases, onServed }: Addresses,
  fetch: (base: string) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const errors: EngineError[] = []
  for (const base of bases) {
    signal.throwIfAborted()
    try {
      const got = await fetch(base)
      onServed(
        base,
        errors.map(({ failure }, at) => ({ url: bases[at]!, failure })),
      )
      return got
    } catch (error) {
      signal.throwIfAborted()
      if (!isOfAddress(error)) throw error
      errors.push(error)
    }
  }
  throw errors[0]!
}

/** Whether another address might do better: no disk that is full, and no mistake of ours. */
function isOfAddress(error: unknown): error is EngineError {
  const code = failureOf(error)?.code ?? ''
  return code.startsWith('network/') || code.startsWith('trust/')
}
