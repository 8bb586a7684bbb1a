import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { type FakeEngine, fakeEngine } from '../kit/fake-engine.ts'
import {
  asBrowser,
  aServedWorld,
  formOf,
  message,
  opened,
  secretIn,
  type ServedWorld,
} from '../kit/served-world.ts'

// The question that the served host asks, and what a page or a program beside it may try.
const view = { packages: 0 } as never
let engine: FakeEngine
let world: ServedWorld
let socket: WebSocket

beforeEach(async () => {
  engine = fakeEngine({ 'policy.add': () => view })
  world = await aServedWorld(engine)
  socket = world.socket({ origin: world.origin, cookie: await world.signIn() })
  await opened(socket)
})

afterEach(async () => {
  expect(world.incidents).toEqual([])
  await world.close()
})

interface Heard {
  readonly kind: string
  readonly id: string
  readonly progress: { readonly kind: string; readonly page: string }
  readonly reply: unknown
}

/** What hostile script in the window gets to know: the address of the question. */
async function asked(id = '1', name = 'jq'): Promise<string> {
  const question = message<Heard>(socket, (heard) => heard.id === id && heard.progress?.kind === 'asking')
  const input = { rules: [{ kind: 'hold', name }] }
  socket.send(JSON.stringify({ kind: 'start', id, name: 'policy.add', input }))
  return (await question).progress.page
}

const replyTo = async (id = '1'): Promise<unknown> =>
  (await message<Heard>(socket, (heard) => heard.kind === 'reply' && heard.id === id)).reply

test('the page shows the question as text, and runs and loads nothing', async () => {
  const page = await asked('1', 'jq')

  const { status, headers, body } = await world.knock({
    target: `/${page}`,
    headers: asBrowser(world.host.port),
  })

  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
    ),
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
  })
  expect(body).toContain('&quot;name&quot;:&quot;jq&quot;')
  expect(body).not.toMatch(/<script|<img|<link| on\w+=| href=| src=/)
  expect(body.indexOf('value="refused"'), 'Enter refuses').toBeLessThan(body.indexOf('value="once"'))
})

test('the person’s yes lets it run, and only once', async () => {
  const page = await asked()
  const reply = replyTo()

  const first = await world.answerQuestion(page, 'once')
  const again = await world.answerQuestion(page, 'once')

  expect([first.status, again.status]).toEqual([200, 403])
  expect({ reply: await reply, ran: engine.ran }).toEqual({
    reply: { kind: 'done', value: view },
    ran: ['policy.add'],
  })
})

test('the person’s no ends it', async () => {
  const page = await asked()
  const reply = replyTo()

  await world.answerQuestion(page, 'refused')

  expect({ reply: await reply, ran: engine.ran }).toEqual({
    reply: { kind: 'failed', failure: { code: 'consent/refused', facts: { reason: 'refused' } } },
    ran: [],
  })
})

test('a question that is taken back closes', async () => {
  const page = await asked()
  const reply = replyTo()

  socket.send(JSON.stringify({ kind: 'cancel', id: '1' }))

  expect(await reply).toEqual({ kind: 'cancelled' })
  expect(await world.answerQuestion(page, 'once')).toMatchObject({ status: 403 })
  expect(engine.ran).toEqual([])
})

test.each<[string, Record<string, string>]>([
  ['a script that fetches', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'empty' }],
  ['a frame', { 'sec-fetch-dest': 'iframe' }],
  ['an object', { 'sec-fetch-dest': 'object' }],
  ['a prefetch', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'document' }],
])('%s does not get to read the question', async (_who, headers) => {
  const page = await asked()

  const answer = await world.knock({
    target: `/${page}`,
    headers: { ...asBrowser(world.host.port), ...headers },
  })

  expect([answer.status, secretIn(answer.body)]).toEqual([403, ''])
})

