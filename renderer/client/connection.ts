import { inject, shallowRef, type App, type InjectionKey, type ShallowRef } from 'vue'
import type { LinkState, SocketLink } from './socket-link.ts'

/** Whether the service answers, and what a person can do while it does not. */
export interface Connection {
  readonly state: Readonly<ShallowRef<LinkState>>
  readonly retry: () => void
}

const connectionKey: InjectionKey<Connection> = Symbol('connection')

/** A host in the same program cannot be out of reach. */
export const steady: Connection = { state: shallowRef<LinkState>({ state: 'open' }), retry: () => undefined }

export function connectionOf(link: SocketLink): Connection {
  const state = shallowRef(link.state())
  link.onState((next) => (state.value = next))
  return { state, retry: link.retry }
}

export function provideConnection(app: App, connection: Connection): void {
  app.provide(connectionKey, connection)
}

export function useConnection(): Connection {
  return inject(connectionKey, steady)
}
