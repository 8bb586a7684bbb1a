import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Listening {
  readonly port: number
  readonly servers: readonly Server[]
  /** Network addresses. */
  readonly listensOn: readonly string[]
}

/** Ports that are tried where any free one will do. */
const attempts = 20

/**
 * Listens on one port of 127.0.0.1, and of ::1 where this machine has it: `localhost` may mean either, and whoever
 * else held the other one would be asked for a person's consent. Rejects where the port is taken.
 */
export async function listenTwice(port: number, make: () => Server): Promise<Listening> {
  for (let attempt = 1; ; attempt += 1) {
    const first = make()
    await listening(first, port, '127.0.0.1')
    const taken = (first.address() as AddressInfo).port
    const second = make()
    try {
      await listening(second, taken, '::1')
      return { port: taken, servers: [first, second], listensOn: ['127.0.0.1', '::1'] }
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE') return { port: taken, servers: [first], listensOn: ['127.0.0.1'] }
      first.close()
      if (port !== 0 || attempt === attempts) throw error
    }
  }
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null
}
