import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { atTheEnd } from './at-the-end.ts'

export interface StaticServer {
  /** Ends in `/`. */
  readonly url: string
  /** Paths asked for, in order. */
  readonly asked: string[]
  /** Answers in place of the file, for as long as it is set. Returning false serves the file after all. */
  intercept: ((request: IncomingMessage, response: ServerResponse) => boolean) | null
  /** Nobody answers any more. */
  readonly stop: () => Promise<void>
}

/** A plain web server for one folder, as simple as the simplest a repository may be served by. */
export async function serveFolder(folder: string, port = 0): Promise<StaticServer> {
  const asked: string[] = []
  const state: Pick<StaticServer, 'asked' | 'intercept'> = { asked, intercept: null }
  const server = createServer((request, response) => {
    const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname)
    asked.push(pathname)
    if (state.intercept?.(request, response) === true) return
    const file = path.join(folder, pathname)
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>')
      return
    }
    sendFile(request, response, file)
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  atTheEnd(() => stop(server))
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => stop(server),
  })
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
}

function sendFile(request: IncomingMessage, response: ServerResponse, file: string): void {
  const { size } = statSync(file)
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
  const start = range === null ? 0 : Number(range[1])
  response.writeHead(range === null ? 200 : 206, {
    'content-length': size - start,
    ...(range === null ? {} : { 'content-range': `bytes ${start}-${size - 1}/${size}` }),
  })
  createReadStream(file, { start }).pipe(response)
}
