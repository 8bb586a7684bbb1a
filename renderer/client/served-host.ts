import { createSocketLink, type SocketLink, type SocketLike } from './socket-link.ts'

/**
 * The link to the host that served this page. A token in the address buys the session cookie once, and
 * leaves the address before anything else can read it; a reload has the cookie already.
 */
export function linkToServedHost(window: Window): SocketLink {
  const token = takeToken(window)
  let greeting = token === null ? null : redeem(token)
  return createSocketLink({
    open: () => {
      const socket = delayed(greeting, () => new WebSocket(socketAddress(window.location)))
      greeting = null
      return socket
    },
    isAdmitted: hasSession,
    now: () => Date.now(),
    later: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds)
      return () => clearTimeout(timer)
    },
  })
}

/** Where the served host asks: under the other name of this machine, whose pages this one can neither read nor press. */
export function questionAddress({ host }: Location, page: string): string {
  return `http://${host.replace(/^127\.0\.0\.1(?=:|$)/, 'localhost')}/${page}`
}

/** A small window of its own, which gets no way back to this one. */
export function openQuestionWindow(window: Window, address: string): void {
  window.open(address, '_blank', 'noopener,popup,width=480,height=560')
}

function takeToken({ location, history }: Window): string | null {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1] ?? null
  if (token !== null) history.replaceState(null, '', location.pathname)
  return token
}

/** A used token is no failure yet: the cookie of an earlier visit may still hold. */
async function redeem(token: string): Promise<void> {
  await fetch('session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).catch(() => undefined)
}

/** Scripts cannot read the status of a refused socket, so a picture that needs the session tells it. */
async function hasSession(): Promise<boolean> {
  const answer = await fetch('media/session', { method: 'HEAD', cache: 'no-store' }).catch(() => null)
  return answer?.status !== 401
}

function socketAddress({ host, protocol }: Location): string {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/socket`
}

/** A socket that opens only after the token was redeemed, so that it carries the cookie. */
function delayed(first: Promise<void> | null, open: () => WebSocket): SocketLike {
  if (first === null) return open()
  const opened = first.then(open)
  return {
    send: (text) => void opened.then((socket) => socket.send(text)),
    close: () => void opened.then((socket) => socket.close()),
    addEventListener: (kind, listener) =>
      void opened.then((socket) => socket.addEventListener(kind, listener as EventListener)),
  }
}
