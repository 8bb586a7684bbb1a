import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { HostedEngine } from '../../main/ipc/hosted-engine.ts'
import { fakeEngine, untilCancelled } from '../main/kit/fake-engine.ts'
import { aServedWorld, message, opened, type ServedWorld } from '../main/kit/served-world.ts'

let world: ServedWorld | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

async function signedIn(engine: HostedEngine): Promise<{ world: ServedWorld; cookie: string }> {
  world = await aServedWorld(engine)
  return { world, cookie: await world.signIn() }
}

const start = (id: string, name = 'package.installed'): string =>
  JSON.stringify({ kind: 'start', id, name, input: {} })

test('a window that starts a thousand things at once is told which were too many', async () => {
  const engine = fakeEngine({ 'package.installed': untilCancelled })
  const { world, cookie } = await signedIn(engine)
  const socket = world.socket({ origin: world.origin, cookie })
  await opened(socket)
  const refused = new Promise<unknown[]>((done) => {
    const replies: unknown[] = []
    socket.on('message', (data: Buffer) => {
      if (replies.push(JSON.parse(data.toString())) === 800) done(replies)
    })
  })

  for (let id = 0; id < 1_000; id += 1) socket.send(start(String(id)))

  expect((await refused)[0]).toEqual({
    kind: 'reply',
    id: '200',
    reply: {
      kind: 'failed',
      failure: {
        code: 'request/invalid',
        facts: { what: 'number of requests', value: '201', problem: 'at most 200 at once' },
      },
    },
  })
  expect(engine.ran).toHaveLength(200)
  socket.terminate()
})

test('a window that never reads is let go before its answers fill the memory', async () => {
  const engine = fakeEngine({ 'package.installed': () => ['x'.repeat(1_000_000)] as never })
  const { world, cookie } = await signedIn(engine)
  const socket = await deafSocket(world, cookie)
  const gone = new Promise((done) => socket.once('close', done))

  for (let id = 0; id < 150; id += 1) socket.write(frame(start(String(id))))
  // Whoever does not read is not told that the other side hung up, either, until it writes.
  const knocking = setInterval(() => socket.write(frame(start('more'))), 20)
  await gone
  clearInterval(knocking)
})

test('a second cookie of the same name, set by a page of another port, locks nobody out', async () => {
  const { world, cookie } = await signedIn(fakeEngine({ 'package.installed': () => [] }))
  const [name] = cookie.split('=')
  const socket = world.socket({ origin: world.origin, cookie: `${name}=planted; ${cookie}` })
  await opened(socket)

  socket.send(start('1'))

  expect(await message(socket)).toMatchObject({ reply: { kind: 'done', value: [] } })
  socket.terminate()
})

/** A socket whose owner takes nothing from it once it is open. */
async function deafSocket({ host, origin }: ServedWorld, cookie: string): Promise<Socket> {
  const socket = connect(host.port, '127.0.0.1')
  socket.on('error', () => undefined)
  const lines = [
    'GET /socket HTTP/1.1',
    `Host: 127.0.0.1:${host.port}`,
    `Origin: ${origin}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==',
    `Cookie: ${cookie}`,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  await new Promise((done) => socket.once('data', done))
  socket.pause()
  return socket
}

/** A text frame of RFC 6455 with an empty mask; texts here have fewer than 126 bytes. */
function frame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)])
}
