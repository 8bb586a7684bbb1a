import { onTestFinished } from 'vitest'
import type { Client } from '../../engine/api/client.ts'
import type { HostedEngine } from '../../main/ipc/hosted-engine.ts'
import type { Answer } from '../../main/ipc/consent.ts'
import { createHost } from '../../main/ipc/host.ts'
import { createClient } from '../../renderer/client/client.ts'
import { createQuestions } from '../../renderer/client/questions.ts'
import { createSocketBridge } from '../../renderer/client/socket-bridge.ts'
import { createSocketLink, type SocketLike } from '../../renderer/client/socket-link.ts'
import { aServedWorld } from '../main/kit/served-world.ts'

/** A way to an engine. Whoever has the client cannot tell which it is. */
export interface Way {
  readonly name: string
  readonly clientOf: (engine: HostedEngine) => Promise<Client>
}

let ids = 0
const newId = (): string => `call-${String((ids += 1))}`
/** A person who agrees to everything. */
const allow = async (): Promise<Answer> => 'once'
const noIncident = (error: unknown): string => {
  throw error
}

export const ways: readonly Way[] = [
  { name: 'the engine in this process', clientOf: async (engine) => engine },
  {
    name: 'a host over a bridge in memory',
    clientOf: async (engine) => {
      const connection = createHost({ engine, logIncident: noIncident, ask: allow, now: () => 0 }).connect()
      onTestFinished(connection.close)
      return createClient(connection, newId)
    },
  },
  { name: 'the served host over a socket', clientOf: overSocket },
]

/** The window's own client, on a socket of ws's. */
async function overSocket(engine: HostedEngine): Promise<Client> {
  // Whoever made the engine closes it.
  const world = await aServedWorld({ ...engine, close: async () => undefined })
  const cookie = await world.signIn()
  const link = createSocketLink({
    open: () => {
      const socket = world.socket({ origin: world.origin, cookie })
      // A browser's socket tells of an error by closing, and so does the link.
      socket.on('error', () => undefined)
      return socket as unknown as SocketLike
    },
    isAdmitted: async () => true,
    now: () => 0,
    later: () => () => undefined,
  })
  onTestFinished(async () => {
    link.close()
    await world.close()
  })
  const questions = createQuestions({
    addressOf: (page) => page,
    openWindow: (page) => void world.answerQuestion(page, 'once'),
  })
  return createClient(createSocketBridge(link, world.origin), newId, questions)
}
