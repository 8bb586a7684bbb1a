import type { Client } from '../../engine/api/client.ts'
import type { Declined, Describe } from '../../engine/api/description.ts'
import type { EngineEvent } from '../../engine/api/events.ts'

export interface Picture {
  /** A media type, such as `image/svg+xml`. */
  readonly type: string
  readonly bytes: Uint8Array
}

/** What a host needs of the engine. */
export interface HostedEngine extends Client {
  /** What an operation would do, for a person who is asked. */
  readonly describe: Describe
  /** Tells the audit log that a person did not want what a window asked for. */
  readonly declined: Declined
  readonly media: (name: string, signal: AbortSignal) => Promise<Picture | null>
  readonly close: () => Promise<void>
}

export interface OpenedOnDemand extends HostedEngine {
  /** Opens it ahead of the first call. What fails here will fail, and be told, there. */
  readonly warm: () => Promise<void>
}

/**
 * An engine that is opened by the first call, so that a host answers before it is. Where opening fails, the call
 * fails with the reason and the next one tries again: a person may have mended the configuration meanwhile.
 */
export function openedOnDemand(open: (signal: AbortSignal) => Promise<HostedEngine>): OpenedOnDemand {
  const listeners = new Set<(event: EngineEvent) => void>()
  const closing = new AbortController()
  let opening: Promise<HostedEngine> | null = null

  async function opened(): Promise<HostedEngine> {
    closing.signal.throwIfAborted()
    opening ??= open(closing.signal).then((engine) => {
      engine.on((event) => {
        for (const listener of listeners) listener(event)
      })
      return engine
    })
    try {
      return await opening
    } catch (error) {
      opening = null
      throw error
    }
  }

  return {
    run: async (name, input, call) => (await opened()).run(name, input, call),
    describe: async (name, input, signal) => (await opened()).describe(name, input, signal),
    declined: async (name, input, failure) => (await opened()).declined(name, input, failure),
    media: async (name, signal) => (await opened()).media(name, signal),
    on: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    warm: async () => {
      await opened().catch(() => undefined)
    },
    close: async () => {
      closing.abort()
      const engine = await opening?.catch(() => null)
      await engine?.close()
    },
  }
}
