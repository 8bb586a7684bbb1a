import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import type { LookupFunction, Socket } from 'node:net'
import { once } from '../base/once.ts'

/** Milliseconds in which a connection has to stand, all addresses of a name together. */
const longestConnecting = 10_000

/** What is asked for, and how long a server may say nothing. */
export interface Question {
  readonly headers: Readonly<Record<string, string>>
  readonly connections: Connections
  /** Seconds between two pieces of the answer. */
  readonly idleTimeout: number
}

/** Opened when they are first asked for, and used again by later questions. */
export interface Connections {
  readonly agentFor: (protocol: string) => Agent
}

/** Thrown where no piece came for as long as one may take. */
export class Idle extends Error {}

/** `https` and `http` are loaded only when something really goes over the network. */
const modules = {
  'https:': () => process.getBuiltinModule('node:https'),
  'http:': () => process.getBuiltinModule('node:http'),
}

export function connectionsWith(lookup: LookupFunction): Connections {
  // Said, so that NODE_TLS_REJECT_UNAUTHORIZED=0, set for another program, does not turn it off.
  const options = { keepAlive: true, lookup, rejectUnauthorized: true }
  const agents = {
    'https:': once(() => new (modules['https:']().Agent)(options)),
    'http:': once(() => new (modules['http:']().Agent)(options)),
  }
  return { agentFor: (protocol) => agents[schemeOf(protocol)]() }
}

function schemeOf(protocol: string): 'https:' | 'http:' {
  return protocol === 'https:' ? 'https:' : 'http:'
}

/** The head of the answer; its body is read by `piecesOf`. Rejects with errors of the system, of TLS and of the parser. */
export async function askHttp(
  url: string,
  question: Question,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  for (;;) {
    try {
      return await askOnce(new URL(url), question, signal)
    } catch (error) {
      // A server may close a connection that was kept just as it is used again: that says nothing about the server.
      if (!(error instanceof Stale)) throw error
    }
  }
}

/** A connection from before was closed before anything came of the answer. */
class Stale extends Error {}

const cuts = new Set(['ECONNRESET', 'EPIPE'])

async function askOnce(
  url: URL,
  { headers, connections }: Question,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { request } = modules[schemeOf(url.protocol)]()
  const options: RequestOptions = {
    agent: connections.agentFor(url.protocol),
    headers,
    signal,
    // Said, because NODE_OPTIONS may say otherwise for another program.
    insecureHTTPParser: false,
  }
  return new Promise((resolve, reject) => {
    let answer: IncomingMessage | null = null
    const asking = request(url, options)
    const late = setTimeout(() => {
      asking.destroy(Object.assign(new Error('no connection'), { code: 'ETIMEDOUT' }))
    }, longestConnecting)
    const connected = (): void => clearTimeout(late)
    asking.on('socket', (socket) => {
      giveBack(socket, asking)
      if (socket.connecting) socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected)
      else connected()
    })
    asking.on('response', (response) => {
      answer = response
      resolve(response)
    })
    // Also behind the head: what the parser makes of a broken body is told here alone.
    asking.on('error', (error: NodeJS.ErrnoException) => {
      connected()
      answer?.destroy(error)
      reject(asking.reusedSocket && cuts.has(error.code ?? '') ? new Stale() : error)
    })
    asking.end()
  })
}

/**
 * Gives the memory of what came over the wire back at once: the parser, which listens since before us, has copied what it
 * wants of it. The garbage collector would let a hundred megabytes wait. For the one request: the next one's parser
 * listens anew, behind us.
 */
function giveBack(socket: Socket, asking: ClientRequest): void {
  const release = ({ buffer, byteLength }: Buffer): void => {
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
  }
  socket.on('data', release)
  // Comes before the connection is free for others.
  asking.on('close', () => socket.off('data', release))
}

/** The body, piece by piece. Leaving it closes the connection. Throws `Idle`, and what the connection ends with. */
export async function* piecesOf(
  answer: IncomingMessage,
  { idleTimeout }: Pick<Question, 'idleTimeout'>,
): AsyncGenerator<Uint8Array> {
  let isAwaited = true
  // Whoever takes long over a piece is no silent server.
  const timer = setTimeout(
    () => (isAwaited ? answer.destroy(new Idle()) : timer.refresh()),
    Math.min(idleTimeout * 1_000, 2 ** 31 - 1),
  )
  try {
    for await (const piece of answer as AsyncIterable<Buffer>) {
      isAwaited = false
      yield piece
      isAwaited = true
      timer.refresh()
    }
  } finally {
    clearTimeout(timer)
  }
}
