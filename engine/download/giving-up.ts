import { type EngineError, failureOf } from '../model/failure.ts'
import type { Incoming, Transport } from './transport.ts'

/** Why nobody answered, where it takes long to find out. */
const slow = /^(?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)$/

/**
 * For one command that wants many files: a server that was silent once is not waited for again, and fails with what it
 * failed with then. One that refuses quickly is asked again: it may be a single file that it does not give.
 */
export function givingUp(transport: Transport): Transport {
  const silent = new Map<string, EngineError>()
  const remember = (server: string, error: unknown): void => {
    if (isSilence(error)) silent.set(server, error)
  }
  return {
    open: async (url, offset, signal) => {
      const server = new URL(url).origin
      const known = silent.get(server)
      if (known !== undefined) throw known
      try {
        const incoming = await transport.open(url, offset, signal)
        return watched(incoming, (error) => remember(server, error))
      } catch (error) {
        remember(server, error)
        throw error
      }
    },
  }
}

function watched(incoming: Incoming, onError: (error: unknown) => void): Incoming {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      yield* incoming.chunks
    } catch (error) {
      onError(error)
      throw error
    }
  }
  return { ...incoming, chunks: chunks() }
}

function isSilence(error: unknown): error is EngineError {
  const failure = failureOf(error)
  if (failure?.code === 'network/unreachable') return slow.test(failure.facts.reason)
  return failure?.code === 'network/timeout'
}
