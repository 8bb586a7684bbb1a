/**
 * Runs `work` over `items`, at most `limit` at a time, and answers in the order of the items. The first failure
 * aborts the signal given to the others, waits until they have ended, and is thrown: nothing runs on unseen.
 */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  signal: AbortSignal,
): Promise<R[]> {
  signal.throwIfAborted()
  const failed = new AbortController()
  const shared = AbortSignal.any([signal, failed.signal])
  const results = new Array<R>(items.length)
  const queue = items.entries()

  async function worker(): Promise<void> {
    for (const [index, item] of queue) {
      shared.throwIfAborted()
      results[index] = await work(item, shared)
    }
  }
  const workers = Array.from({ length: Math.min(Math.max(1, limit), items.length) }, () =>
    worker().catch((error: unknown) => {
      failed.abort(error)
    }),
  )
  await Promise.all(workers)
  // The shared reason is the caller's own where the caller cancelled, so that identity still tells it apart.
  shared.throwIfAborted()
  return results
}

/** What `work` comes to, or the reason of the signal if that comes first. The work itself goes on. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Node's streams answer an abort with an error of their own instead of the reason. */
export function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === 'AbortError')
}
