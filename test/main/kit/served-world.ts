import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { request, type OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { WebSocket } from 'ws'
import type { HostedEngine } from '../../../main/ipc/hosted-engine.ts'
import { listPageFiles } from '../../../main/ipc/page-files.ts'
import { type ServedHost, startServer } from '../../../main/served/server.ts'

export interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}

export interface Knock {
  readonly method?: string
  /** As it goes over the wire: nothing is normalized. */
  readonly target: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string
}

export interface ServedWorld {
  readonly host: ServedHost
  readonly origin: string
  readonly incidents: readonly unknown[]
  readonly knock: (knock: Knock) => Promise<Answer>
  /** Redeems a fresh token, and returns the cookie that a browser would send. */
  readonly signIn: () => Promise<string>
  /** Opens a question as a browser does, and presses one of its buttons. Returns the page that followed. */
  readonly answerQuestion: (page: string, answer: string) => Promise<Answer>
  readonly socket: (headers: Record<string, string>) => WebSocket
  readonly close: () => Promise<void>
}

export interface ServedWorldOptions {
  /** Milliseconds. */
  readonly requestPatience?: number
}

/** A served host on a real port, with a small window to serve. */
export async function aServedWorld(
  engine: HostedEngine,
  options: ServedWorldOptions = {},
): Promise<ServedWorld> {
  const folder = mkdtempSync(path.join(tmpdir(), 'multios-served-'))
  const page = path.join(folder, 'renderer')
  mkdirSync(path.join(page, 'assets'), { recursive: true })
  writeFileSync(path.join(folder, 'secret.json'), '{"secret":true}')
  writeFileSync(path.join(page, 'index.html'), '<!doctype html><title>window</title>')
  writeFileSync(path.join(page, 'assets', 'main-x1.js'), `console.log('${'window '.repeat(200)}')`)
  const incidents: unknown[] = []
  const host = await startServer({
    engine,
    logIncident: (error) => `incident-${String(incidents.push(error))}`,
    pageFiles: listPageFiles(page),
    port: 0,
    randomText: () => randomBytes(32).toString('base64url'),
    ...options,
  })
  const origin = `http://127.0.0.1:${String(host.port)}`

  const world: ServedWorld = {
    host,
    origin,
    incidents,
    knock: (knock) => send(host.port, knock),
    signIn: async () => {
      const answer = await redeem(world, tokenOf(host.freshAddress()))
      return String(answer.headers['set-cookie']).split(';', 1)[0] ?? ''
    },
    answerQuestion: async (page, answer) => {
      const { body } = await world.knock({ target: `/${page}`, headers: asBrowser(host.port) })
      return world.knock(formOf(host.port, page, { secret: secretIn(body), answer }))
    },
    socket: (headers) => new WebSocket(`ws://127.0.0.1:${String(host.port)}/socket`, { headers }),
    close: async () => {
      await host.close()
      await rm(folder, { recursive: true })
    },
  }
  return world
}

/** The headers of a person's browser that opens an address of the name that questions have. */
export function asBrowser(port: number): Record<string, string> {
  return {
    host: `localhost:${String(port)}`,
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  }
}

/** What the button of a question's page sends. */
export function formOf(port: number, page: string, fields: Record<string, string>): Knock {
  return {
    method: 'POST',
    target: `/${page}`,
    headers: {
      ...asBrowser(port),
      'sec-fetch-site': 'same-origin',
      origin: `http://localhost:${String(port)}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
  }
}

export function secretIn(page: string): string {
  return /name="secret" value="([\w-]+)"/.exec(page)?.[1] ?? ''
}

export function tokenOf(address: string): string {
  return address.slice(address.indexOf('#token=') + '#token='.length)
}

export function redeem(
  world: ServedWorld,
  token: string,
  headers: OutgoingHttpHeaders = {},
): Promise<Answer> {
  return world.knock({
    method: 'POST',
    target: '/session',
    headers: { origin: world.origin, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  })
}

function send(port: number, { method = 'GET', target, headers = {}, body }: Knock): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const out = request(
      { host: '127.0.0.1', port, method, path: target, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      },
    )
    out.on('error', reject)
    out.end(body)
  })
}

/** How a socket ended: the HTTP status it was refused with, or its close code. */
export function endOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('close', resolve)
    // What follows an error is told by the two above.
    socket.on('error', () => undefined)
  })
}

export function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
}

/** The next message that `wanted` says yes to. */
export function message<T>(socket: WebSocket, wanted: (message: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve) => {
    socket.on('message', (data) => {
      const parsed = JSON.parse(String(data)) as T
      if (wanted(parsed)) resolve(parsed)
    })
  })
}
