import { describe, expect, test } from 'vitest'
import { createSocketLink, type LinkState } from '../../../renderer/client/socket-link.ts'
import { aWire } from '../kit/fake-socket.ts'

/** Lets what was awaited go on. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
}

describe('the link to the served host', () => {
  test('opens at once, and says so', () => {
    const wire = aWire()
    const link = createSocketLink(wire.ports)
    const states: LinkState[] = []
    link.onState((state) => states.push(state))
    wire.sockets[0]?.opens()

    expect(states).toEqual([{ state: 'open' }])
  })

  test('waits twice as long before each attempt, up to ten seconds', async () => {
    const wire = aWire()
    createSocketLink(wire.ports)
    for (let attempt = 0; attempt < 8; attempt += 1) {
      wire.sockets.at(-1)?.breaks()
      await settled()
      wire.wake()
    }

    expect(wire.waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
  })

  test('starts the waiting anew once it was open', async () => {
    const wire = aWire()
    createSocketLink(wire.ports)
    wire.sockets[0]?.breaks()
    await settled()
    wire.wake()
    wire.sockets[1]?.opens()
    wire.sockets[1]?.breaks()
    await settled()

    expect(wire.waits).toEqual([250, 250])
  })

  test('tells when the next attempt is, and when the host answered last', async () => {
    const wire = aWire()
    const link = createSocketLink(wire.ports)
    wire.sockets[0]?.opens()
    wire.sockets[0]?.says({ kind: 'event' })
    wire.sockets[0]?.breaks()
    await settled()

    expect(link.state()).toEqual({ state: 'down', attempt: 1, retryAt: 1_250, lastAnswer: 1_000 })
  })

  test('stops where the host does not know this browser', async () => {
    const wire = aWire()
    wire.admitted = false
    const link = createSocketLink(wire.ports)
    wire.sockets[0]?.breaks()
    await settled()

    expect(link.state()).toEqual({ state: 'refused' })
    expect(wire.waits).toEqual([])
  })

  test('tries at once when a person asks for it', async () => {
    const wire = aWire()
    const link = createSocketLink(wire.ports)
    wire.sockets[0]?.breaks()
    await settled()
    link.retry()

    expect(wire.sockets).toHaveLength(2)
  })

  test('stays closed once it was closed', async () => {
    const wire = aWire()
    createSocketLink(wire.ports).close()
    await settled()

    expect(wire.waits).toEqual([])
  })
})
