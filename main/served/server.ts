import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { createHost } from '../ipc/host.ts'
import { systemTimer } from '../ipc/pace.ts'
import { largestRequest } from '../ipc/request.ts'
import { answer, createFiles, sendPicture } from './answers.ts'
import { isForeignFetch, isLoopbackName, isOwnOrigin } from './gate.ts'
import { addressFor, cookieName, type Room, type ServedOptions } from './room.ts'
import { openSession, sendFreshAddress } from './session-answers.ts'
import { cookiesIn, createSessions } from './sessions.ts'
import { joinSocket } from './socket.ts'

export interface ServedHost {
  readonly port: number
  /** The network address: always this machine's own. */
  readonly listensOn: string
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
  const host = createHost(options)
  const controlSecret = options.randomText()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestRequest,
    perMessageDeflate: false,
  })
  const patience = options.requestPatience ?? 10_000
  const server = createServer({
    headersTimeout: patience,
    requestTimeout: patience,
    connectionsCheckingInterval: patience,
    maxHeaderSize: 16_384,
  })
  await listening(server, options.port)
  const { port, address: listensOn } = server.address() as AddressInfo
  const room: Room = { ...options, sessions, sockets, port, controlSecret, files: createFiles() }

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

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets.clients) socket.close(1001)
    await host.close()
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    await closed
    await options.engine.close()
  }

  return { port, listensOn, controlSecret, freshAddress: () => addressFor(room), close }
}

async function route(room: Room, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { headers, method } = request
  if (!isLoopbackName(headers.host)) return answer(response, 421, 'This is not the host you asked for.')
  if (isForeignFetch(headers)) return answer(response, 403, 'Only the page that is served here may ask.')
  const address = (request.url ?? '/').split('?', 1)[0] ?? '/'
  if (address === '/session/fresh') return sendFreshAddress(room, request, response)
  if (address === '/session') return openSession(room, request, response)
  if (method !== 'GET' && method !== 'HEAD') return answer(response, 405, 'Only GET is answered.')
  return address.startsWith('/media/')
    ? sendMedia(room, request, response)
    : sendFile(room, address, request, response)
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
  if (!isLoopbackName(request.headers.host)) return '421 Misdirected Request'
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

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
