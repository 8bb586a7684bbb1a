import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/utilities.css'
import type { Bridge } from '../preload/contract.ts'
import { startWindow } from './app/start-window.ts'
import { createClient } from './client/client.ts'
import { connectionOf, steady } from './client/connection.ts'
import { linkToServedHost } from './client/served-host.ts'
import { createSocketBridge } from './client/socket-bridge.ts'

declare global {
  interface Window {
    /** Exposed by the preload; absent where a served host sent this page. */
    readonly multios?: Bridge
  }
}

const newId = (): string => crypto.randomUUID()

if (window.multios) {
  await startWindow(createClient(window.multios, newId), steady)
} else {
  const link = linkToServedHost(window)
  await startWindow(createClient(createSocketBridge(link, location.origin), newId), connectionOf(link))
}
