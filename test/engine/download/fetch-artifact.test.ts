import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { fetchArtifact } from '../../../engine/download/fetch-artifact.ts'
import { systemTransport } from '../../../engine/download/transport.ts'
import { serveFolder, type StaticServer } from '../../kit/static-server.ts'
import { never, temporaryFolder } from '../../kit/temporary.ts'

const promised = Buffer.from('what the repository promised, byte for byte')
const sha256 = createHash('sha256').update(promised).digest('hex')

let folder: string
let cache: string
let server: StaticServer
beforeEach(async () => {
  folder = temporaryFolder()
  cache = temporaryFolder()
  server = await serveFolder(folder)
})

const serve = (content: string | Uint8Array) => writeFileSync(path.join(folder, 'app.tar.xz'), content)
const fetching = () => {
  const wish = { url: `${server.url}app.tar.xz`, file: 'packages/app.tar.xz', sha256, size: promised.length }
  return fetchArtifact(
    systemTransport({ idleTimeout: 10 }),
    { ...wish, cache, onBytes: () => undefined },
    never,
  )
}
const partial = () => path.join(cache, `${sha256}.artifact.part`)
/** Ends in the middle, and says before that it is whole. */
const unfinished = (_: IncomingMessage, response: ServerResponse): boolean => {
  response.writeHead(200, { 'transfer-encoding': 'chunked' }).end(promised.subarray(0, 10))
  return true
}

test.each([
  ['shorter', promised.subarray(0, 20)],
  ['longer', Buffer.concat([promised, promised])],
  ['empty', Buffer.alloc(0)],
])('a file that is %s than promised is refused before a byte of it is kept', async (_, content) => {
  serve(content)

  const detail = `${content.length} bytes, not ${promised.length}`
  const facts = { file: 'packages/app.tar.xz', reason: 'length', detail }
  await expect(fetching()).rejects.toMatchObject({ code: 'trust/artifact', facts })
  expect(readdirSync(cache)).toEqual([])
})

test('what a server cut off without a word is kept, and the next call goes on from there', async () => {
  serve(promised)
  server.intercept = unfinished
  await expect(fetching()).rejects.toMatchObject({ code: 'network/unreachable' })
  expect(readFileSync(partial())).toEqual(promised.subarray(0, 10))

  server.intercept = null
  expect(readFileSync(await fetching())).toEqual(promised)
  expect(readdirSync(cache)).toEqual([`${sha256}.artifact`])
})

test('a server whose file is now shorter than what came of it is asked once more, from the start', async () => {
  serve(promised.subarray(0, 5))
  writeFileSync(partial(), promised.subarray(0, 30))
  const ranges: (string | undefined)[] = []
  server.intercept = (request, response) => {
    ranges.push(request.headers.range)
    if (request.headers.range === undefined) return false
    response.writeHead(416).end()
    return true
  }

  const refused = { code: 'trust/artifact', facts: { reason: 'length' } }
  await expect(fetching()).rejects.toMatchObject(refused)
  serve(promised)
  expect(readFileSync(await fetching())).toEqual(promised)
  expect(ranges).toEqual(['bytes=30-', undefined, 'bytes=30-', undefined])
})
