import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { readBytes } from '../../engine/download/read-bytes.ts'
import { systemTransport } from '../../engine/download/transport.ts'
import { aMachine, failureFrom } from '../kit/a-machine.ts'
import { aRepository, release } from '../kit/a-repository.ts'
import { atTheEnd } from '../kit/at-the-end.ts'
import { serveFolder } from '../kit/static-server.ts'
import { never } from '../kit/temporary.ts'

async function aServer(answer: Parameters<typeof createServer>[1]): Promise<{ url: string; server: Server }> {
  const server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  atTheEnd(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server }
}

test.each(['127.0.0.1', '::1', '169.254.169.254', 'fe80::1', '0.0.0.0', '::ffff:127.0.0.1'])(
  'a name that leads to %s is not followed, whatever it led to before',
  async (address) => {
    const asked: string[] = []
    const lookup = ((name: string, _options: unknown, answer: (...values: unknown[]) => void) => {
      asked.push(name)
      answer(null, [
        { address: '192.0.2.1', family: 4 },
        { address, family: address.includes(':') ? 6 : 4 },
      ])
    }) as never
    const transport = systemTransport({ idleTimeout: 5, lookup })

    await expect(transport.open('https://rebinding.example/index', 0, never)).rejects.toMatchObject({
      code: 'network/unreachable',
      facts: { reason: 'ERESERVED' },
    })
    expect(asked).toEqual(['rebinding.example'])
  },
)

test.each([
  ['elsewhere', (other: string) => other],
  ['to the metadata of a cloud', () => 'http://169.254.169.254/latest/'],
  ['with a second header in it', (other: string) => `${other}%0d%0aX-Injected:%20yes`],
  ['into the same folder', () => '/metadata/timestamp.json'],
])('a redirect %s is an answer, for metadata and for packages, and nobody else is asked', async (_n, to) => {
  const repository = await aRepository(release('editor', '1.0'))
  const server = await serveFolder(repository.folder)
  const other = await serveFolder(repository.folder)
  const machine = await aMachine()
  await machine.use(repository, server.url)
  server.asked.length = 0
  const turnAway = (word: string) => {
    server.intercept = (request, response) => {
      if (request.url?.includes(word) !== true) return false
      response.writeHead(302, { location: to(other.url) }).end()
      return true
    }
  }

  turnAway('timestamp')
  const synced = await machine.engine.run('repository.sync', {}, { signal: never })
  turnAway('.tar.xz')
  const installed = await failureFrom(machine.install('editor'))

  expect([synced[0]?.failure, installed]).toMatchObject([
    { code: 'network/status', facts: { status: 302 } },
    { code: 'network/status', facts: { status: 302 } },
  ])
  expect([other.asked, await machine.installed()]).toEqual([[], []])
})

test('a name that nobody knows is a failure like any other, looked up by the system itself', async () => {
  // RFC 6761: no name below it ever exists.
  const opening = systemTransport({ idleTimeout: 5 }).open('https://nowhere.invalid/', 0, never)

  await expect(opening).rejects.toMatchObject({
    code: 'network/unreachable',
    facts: { reason: expect.stringMatching(/^(?:ENOTFOUND|EAI_AGAIN)$/) as string },
  })
})

test('an endless answer costs its limit, and the server sees the connection closed', async () => {
  let sent = 0
  const closed = Promise.withResolvers<number>()
  const { url } = await aServer((_request, response) => {
    response.writeHead(200)
    const pump = () => {
      do sent += 16_384
      while (response.write(Buffer.alloc(16_384)))
    }
    response.on('drain', pump)
    response.on('close', () => closed.resolve(sent))
    pump()
  })

  await expect(readBytes(systemTransport({ idleTimeout: 5 }), url, 16_384, never)).rejects.toThrow('16384')

  // What the sockets of both sides hold at most; without the close it would never end.
  expect(await closed.promise).toBeLessThan(32_000_000)
})
