import { afterEach, expect, test } from 'vitest'
import type { ToWindow } from '../../../main/served/wire.ts'
import { type FakeEngine, fakeEngine, latch, untilCancelled } from '../kit/fake-engine.ts'
import { aServedWorld, message, opened, redeem, type ServedWorld, tokenOf } from '../kit/served-world.ts'

const digest = 'a'.repeat(64)
let world: ServedWorld

afterEach(() => world.close())

async function signedIn(engine: FakeEngine) {
  world = await aServedWorld(engine)
  const cookie = await world.signIn()
  const socket = world.socket({ origin: world.origin, cookie })
  await opened(socket)
  return { socket, cookie, say: (words: object) => socket.send(JSON.stringify(words)) }
}

test('serves the window with a policy that lets nothing else in', async () => {
  world = await aServedWorld(fakeEngine({}))

  const { status, headers, body } = await world.knock({ target: '/' })

  expect({ status, body }).toEqual({ status: 200, body: '<!doctype html><title>window</title>' })
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; worker-src 'none'; require-trusted-types-for 'script'; trusted-types vue",
    'permissions-policy': expect.stringContaining('camera=()'),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  })
})

test('hashed files are kept for ever and travel compressed', async () => {
  world = await aServedWorld(fakeEngine({}))

  const plain = await world.knock({ target: '/assets/main-x1.js' })
  const packed = await world.knock({
    target: '/assets/main-x1.js',
    headers: { 'accept-encoding': 'gzip, br' },
  })

  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(packed.headers['content-encoding']).toBe('br')
  expect(Number(packed.headers['content-length'])).toBeLessThan(plain.body.length / 4)
})

test('a token becomes a cookie that no script reads and no other site sends', async () => {
  world = await aServedWorld(fakeEngine({}))

  const { status, headers } = await redeem(world, tokenOf(world.host.freshAddress()))

  const cookie = /^multios-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/
  expect(status).toBe(204)
  expect(String(headers['set-cookie'])).toMatch(cookie)
})

test('a call goes over the socket and comes back', async () => {
  const { socket, say } = await signedIn(fakeEngine({ 'repository.list': () => [] }))

  say({ kind: 'start', id: '1', name: 'repository.list', input: {} })

  expect(await message(socket)).toEqual({ kind: 'reply', id: '1', reply: { kind: 'done', value: [] } })
})

test('progress comes before the reply, thinned out, with the last count kept', async () => {
  const engine = fakeEngine({
    'repository.sync': (_input, { report }) => {
      for (let received = 1; received <= 1_000; received += 1) {
        report?.({ kind: 'transfer', name: 'index', received, total: 1_000 })
      }
      return []
    },
  })
  const { socket, say } = await signedIn(engine)
  const heard: ToWindow[] = []
  socket.on('message', (data) => heard.push(JSON.parse(String(data)) as ToWindow))

  say({ kind: 'start', id: '1', name: 'repository.sync', input: {} })
  await message<ToWindow>(socket, ({ kind }) => kind === 'reply')

  const transfer = (received: number) => ({ kind: 'transfer', name: 'index', received, total: 1_000 })
  expect(heard).toEqual([
    { kind: 'progress', id: '1', progress: transfer(1) },
    { kind: 'progress', id: '1', progress: transfer(1_000) },
    { kind: 'reply', id: '1', reply: { kind: 'done', value: [] } },
  ])
})

test('a call is cancelled over the socket', async () => {
  const { socket, say } = await signedIn(fakeEngine({ 'catalog.search': untilCancelled }))

  say({ kind: 'start', id: '1', name: 'catalog.search', input: { query: 'x' } })
  say({ kind: 'cancel', id: '1' })

  expect(await message(socket)).toEqual({ kind: 'reply', id: '1', reply: { kind: 'cancelled' } })
})

test('events reach the window', async () => {
  const engine = fakeEngine({})
  const { socket } = await signedIn(engine)
  const heard = message(socket)

  engine.announce({ kind: 'machine-changed', generation: 7 })

  expect(await heard).toEqual({ kind: 'event', event: { kind: 'machine-changed', generation: 7 } })
})

test('a window that goes away leaves its change running', async () => {
  const started = latch<AbortSignal>()
  const finish = latch<[]>()
  const engine = fakeEngine({
    'repository.sync': (_input, { signal }) => {
      started.open(signal)
      return finish.promise
    },
  })
  const { socket, say } = await signedIn(engine)

  say({ kind: 'start', id: '1', name: 'repository.sync', input: {} })
  const signal = await started.promise
  socket.terminate()
  await new Promise((resolve) => socket.on('close', resolve))
  finish.open([])

  expect(signal.aborted).toBe(false)
})

test('the cookie opens pictures, which stay pictures', async () => {
  const picture = { type: 'image/svg+xml', bytes: Buffer.from('<svg/>') }
  world = await aServedWorld(fakeEngine({}, { [`${digest}.svg`]: picture }))
  const cookie = await world.signIn()

  const { status, headers, body } = await world.knock({ target: `/media/${digest}.svg`, headers: { cookie } })

  expect({ status, body }).toEqual({ status: 200, body: '<svg/>' })
  expect(headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
  })
})

test('closing ends sockets and the engine, and frees the port', async () => {
  const engine = fakeEngine({})
  const { socket } = await signedIn(engine)
  const ended = new Promise((resolve) => socket.on('close', resolve))

  await world.host.close()

  expect({ code: await ended, engine: engine.isClosed() }).toEqual({ code: 1001, engine: true })
  await expect(world.knock({ target: '/' })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('a second start gets a fresh address from the host that runs', async () => {
  world = await aServedWorld(fakeEngine({}))
  const ask = { method: 'POST', target: '/session/fresh' }
  const authorization = `Bearer ${world.host.controlSecret}`

  const { status, body } = await world.knock({ ...ask, headers: { authorization } })

  expect(status).toBe(200)
  expect(await redeem(world, tokenOf(body.trim()))).toMatchObject({ status: 204 })
})
