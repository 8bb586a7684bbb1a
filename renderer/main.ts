import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/utilities.css'
import type { Bridge } from '../preload/contract.ts'
import { createClient } from './client/client.ts'
import { connectionOf, steady } from './client/connection.ts'
import { createQuestions } from './client/questions.ts'
import { linkToServedHost, openQuestionWindow, questionAddress } from './client/served-host.ts'
import { createSocketBridge } from './client/socket-bridge.ts'

declare global {
  interface Window {
    /** Exposed by the preload; absent where a served host sent this page. */
    readonly multios?: Bridge
  }
}

const newId = (): string => crypto.randomUUID()

// The styles above are the page's first sheet, which fixes the order of the layers for every later one;
// and the link to the host opens while the rest of the window is still on its way.
const link = window.multios ? null : linkToServedHost(window)
const bridge = link === null ? window.multios : createSocketBridge(link, location.origin)
const questions = createQuestions({
  addressOf: (page) => questionAddress(location, page),
  openWindow: (address) => openQuestionWindow(window, address),
})
const { startWindow } = await import('./app/start-window.ts')
if (bridge) {
  const client = createClient(bridge, newId, questions)
  await startWindow(client, link === null ? steady : connectionOf(link), questions)
}
