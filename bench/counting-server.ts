import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

export interface CountingServer {
  /** Ends in `/`. */
  readonly url: string
  /** Bytes of files that were sent since it was last asked. */
  readonly takeBytes: () => number
  readonly stop: () => Promise<void>
}

/** Serves a folder on 127.0.0.1, and counts. */
export async function serveCounting(folder: string): Promise<CountingServer> {
  let sent = 0
  const server = createServer((request, response) => {
    const file = path.join(folder, decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname))
    if (!existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end()
      return
    }
    const { size } = statSync(file)
    sent += size
    response.writeHead(200, { 'content-length': size })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    takeBytes: () => {
      const bytes = sent
      sent = 0
      return bytes
    },
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
