import type { RawData, WebSocket } from 'ws'
import type { Host } from '../ipc/host.ts'
import { paced, type Timer } from '../ipc/pace.ts'
import { type FromWindow, readMessage, type ToWindow } from './wire.ts'

/** Bytes that may wait for a window that does not read; beyond, its progress is dropped, never a reply. */
const patience = 1_000_000

/** Bytes that may wait at all. A window that reads nothing any more is as good as gone. */
const mostWaiting = 32_000_000

/** Close codes of RFC 6455, 7.4.1. */
const unsupportedData = 1003
const invalidPayload = 1007

/** Lets a window talk to the host over a socket that was checked already. */
export function joinSocket(socket: WebSocket, host: Host, timer: Timer): void {
  const connection = host.connect()
  const send = (message: ToWindow): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
    if (socket.bufferedAmount > mostWaiting) socket.terminate()
  }

  async function start({ id, name, input }: Extract<FromWindow, { kind: 'start' }>): Promise<void> {
    const pace = paced((progress) => {
      if (socket.bufferedAmount < patience) send({ kind: 'progress', id, progress })
    }, timer)
    const reply = await connection.start({ id, name, input }, pace.report)
    pace.end()
    send({ kind: 'reply', id, reply })
  }

  // A socket of ws gives its messages as Buffers unless it is told otherwise.
  function receive(data: RawData, isBinary: boolean): void {
    if (isBinary) {
      socket.close(unsupportedData)
      return
    }
    const message = readMessage((data as Buffer).toString('utf8'))
    if (message === null) socket.close(invalidPayload)
    else if (message.kind === 'cancel') connection.cancel(message.id)
    else void start(message)
  }

  connection.on((event) => send({ kind: 'event', event }))
  socket.on('message', receive)
  socket.on('close', connection.close)
  // A message that is too long or no UTF-8: ws has closed the socket with the code for it (1009, 1007).
  socket.on('error', connection.close)
}
