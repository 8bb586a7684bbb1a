import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FakeEngine, fakeEngine } from '../kit/fake-engine.ts'
import { aServedWorld, endOf, redeem, type ServedWorld, tokenOf } from '../kit/served-world.ts'

// What a page of another site, another program on this machine, or a broken window may try.
const digest = 'a'.repeat(64)
let engine: FakeEngine
let world: ServedWorld
let cookie: string

beforeEach(async () => {
  engine = fakeEngine(
    { 'package.installed': () => [] },
    { [`${digest}.svg`]: { type: 'text/html', bytes: Buffer.of() } },
  )
  world = await aServedWorld(engine, { requestPatience: 200 })
  cookie = await world.signIn()
})

afterEach(async () => {
  expect({ ran: engine.ran, incidents: world.incidents }).toEqual({ ran: [], incidents: [] })
  await world.close()
})

test.each([
  'http://evil.example',
  'http://127.0.0.1:1',
  'http://localhost',
  'null',
  'https://127.0.0.1',
  'file://',
])('a page of %s gets no socket, no session, no file and no picture', async (origin) => {
  const token = tokenOf(world.host.freshAddress())

  const socket = await endOf(world.socket({ origin, cookie }))
  const session = await redeem(world, token, { origin })
  const file = await world.knock({ target: '/', headers: { origin } })
  const picture = await world.knock({ target: `/media/${digest}.svg`, headers: { origin, cookie } })

  expect([socket, session.status, file.status, picture.status]).toEqual([403, 403, 403, 403])
  expect(session.headers['set-cookie']).toBeUndefined()
  expect(await redeem(world, token), 'and the token is not lost').toMatchObject({ status: 204 })
})

test('a socket that names no origin is refused', async () => {
  expect(await endOf(world.socket({ cookie }))).toBe(403)
})

test.each([
  'evil.example',
  '127.0.0.1.evil.example',
  'localhost.evil.example:80',
  '127.0.0.1@evil.example',
  '[::ffff:7f00:1]',
  '0.0.0.0',
])('a name that was re-bound to this machine (%s) gets nothing', async (host) => {
  const headers = { host, origin: `http://${host}`, cookie }

  const socket = await endOf(world.socket(headers))
  const session = await redeem(world, tokenOf(world.host.freshAddress()), headers)
  const file = await world.knock({ target: '/', headers: { host } })

  expect([socket, session.status, file.status]).toEqual([421, 421, 421])
})

test('the answers say nothing to other origins', async () => {
  const { headers } = await world.knock({ target: '/' })

  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
})

test.each([
  ['an image or a script of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ['a page of another port', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
])('%s gets no file, even without an Origin header', async (_who, headers) => {
  expect(await world.knock({ target: '/', headers })).toMatchObject({ status: 403 })
})

test.each([
  ['no cookie', () => ({})],
  ['an empty cookie', () => ({ cookie: `multios-${String(world.host.port)}=` })],
  ['a made-up cookie', () => ({ cookie: `multios-${String(world.host.port)}=${'A'.repeat(43)}` })],
  [
    'the cookie under the name of another port',
    () => ({ cookie: cookie.replace(/^multios-\d+/, 'multios-1') }),
  ],
])('%s opens no socket and no picture', async (_what, headersNow) => {
  const headers = headersNow()

  const socket = await endOf(world.socket({ origin: world.origin, ...headers }))
  const picture = await world.knock({ target: `/media/${digest}.svg`, headers })

  expect([socket, picture.status]).toEqual([401, 401])
})

test('the cookie of another host opens nothing here', async () => {
  const other = await aServedWorld(fakeEngine({}))
  const value = (await other.signIn()).split('=')[1]
  await other.close()

  const forged = `multios-${String(world.host.port)}=${String(value)}`

  expect(await endOf(world.socket({ origin: world.origin, cookie: forged }))).toBe(401)
})

test('a token works once', async () => {
  const token = tokenOf(world.host.freshAddress())

  const first = await redeem(world, token)
  const second = await redeem(world, token)

  expect([first.status, second.status]).toEqual([204, 401])
  expect(second.headers['set-cookie']).toBeUndefined()
})

test.each([
  '',
  '{}',
  '[]',
  'null',
  '{"token":7}',
  '{"token":""}',
  '{"token":"A","as":"root"}',
  '\u0000',
  '{"token":',
])('the body %j buys no session', async (body) => {
  const answer = await world.knock({
    method: 'POST',
    target: '/session',
    headers: { origin: world.origin },
    body,
  })

  expect(answer.status).toBe(401)
})

test('a body that is too long is refused before it is read', async () => {
  const answer = await redeem(world, 'x'.repeat(60_000))

  expect(answer.status).toBe(413)
})

test.each(['/session/fresh', '/session', '/', '/assets/main-x1.js', `/media/${digest}.svg`])(
  'no other method and no missing secret gets anything from %s',
  async (target) => {
    const statuses = await Promise.all(
      ['PUT', 'DELETE', 'OPTIONS', 'PATCH'].map(
        async (method) => (await world.knock({ method, target })).status,
      ),
    )

    expect(statuses.every((status) => status === 405 || status === 403)).toBe(true)
  },
)

test.each([
  ['no secret', {}],
  ['a wrong secret', { authorization: 'Bearer A' }],
  ['the cookie in its place', { authorization: 'Bearer cookie' }],
])('%s gets no fresh address', async (_what, headers) => {
  const answer = await world.knock({
    method: 'POST',
    target: '/session/fresh',
    headers: { ...headers, cookie },
  })

  expect(answer.status).toBe(403)
})

test('a browser gets no fresh address even with the secret', async () => {
  const headers = { authorization: `Bearer ${world.host.controlSecret}`, origin: world.origin }

  expect(await world.knock({ method: 'POST', target: '/session/fresh', headers })).toMatchObject({
    status: 403,
  })
})

test.each([
  '/../secret.json',
  '/assets/../../secret.json',
  '/..%2fsecret.json',
  '/%2e%2e/secret.json',
  '/assets/..%5c..%5csecret.json',
  '//secret.json',
  '/assets/',
  '/assets',
  '/index.html%00.js',
  '/etc/passwd',
  '/__proto__',
  '*',
  'http://127.0.0.1/../secret.json',
])('the address %s leads nowhere', async (target) => {
  const { status, body } = await world.knock({ target, headers: { cookie } })

  expect([404, 400]).toContain(status)
  expect(body).not.toContain('"secret"')
})

test.each([
  '/media/../secret.json',
  `/media/${digest}.svg/../../secret.json`,
  '/media/..%2f..%2fstate.db',
  '/media/state.db',
  `/media/${digest.toUpperCase()}.svg`,
  '/media/',
])('the picture %s does not exist', async (target) => {
  expect(await world.knock({ target, headers: { cookie } })).toMatchObject({ status: 404 })
})

test('what the engine gives for a picture is served only if it is one', async () => {
  expect(await world.knock({ target: `/media/${digest}.svg`, headers: { cookie } })).toMatchObject({
    status: 404,
  })
})

test('a request that never ends is ended', async () => {
  const socket = connect(world.host.port, '127.0.0.1')
  const heard: Buffer[] = []
  socket.on('data', (chunk) => heard.push(chunk))
  socket.write(
    `POST /session HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nContent-Length: 90\r\n\r\n{`,
  )

  await new Promise((resolve) => socket.on('close', resolve))

  expect(Buffer.concat(heard).toString()).not.toContain('204')
})

test('only this machine is answered', () => {
  expect(world.host.listensOn).toEqual(['127.0.0.1', '::1'].slice(0, world.host.listensOn.length))
})
