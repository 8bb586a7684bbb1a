/** The part of a WebSocket that a link uses. */
export interface SocketLike {
  readonly send: (text: string) => void
  readonly close: () => void
  readonly addEventListener: (
    kind: 'open' | 'message' | 'close',
    listener: (event: { readonly data?: unknown }) => void,
  ) => void
}

export type LinkState =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  /** Times are milliseconds of the link's clock. */
  | {
      readonly state: 'down'
      readonly attempt: number
      readonly retryAt: number
      readonly lastAnswer: number | null
    }
  /** The host answers, but does not know this browser. */
  | { readonly state: 'refused' }

export interface LinkPorts {
  readonly open: () => SocketLike
  /** Asked when a socket was refused; true where the host cannot be asked either. */
  readonly isAdmitted: () => Promise<boolean>
  readonly now: () => number
  /** Returns what stops it. */
  readonly later: (milliseconds: number, run: () => void) => () => void
}

/** A socket that comes back by itself. */
export interface SocketLink {
  readonly state: () => LinkState
  readonly onState: (listener: (state: LinkState) => void) => () => void
  readonly onText: (listener: (text: string) => void) => () => void
  /** Only while it is open. */
  readonly send: (text: string) => void
  readonly retry: () => void
  readonly close: () => void
}

/** Milliseconds between attempts: doubled each time, up to the longest. */
const firstDelay = 250
const longestDelay = 10_000

export function createSocketLink(ports: LinkPorts): SocketLink {
  const states = new Set<(state: LinkState) => void>()
  const texts = new Set<(text: string) => void>()
  let state: LinkState = { state: 'connecting' }
  let socket: SocketLike | null = null
  let stopWaiting = (): void => undefined
  let attempt = 0
  let lastAnswer: number | null = null

  function become(next: LinkState): void {
    state = next
    for (const listener of states) listener(next)
  }

  function connect(): void {
    stopWaiting()
    const mine = (socket = ports.open())
    let opened = false
    mine.addEventListener('open', () => {
      opened = true
      attempt = 0
      become({ state: 'open' })
    })
    mine.addEventListener('message', ({ data }) => {
      lastAnswer = ports.now()
      if (typeof data === 'string') for (const listener of texts) listener(data)
    })
    mine.addEventListener('close', () => void lost(mine, opened))
  }

  async function lost(mine: SocketLike, opened: boolean): Promise<void> {
    if (socket !== mine) return
    const admitted = opened || (await ports.isAdmitted())
    if (socket !== mine) return
    socket = null
    if (!admitted) return become({ state: 'refused' })
    const delay = Math.min(longestDelay, firstDelay * 2 ** attempt)
    attempt += 1
    stopWaiting = ports.later(delay, connect)
    become({ state: 'down', attempt, retryAt: ports.now() + delay, lastAnswer })
  }

  function close(): void {
    stopWaiting()
    const mine = socket
    socket = null
    mine?.close()
  }

  connect()
  return {
    state: () => state,
    onState: (listener) => subscribe(states, listener),
    onText: (listener) => subscribe(texts, listener),
    send: (text) => socket?.send(text),
    retry: () => (socket === null ? connect() : undefined),
    close,
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
