import { createPinia } from 'pinia'
import { createApp, type App as VueApp, type Component } from 'vue'
import type { Client } from '../../engine/api/client.ts'
import { provideConnection, type Connection } from '../client/connection.ts'
import { provideClient } from '../client/provide-client.ts'
import { noQuestions, provideQuestions, type Questions } from '../client/questions.ts'
import App from './App.vue'
import { createWindowRouter, fetchOtherPages } from './router.ts'

/** Milliseconds after which the pages behind the first are fetched: the first cards are painted by then. */
const quiet = 1_000

const kit = import.meta.glob<{ readonly default: Component }>('../ui/Ui*.vue', { eager: true })

/** Mounts the window on a client, at the page that the address names. */
export async function startWindow(
  client: Client,
  connection: Connection,
  questions: Questions = noQuestions(),
): Promise<void> {
  const app = createApp(App)
  const router = createWindowRouter()
  app.use(createPinia())
  app.use(router)
  keepKit(app)
  provideClient(app, client)
  provideConnection(app, connection)
  provideQuestions(app, questions)
  await router.isReady()
  app.mount('#app')
  setTimeout(fetchOtherPages, quiet)
}

/** The kit stays with the shell: a page may use the class of a block without its component. */
function keepKit(app: VueApp): void {
  for (const [file, { default: component }] of Object.entries(kit)) {
    app.component(/(\w+)\.vue$/.exec(file)?.[1] ?? file, component)
  }
}
