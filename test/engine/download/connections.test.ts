import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { systemTransport } from '../../../engine/download/transport.ts'
import { failureOf } from '../../../engine/model/failure.ts'
import { atTheEnd } from '../../kit/at-the-end.ts'
import { never } from '../../kit/temporary.ts'

/** A server of our own making, told of each question with its connection's number, from 1. */
async function aServer(onQuestion: (socket: Socket, connection: number) => void): Promise<string> {
  let connections = 0
  const server = createServer((socket) => {
    const connection = (connections += 1)
    socket.on('error', () => undefined)
    socket.on('data', () => onQuestion(socket, connection))
    atTheEnd(() => socket.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  atTheEnd(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) text += Buffer.from(chunk).toString('latin1')
  return text
}

test('a connection is used again, and one that was closed meanwhile is made anew', async () => {
  const seen: number[] = []
  const url = await aServer((socket, connection) => {
    seen.push(connection)
    if (seen.length === 3) socket.destroy()
    else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc')
  })
  const transport = systemTransport({ idleTimeout: 30 })

  const answers: string[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    answers.push(await textOf((await transport.open(url, 0, never)).chunks))
    // The connection is free when its answer has been told of as ended.
    await new Promise(setImmediate)
  }

  expect([answers, seen]).toEqual([
    ['abc', 'abc', 'abc'],
    [1, 1, 1, 2],
  ])
})

test('large answers come whole one after the other, over one connection', async () => {
  const body = randomBytes(1 << 20)
  const seen: number[] = []
  const url = await aServer((socket, connection) => {
    seen.push(connection)
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`)
    socket.write(body)
  })
  const transport = systemTransport({ idleTimeout: 30 })

  for (let turn = 0; turn < 4; turn += 1) {
    const text = await textOf((await transport.open(url, 0, never)).chunks)
    expect(Buffer.from(text, 'latin1').equals(body)).toBe(true)
    await new Promise(setImmediate)
  }

  expect(seen).toEqual([1, 1, 1, 1])
})

test('one that is closed before its first answer is not asked again', async () => {
  const seen: number[] = []
  const url = await aServer((socket, connection) => {
    seen.push(connection)
    socket.destroy()
  })

  const failure = await systemTransport({ idleTimeout: 30 })
    .open(url, 0, never)
    .catch((error: unknown) => failureOf(error))

  expect(failure).toMatchObject({ code: 'network/unreachable', facts: { reason: 'ECONNRESET' } })
  expect(seen).toEqual([1])
})

test('a server is only waited for where somebody waits: who takes long over a piece may', async () => {
  const url = await aServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  atTheEnd(() => vi.useRealTimers())
  const { chunks } = await systemTransport({ idleTimeout: 5 }).open(url, 0, never)
  const reading = chunks[Symbol.asyncIterator]()

  const first = Buffer.from((await reading.next()).value as Uint8Array).toString()
  vi.advanceTimersByTime(60_000)
  const next = reading.next().catch((error: unknown) => failureOf(error))
  await new Promise(setImmediate)
  vi.advanceTimersByTime(5_001)

  expect([first, await next]).toMatchObject(['abc', { code: 'network/timeout', facts: { seconds: 5 } }])
})

test('leaving an answer closes its connection, and cancelling ends it with the reason', async () => {
  const closed: Promise<unknown>[] = []
  const url = await aServer((socket) => {
    closed.push(once(socket, 'close'))
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc')
  })
  const transport = systemTransport({ idleTimeout: 30 })
  const controller = new AbortController()

  const reading = (await transport.open(url, 0, never)).chunks[Symbol.asyncIterator]()
  await reading.next()
  await reading.return?.()
  const { chunks } = await transport.open(url, 0, controller.signal)
  const outcome = (async () => {
    for await (const _ of chunks) controller.abort(new Error('enough'))
  })().catch((error: unknown) => error)

  expect(await outcome).toBe(controller.signal.reason)
  await Promise.all(closed)
  expect(closed).toHaveLength(2)
})
