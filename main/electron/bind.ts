import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import { channels, type Reply, type Request } from '../../preload/contract.ts'
import type { Connection, Host } from '../ipc/host.ts'
import { paced, type Timer } from '../ipc/pace.ts'
import { invalid } from '../ipc/request.ts'
import { pageAddress } from './protocol.ts'
import type { Shell } from './shell.ts'

export interface Binding {
  /** Lets this page talk to the host. No other may. */
  readonly admit: (contents: WebContents) => void
}

/** Wires Electron's IPC to the host. Who sends is checked here, once, for every message. */
export function bind(ipcMain: Shell['ipcMain'], host: Host, timer: Timer): Binding {
  const connections = new Map<WebContents, Connection>()

  function connectionOf({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): Connection | null {
    // The page's own top frame: never a frame inside it, never one that is gone.
    const isOurs =
      senderFrame !== null && senderFrame.parent === null && senderFrame.url.startsWith(pageAddress)
    return isOurs ? (connections.get(sender) ?? null) : null
  }

  ipcMain.handle(channels.start, async (event, request: Request): Promise<Reply> => {
    const connection = connectionOf(event)
    if (connection === null) {
      return { kind: 'failed', failure: invalid('sender', '', 'this page may not talk to the host') }
    }
    const pace = paced((told) => send(event.sender, channels.progress, request.id, told), timer)
    const reply = await connection.start(request, pace.report)
    pace.end()
    return reply
  })
  ipcMain.on(channels.cancel, (event, id: unknown) => {
    if (typeof id === 'string') connectionOf(event)?.cancel(id)
  })

  function join(contents: WebContents): void {
    const connection = host.connect()
    connection.on((event) => send(contents, channels.event, event))
    connections.set(contents, connection)
  }

  function leave(contents: WebContents): void {
    connections.get(contents)?.close()
    connections.delete(contents)
  }

  function admit(contents: WebContents): void {
    join(contents)
    contents.on('destroyed', () => leave(contents))
    // A reload is a new window to the host: what the old page asked is nobody's any more.
    contents.on('did-start-navigation', (details) => {
      if (!details.isMainFrame || details.isSameDocument) return
      leave(contents)
      join(contents)
    })
  }

  return { admit }
}

function send(contents: WebContents, channel: string, ...words: unknown[]): void {
  if (!contents.isDestroyed()) contents.send(channel, ...words)
}
