import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

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

export interface PageServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Serves the installed web app `name` to browsers of this machine, from an origin of its own: a port that stays
 * the same for the name, so that what a page keeps in the browser is still there tomorrow, and that no other app
 * shares. The secret folder in the address keeps other users' programs out.
 */
export async function servePage(profile: string, name: string, page: string): Promise<PageServer> {
  const secret = randomBytes(16).toString('hex')
  const share = path.join(profile, 'share')
  const server = createServer((request, response) => {
    void answer(request, response, { share, secret }).catch(() => response.destroy())
  })
  const port = await listen(server, preferredPort(name))
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

function preferredPort(name: string): number {
  return 45_000 + (createHash('sha256').update(name).digest().readUInt16BE(0) % 4_000)
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    await attempt(server, port)
  } catch {
    // Somebody else is there: any port will do, at the price of what the page kept in the browser.
    await attempt(server, 0)
  }
  return (server.address() as AddressInfo).port
}

async function attempt(server: Server, port: number): Promise<void> {
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail)
      done()
    })
  })
}
