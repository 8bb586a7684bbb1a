import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FakeEngine, fakeEngine } from '../kit/fake-engine.ts'
import { aServedWorld, endOf, message, opened, type ServedWorld } from '../kit/served-world.ts'

// What a broken or hostile window may say once it is in.
let engine: FakeEngine
let world: ServedWorld
let cookie: string

beforeEach(async () => {
  engine = fakeEngine({ 'package.installed': () => [] })
  world = await aServedWorld(engine)
  cookie = await world.signIn()
})

afterEach(async () => {
  expect({ ran: engine.ran, incidents: world.incidents }).toEqual({ ran: [], incidents: [] })
  await world.close()
})

test.each([
  'hello',
  '{',
  '[]',
  'null',
  '{"kind":"stop"}',
  '{"kind":"start","id":7,"name":"x"}',
  '{"kind":"cancel"}',
])('the message %s closes the socket', async (words) => {
  const socket = world.socket({ origin: world.origin, cookie })
  await opened(socket)

  socket.send(words)

  expect(await endOf(socket)).toBe(1007)
})

test('bytes that are no text close the socket', async () => {
  const socket = world.socket({ origin: world.origin, cookie })
  await opened(socket)

  socket.send(Buffer.from([0xff, 0x00, 0xfe]))

  expect(await endOf(socket)).toBe(1003)
})

test('a message of twelve megabytes closes the socket, and the host goes on', async () => {
  const socket = world.socket({ origin: world.origin, cookie })
  await opened(socket)

  socket.send(
    JSON.stringify({
      kind: 'start',
      id: '1',
      name: 'catalog.search',
      input: { query: 'x'.repeat(12_000_000) },
    }),
  )

  expect(await endOf(socket)).toBe(1009)
  expect(await world.knock({ target: '/' })).toMatchObject({ status: 200 })
})

test('an unknown operation is a failure, and the socket stays', async () => {
  const socket = world.socket({ origin: world.origin, cookie })
  await opened(socket)

  socket.send(JSON.stringify({ kind: 'start', id: '1', name: 'process.exit', input: {} }))

  expect(await message(socket)).toMatchObject({
    reply: { kind: 'failed', failure: { code: 'request/invalid' } },
  })
  expect(socket.readyState).toBe(socket.OPEN)
})

test('no socket anywhere but at its address', async () => {
  const socket = world.socket({ origin: world.origin, cookie })
  const elsewhere = new (socket.constructor as typeof import('ws').WebSocket)(
    `${world.origin.replace('http', 'ws')}/media/x`,
    { headers: { origin: world.origin, cookie } },
  )

  expect(await endOf(elsewhere)).toBe(404)
  socket.terminate()
})

test('more sockets than windows anybody has are refused', async () => {
  const sockets = Array.from({ length: 32 }, () => world.socket({ origin: world.origin, cookie }))
  await Promise.all(sockets.map(opened))

  expect(await endOf(world.socket({ origin: world.origin, cookie }))).toBe(503)
})
