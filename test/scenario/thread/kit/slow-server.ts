import type { ServerResponse } from 'node:http'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { serveFolder, type StaticServer } from '../../../kit/static-server.ts'

export interface SlowServer extends StaticServer {
  /** Holds every answer whose path ends so, after its first bytes. */
  readonly hold: (ending: string) => void
  /** How many answers are held. */
  readonly held: () => number
  /** Lets everything pass, from now on; what was held is cut off. */
  readonly letGo: () => void
  /** Lets everything pass, from now on; what was held goes on to its end. */
  readonly finish: () => void
  /** `Range` of each request for an artifact, in order. */
  readonly ranges: readonly (string | undefined)[]
}

/** Bytes that come before an answer stops. */
const beginning = 5_000

/** A server whose files begin to come, and do not end until the test says so. */
export async function slowServer(folder: string): Promise<SlowServer> {
  const server = await serveFolder(folder)
  const ranges: (string | undefined)[] = []
  const waiting = new Map<ServerResponse, Buffer>()
  let ending: string | null = null
  server.intercept = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', server.url)
    if (pathname.endsWith('.tar.xz')) ranges.push(request.headers.range)
    if (ending === null || !pathname.endsWith(ending)) return false
    const bytes = readFileSync(path.join(folder, pathname))
    response.writeHead(200, { 'content-length': bytes.length })
    // At least one byte is missing, or the answer would be complete.
    const part = Math.min(beginning, bytes.length - 1)
    response.write(bytes.subarray(0, part))
    waiting.set(response, bytes.subarray(part))
    return true
  }
  return Object.assign(server, {
    ranges,
    hold: (text: string) => {
      ending = text
    },
    held: () => waiting.size,
    letGo: () => {
      ending = null
      for (const response of waiting.keys()) response.destroy()
      waiting.clear()
    },
    finish: () => {
      ending = null
      for (const [response, rest] of waiting) response.end(rest)
      waiting.clear()
    },
  })
}

/** Bytes of downloads that have begun in a data directory. */
export function bytesBegun(data: string): number {
  const cache = path.join(data, 'cache/packages')
  if (!existsSync(cache)) return 0
  const parts = readdirSync(cache).filter((file) => file.endsWith('.part'))
  return parts.reduce((sum, file) => sum + statSync(path.join(cache, file)).size, 0)
}
