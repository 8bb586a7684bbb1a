import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { systemTransport } from '../../../engine/download/transport.ts'
import { networkReason } from '../../../cli/output/reasons.ts'
import { networkReason as shownReason } from '../../../renderer/format/network-reason.ts'
import { EngineError } from '../../../engine/model/failure.ts'
import { atTheEnd } from '../../kit/at-the-end.ts'
import { never } from '../../kit/temporary.ts'

/** What is told of a server that answers with these bytes. */
async function reasonOf(answer: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(answer))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  atTheEnd(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  try {
    const { chunks } = await systemTransport({ idleTimeout: 5 }).open(url, 0, never)
    for await (const _ of chunks);
  } catch (error) {
    if (error instanceof EngineError && 'reason' in error.facts) return String(error.facts.reason)
    throw error
  }
  return ''
}

test.each([
  ['another greeting', 'SSH-2.0-OpenSSH\r\n', 'HPE_INVALID_CONSTANT'],
  ['a length below nothing', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n', 'HPE_INVALID_CONTENT_LENGTH'],
  ['a broken chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 'HPE_INVALID_CHUNK_SIZE'],
  ['headers without an end', `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(200_000)}\r\n\r\n`, 'HPE_HEADER_OVERFLOW'],
])('a server that answers with %s does not speak HTTP, and is told so', async (_, answer, code) => {
  const reason = await reasonOf(answer)

  expect([reason, networkReason(reason), shownReason(reason)]).toEqual([
    code,
    `What answers there does not speak HTTP as it should (${code}).`,
    'What answers there does not speak HTTP as it should.',
  ])
})
