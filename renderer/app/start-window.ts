import { createPinia } from 'pinia'
import { createApp } from 'vue'
import type { Client } from '../../engine/api/client.ts'
import { provideConnection, type Connection } from '../client/connection.ts'
import { provideClient } from '../client/provide-client.ts'
import App from './App.vue'
import { createWindowRouter, fetchOtherPages } from './router.ts'

/** Milliseconds after which the pages behind the first are fetched: the first cards are painted by then. */
const quiet = 1_000

/** Mounts the window on a client, at the page that the address names. */
export async function startWindow(client: Client, connection: Connection): Promise<void> {
  const app = createApp(App)
  const router = createWindowRouter()
  app.use(createPinia())
  app.use(router)
  provideClient(app, client)
  provideConnection(app, connection)
  await router.isReady()
  app.mount('#app')
  setTimeout(fetchOtherPages, quiet)
}
