import { OperationFailed, type Client } from '../../engine/api/client.ts'
import type { Input, OperationName, Output } from '../../engine/api/operations.ts'
import { silent } from '../../engine/api/progress.ts'
import type { Bridge, Reply, Told } from '../../preload/contract.ts'
import { noQuestions, type Questions } from './questions.ts'
import { asShown } from './shown-text.ts'

/** The engine as a window sees it, whichever host is at the other end of the bridge. */
export function createClient(
  bridge: Bridge,
  newId: () => string,
  questions: Questions = noQuestions(),
): Client {
  async function run<N extends OperationName>(
    name: N,
    input: Input<N>,
    { signal, report = silent }: Parameters<Client['run']>[2],
  ): Promise<Output<N>> {
    signal.throwIfAborted()
    const id = newId()
    const cancel = (): void => bridge.cancel(id)
    const hear = (told: Told): void => {
      if (told.kind === 'asking') questions.add(id, told.page, cancel)
      else if (told.kind === 'asked') questions.remove(id)
      else report(asShown(told))
    }
    signal.addEventListener('abort', cancel, { once: true })
    try {
      return valueOf(name, await bridge.start({ id, name, input: plain(input) }, hear), signal)
    } finally {
      signal.removeEventListener('abort', cancel)
      questions.remove(id)
    }
  }

  return { run, on: (listener) => bridge.on((event) => listener(asShown(event))) }
}

function valueOf<N extends OperationName>(name: N, reply: Reply, signal: AbortSignal): Output<N> {
  if (reply.kind === 'failed') throw new OperationFailed(asShown(reply.failure))
  if (reply.kind === 'cancelled') {
    // Taken back where the person was asked, and not by whoever made the call.
    if (!signal.aborted) throw new OperationFailed({ code: 'consent/refused', facts: { reason: 'refused' } })
    throw signal.reason
  }
  const value = reply.value as Output<N>
  // Of these every byte counts: they become a file, which others check, and are never shown.
  return name === 'audit.export' ? value : asShown(value)
}

/** Vue's proxies do not survive Electron's cloning. Inputs are JSON by their schemas. */
function plain(input: unknown): unknown {
  return JSON.parse(JSON.stringify(input))
}
