import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { EngineError } from '../model/failure.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
}

/** Ports tried before giving up. */
const mostAttempts = 50

export interface PageServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Serves an installed web app to browsers of this machine, from an origin of its own: the first of `ports` that is
 * free. The secret folder in the address keeps other users' programs out.
 */
export async function servePage(
  profile: string,
  page: string,
  ports: readonly number[],
): Promise<PageServer> {
  const secret = randomBytes(16).toString('hex')
  const share = path.join(profile, 'share')
  const server = createServer((request, response) => {
    void answer(request, response, { share, secret }).catch(() => response.destroy())
  })
  const port = await listen(server, ports)
  const inside = page.replace(/^share\//, '')
  return {
    url: `http://localhost:${port}/${secret}/${inside.split('/').map(encodeURIComponent).join('/')}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { share, secret }: { share: string; secret: string },
): Promise<void> {
  const file = await locate(request, { share, secret })
  if (file === null) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n')
    return
  }
  response.writeHead(200, {
    'content-type': types[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  })
  await pipeline(createReadStream(file), response)
}

/** Null for everything that is not a plain file of the profile's share/, asked for by its right name. */
async function locate(
  request: IncomingMessage,
  { share, secret }: { share: string; secret: string },
): Promise<string | null> {
  if (request.method !== 'GET' || !isForThisMachine(request)) return null
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const prefix = `/${secret}/`
  if (!pathname.startsWith(prefix)) return null
  const wanted = path.join(
    share,
    path.posix.normalize(`/${decodeURIComponent(pathname.slice(prefix.length))}`),
  )
  const [real, root] = await Promise.all([
    realpath(wanted).catch(() => null),
    realpath(share).catch(() => null),
  ])
  if (real === null || root === null || !real.startsWith(root + path.sep)) return null
  return (await stat(real)).isFile() ? real : null
}

/** A page from elsewhere whose name was rebound to 127.0.0.1 still says that name. */
function isForThisMachine(request: IncomingMessage): boolean {
  return /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')
}

async function listen(server: Server, ports: readonly number[]): Promise<number> {
  for (const port of ports.slice(0, mostAttempts)) {
    // Somebody else is there: the next one, at the price of what the page kept in the browser.
    if (await attempt(server, port)) return (server.address() as AddressInfo).port
  }
  throw new EngineError('launch/failed', { program: 'page', reason: 'EADDRINUSE' })
}

async function attempt(server: Server, port: number): Promise<boolean> {
  return new Promise((done) => {
    const refused = () => done(false)
    server.once('error', refused)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refused)
      done(true)
    })
  })
}
