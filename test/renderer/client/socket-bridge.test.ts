import { describe, expect, test } from 'vitest'
import type { EngineEvent } from '../../../engine/api/events.ts'
import type { Told } from '../../../preload/contract.ts'
import { createSocketBridge } from '../../../renderer/client/socket-bridge.ts'
import { createSocketLink } from '../../../renderer/client/socket-link.ts'
import { aWire } from '../kit/fake-socket.ts'

const address = 'http://127.0.0.1:4000'
const ignore = (): void => undefined
const request = { id: 'a', name: 'package.installed', input: {} }
const broken = {
  kind: 'failed',
  failure: {
    code: 'network/unreachable',
    facts: { url: address, reason: 'the connection to the package service broke' },
  },
}

function aBridge() {
  const wire = aWire()
  const bridge = createSocketBridge(createSocketLink(wire.ports), address)
  return { wire, bridge, socket: wire.sockets[0]! }
}

describe('the bridge over a socket', () => {
  test('speaks the wire of the served host', async () => {
    const { bridge, socket } = aBridge()
    socket.opens()
    const told: Told[] = []
    const reply = bridge.start(request, (each) => told.push(each))
    socket.says({ kind: 'progress', id: 'a', progress: { kind: 'committing' } })
    socket.says({ kind: 'reply', id: 'a', reply: { kind: 'done', value: [] } })

    expect(await reply).toEqual({ kind: 'done', value: [] })
    expect(told).toEqual([{ kind: 'committing' }])
    expect(socket.sent).toEqual([{ kind: 'start', ...request }])
  })

  test('keeps what is started before the link is open', () => {
    const { bridge, socket } = aBridge()
    void bridge.start(request, ignore)
    expect(socket.sent).toEqual([])
    socket.opens()

    expect(socket.sent).toEqual([{ kind: 'start', ...request }])
  })

  test('fails what was under way when the link broke, and does not start it again', async () => {
    const { bridge, socket, wire } = aBridge()
    socket.opens()
    const reply = bridge.start({ id: 'b', name: 'plan.apply', input: {} }, ignore)
    socket.breaks()

    expect(await reply).toEqual(broken)
    wire.wake()
    wire.sockets[1]?.opens()
    expect(wire.sockets[1]?.sent).toEqual([])
  })

  test('cancels by id', () => {
    const { bridge, socket } = aBridge()
    socket.opens()
    void bridge.start(request, ignore)
    bridge.cancel('a')

    expect(socket.sent.at(-1)).toEqual({ kind: 'cancel', id: 'a' })
  })

  test('takes back what was never sent', async () => {
    const { bridge, socket } = aBridge()
    const reply = bridge.start(request, ignore)
    bridge.cancel('a')
    socket.opens()

    expect(await reply).toEqual({ kind: 'cancelled' })
    expect(socket.sent).toEqual([])
  })

  test('fails what waits where the host refuses this browser', async () => {
    const { bridge, socket, wire } = aBridge()
    wire.admitted = false
    const reply = bridge.start(request, ignore)
    socket.breaks()

    expect(await reply).toEqual(broken)
  })

  test('announces what the engine announces until nobody listens', () => {
    const { bridge, socket } = aBridge()
    const heard: EngineEvent[] = []
    const stop = bridge.on((event) => heard.push(event))
    socket.says({ kind: 'event', event: { kind: 'catalog-changed' } })
    stop()
    socket.says({ kind: 'event', event: { kind: 'catalog-changed' } })

    expect(heard).toEqual([{ kind: 'catalog-changed' }])
  })
})
