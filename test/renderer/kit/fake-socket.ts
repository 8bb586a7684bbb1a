import type { LinkPorts, SocketLike } from '../../../renderer/client/socket-link.ts'

type Listener = (event: { readonly data?: unknown }) => void

/** A socket that does what the test says. */
export class FakeSocket implements SocketLike {
  readonly sent: unknown[] = []
  readonly #listeners = new Map<string, Listener[]>()

  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }

  close(): void {
    this.#fire('close')
  }

  addEventListener(kind: 'open' | 'message' | 'close', listener: Listener): void {
    this.#listeners.set(kind, [...(this.#listeners.get(kind) ?? []), listener])
  }

  opens(): void {
    this.#fire('open')
  }

  says(message: unknown): void {
    this.#fire('message', { data: JSON.stringify(message) })
  }

  breaks(): void {
    this.#fire('close')
  }

  #fire(kind: string, event: { readonly data?: unknown } = {}): void {
    for (const listener of this.#listeners.get(kind) ?? []) listener(event)
  }
}

/** A host that can be reached or not, and a clock that the test turns. */
export function aWire(): {
  readonly ports: LinkPorts
  readonly sockets: FakeSocket[]
  readonly waits: number[]
  readonly wake: () => void
  admitted: boolean
} {
  const sockets: FakeSocket[] = []
  const waits: number[] = []
  let woken: () => void = () => undefined
  const wire = {
    sockets,
    waits,
    admitted: true,
    wake: () => woken(),
    ports: {
      open: () => {
        const socket = new FakeSocket()
        sockets.push(socket)
        return socket
      },
      isAdmitted: async () => wire.admitted,
      now: () => 1_000,
      later: (milliseconds: number, run: () => void) => {
        waits.push(milliseconds)
        woken = run
        return () => undefined
      },
    },
  }
  return wire
}
