import { inject, type App, type InjectionKey } from 'vue'
import type { Client } from '../../engine/api/client.ts'

export const clientKey: InjectionKey<Client> = Symbol('client')

export function provideClient(app: App, client: Client): void {
  app.provide(clientKey, client)
}

/** The client of this window. Only within a component, a store or a composable. */
export function useClient(): Client {
  const client = inject(clientKey)
  if (!client) throw new Error('no client was provided')
  return client
}
