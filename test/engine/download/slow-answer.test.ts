import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { networkReason } from '../../../cli/output/reasons.ts'
import { systemTransport } from '../../../engine/download/transport.ts'
import { failureOf } from '../../../engine/model/failure.ts'
import { networkReason as shownReason } from '../../../renderer/format/network-reason.ts'
import { atTheEnd } from '../../kit/at-the-end.ts'
import { never } from '../../kit/temporary.ts'

/** The failure that fetching from a server ends with that says this once it is asked, and hangs up where it is told. */
async function failureFrom(answer: string, hangsUp: boolean) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => (hangsUp ? socket.end(answer) : socket.write(answer)))
    atTheEnd(() => socket.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  atTheEnd(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  try {
    const transport = systemTransport({ idleTimeout: 600, answerTimeout: 0.2 })
    for await (const _ of (await transport.open(url, 0, never)).chunks);
    return null
  } catch (error) {
    return failureOf(error)
  }
}

test('who says nothing is not waited for as long as a file that pauses', async () => {
  expect(await failureFrom('HTTP/1.1 200 OK\r\n', false)).toMatchObject({
    code: 'network/timeout',
    facts: { seconds: 0.2 },
  })
})

test('an answer that ends before its length is a cut connection', async () => {
  const failure = await failureFrom('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc', true)
  const reason = failure?.code === 'network/unreachable' ? failure.facts.reason : ''

  expect([networkReason(reason), shownReason(reason)]).toEqual([
    `The connection was cut (${reason}).`,
    'The connection was cut.',
  ])
})
