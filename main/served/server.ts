import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { createHost } from '../ipc/host.ts'
import { systemTimer } from '../ipc/pace.ts'
import { largestRequest } from '../ipc/request.ts'
import { answer, createFiles, sendPicture } from './answers.ts'
import { answerConsent } from './consent-answers.ts'
import { createConsents } from './consents.ts'
import { isConsentName, isForeignFetch, isOwnOrigin, isWindowName } from './gate.ts'
import { listenTwice } from './listen.ts'
import { addressFor, cookieName, type Room, type ServedOptions } from './room.ts'
import { openSession, sendFreshAddress } from './session-answers.ts'
import { cookiesIn, createSessions } from './sessions.ts'
import { joinSocket } from './socket.ts'

export interface ServedHost {
  readonly port: number
  /** Network addresses: always this machine's own. */
  readonly listensOn: readonly string[]
  /** Lets whoever knows it ask for further addresses. */
  readonly controlSecret: string
  /** An address that opens the window once. */
  readonly freshAddress: () => string
  readonly close: () => Promise<void>
}

/** Sockets at once: a few windows, and no more than a machine can feed. */
const mostSockets = 32

/** The window and its host behind 127.0.0.1. Rejects where the port is taken. */
export async function startServer(options: ServedOptions): Promise<ServedHost> {
  const sessions = createSessions(options.randomText)
  const consents = createConsents(options.randomText)
  const host = createHost({ ...options, ask: consents.ask, now: () => performance.now() })
  const controlSecret = options.randomText()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestRequest,
    perMessageDeflate: false,
  })
  const { port, servers, listensOn } = await listenTwice(options.port, () => serverOf(options))
  const files = createFiles()
  const room: Room = { ...options, sessions, consents, sockets, port, controlSecret, files }

  for (const server of servers) {
    server.on('request', (request, response) => {
      route(room, request, response).catch((error: unknown) => {
        const incident = options.logIncident(error)
        if (response.headersSent) response.destroy()
        else answer(response, 500, `Something went wrong (incident ${incident}).`)
      })
    })
    server.on('upgrade', (request, stream, head) => {
      const refusal = refusalOfSocket(room, request)
      if (refusal !== null) refuseUpgrade(stream, refusal)
      else sockets.handleUpgrade(request, stream, head, (socket) => joinSocket(socket, host, systemTimer))
    })
  }

  async function close(): Promise<void> {
    const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)))
    for (const socket of sockets.clients) socket.close(1001)
    await host.close()
    for (const socket of sockets.clients) socket.terminate()
    for (const server of servers) server.closeAllConnections()
    await Promise.all(closed)
    await options.engine.close()
  }

  return { port, listensOn, controlSecret, freshAddress: () => addressFor(room), close }
}

function serverOf({ requestPatience = 10_000 }: ServedOptions): Server {
  return createServer({
    headersTimeout: requestPatience,
    requestTimeout: requestPatience,
    connectionsCheckingInterval: requestPatience,
    maxHeaderSize: 16_384,
  })
}

async function route(room: Room, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isConsentName(request.headers.host)) return routeConsent(room, request, response)
  return routeWindow(room, request, response)
}

async function routeWindow(room: Room, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { headers, method } = request
  if (!isWindowName(headers.host)) return answer(response, 421, 'This is not the host you asked for.')
  if (isForeignFetch(headers)) return answer(response, 403, 'Only the page that is served here may ask.')
  const address = (request.url ?? '/').split('?', 1)[0] ?? '/'
  if (address === '/session/fresh') return sendFreshAddress(room, request, response)
  if (address === '/session') return openSession(room, request, response)
  if (method !== 'GET' && method !== 'HEAD') return answer(response, 405, 'Only GET is answered.')
  return address.startsWith('/media/')
    ? sendMedia(room, request, response)
    : sendFile(room, address, request, response)
}

/** All that is served under the name of questions: questions, and the way from there to the window. */
async function routeConsent(
  { consents }: Room,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { host, ...headers } = request.headers
  if (request.url?.startsWith('/consent/')) return answerConsent(consents, request, response)
  if (request.url !== '/' || request.method !== 'GET' || headers.origin !== undefined)
    return answer(response, 421, 'The Software Center is at 127.0.0.1.')
  response.setHeader('location', `http://${(host ?? '').replace('localhost', '127.0.0.1')}/`)
  answer(response, 307, 'The Software Center is at 127.0.0.1.')
}

async function sendFile(
  room: Room,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = room.pageFiles.get(address)
  if (file === undefined) return answer(response, 404, 'There is nothing here.')
  return room.files.send(file, request, response)
}

async function sendMedia(room: Room, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!hasSession(room, request))
    return answer(response, 401, 'Open the address that the host printed first.')
  const name = (request.url ?? '').slice('/media/'.length)
  return sendPicture(name, room.engine.media, response)
}

function hasSession(room: Room, request: IncomingMessage): boolean {
  return cookiesIn(request.headers.cookie, cookieName(room)).some((value) => room.sessions.isOpen(value))
}

function refusalOfSocket(room: Room, request: IncomingMessage): string | null {
  if (!isWindowName(request.headers.host)) return '421 Misdirected Request'
  if (!isOwnOrigin(request.headers)) return '403 Forbidden'
  if (request.url !== '/socket') return '404 Not Found'
  if (!hasSession(room, request)) return '401 Unauthorized'
  return room.sockets.clients.size >= mostSockets ? '503 Service Unavailable' : null
}

function refuseUpgrade(stream: Duplex, status: string): void {
  // Whoever hangs up first is no incident.
  stream.on('error', () => stream.destroy())
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