test.each(['127.0.0.1', '[::1]', 'evil.example', 'localhost.evil.example', 'consent.localhost'])(
  'under the name %s there is no question',
  async (name) => {
    const page = await asked()
    const headers = { ...asBrowser(world.host.port), host: `${name}:${String(world.host.port)}` }

    const answer = await world.knock({ target: `/${page}`, headers })

    expect([200, 307]).not.toContain(answer.status)
    expect(secretIn(answer.body)).toBe('')
  },
)

test.each<[string, Record<string, string>]>([
  ['the window’s own page', { origin: 'window', 'sec-fetch-site': 'cross-site' }],
  ['a page without an origin', { origin: 'null' }],
  ['a page of another port', { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' }],
  ['a script', { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
  ['a form in a frame', { 'sec-fetch-dest': 'iframe' }],
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
])('%s cannot answer, even with the secret', async (_who, headers) => {
  const page = await asked()
  const { body } = await world.knock({ target: `/${page}`, headers: asBrowser(world.host.port) })
  const knock = formOf(world.host.port, page, { secret: secretIn(body), answer: 'once' })
  const origin = headers['origin'] === 'window' ? world.origin : headers['origin']
  const forged = { ...knock.headers, ...headers, ...(origin === undefined ? {} : { origin }) }

  const answer = await world.knock({ ...knock, headers: forged })

  expect({ status: answer.status, ran: engine.ran }).toEqual({ status: 403, ran: [] })
})

test.each<[string, Record<string, string>]>([
  ['no secret', { answer: 'once' }],
  ['an empty secret', { secret: '', answer: 'once' }],
  ['a made-up secret', { secret: 'A'.repeat(43), answer: 'once' }],
  ['a field too many', { secret: 'A', answer: 'once', as: 'root' }],
  ['an answer that is none', { secret: 'A', answer: 'always' }],
  ['a body that is too long', { secret: 'A'.repeat(5_000), answer: 'once' }],
])('%s answers nothing', async (_what, fields) => {
  const page = await asked()

  const answer = await world.knock(formOf(world.host.port, page, fields))

  expect({ status: answer.status, ran: engine.ran }).toEqual({ status: 403, ran: [] })
})

test('the secret of one question does not answer another', async () => {
  const first = await asked('1')
  const { body } = await world.knock({ target: `/${first}`, headers: asBrowser(world.host.port) })
  const secret = secretIn(body)
  await world.answerQuestion(first, 'refused')
  const second = await asked('2')

  const answer = await world.knock(formOf(world.host.port, second, { secret, answer: 'once' }))

  expect({ status: answer.status, ran: engine.ran }).toEqual({ status: 403, ran: [] })
})

test.each(['consent/', 'consent/x', 'consent/../consent/', 'consent/__proto__'])(
  'there is no question at %s',
  async (page) => {
    await asked()

    const answer = await world.knock({ target: `/${page}`, headers: asBrowser(world.host.port) })

    expect([answer.status, secretIn(answer.body)]).toEqual([404, ''])
  },
)

test('under the name of questions there is no window, no session and no picture', async () => {
  const headers = asBrowser(world.host.port)
  const targets = ['/assets/main-x1.js', '/index.html', '/session', '/session/fresh', '/media/x', '/socket']

  const statuses = await Promise.all(
    targets.map(async (target) => (await world.knock({ target, headers })).status),
  )
  const way = await world.knock({ target: '/', headers })

  expect(new Set(statuses)).toEqual(new Set([421]))
  expect([way.status, way.headers['location']]).toEqual([307, `${world.origin}/`])
})

test('the other address that the name of questions may mean is ours as well', async (context) => {
  context.skip(world.host.listensOn.length === 1, 'this machine has no ::1')
  const stream = connect(world.host.port, '::1')
  const heard = await new Promise<string>((resolve) => {
    stream.on('data', (bytes: Buffer) => resolve(bytes.toString()))
    stream.write(`GET /consent/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  })
  stream.destroy()

  expect(heard).toContain('403 Forbidden')
})
