import type { EngineEvent } from '../../engine/api/events.ts'
import type { Bridge, Reply, Request, Told } from '../../preload/contract.ts'
import type { LinkState, SocketLink } from './socket-link.ts'

type FromHost =
  | { readonly kind: 'reply'; readonly id: string; readonly reply: Reply }
  | { readonly kind: 'progress'; readonly id: string; readonly progress: Told }
  | { readonly kind: 'event'; readonly event: EngineEvent }

interface Running {
  readonly request: Request
  readonly report: (told: Told) => void
  readonly finish: (reply: Reply) => void
  sent: boolean
}

/**
 * The bridge to the served host. What is started while the link is down waits for it. What was under way
 * when it broke fails: nobody can know how far it came, and a change must not be started twice.
 */
export function createSocketBridge(link: SocketLink, address: string): Bridge {
  const running = new Map<string, Running>()
  const listeners = new Set<(event: EngineEvent) => void>()
  const isOpen = (): boolean => link.state().state === 'open'

  function send(call: Running): void {
    call.sent = true
    link.send(JSON.stringify({ kind: 'start', ...call.request }))
  }

  function finish(id: string, reply: Reply): void {
    const call = running.get(id)
    running.delete(id)
    call?.finish(reply)
  }

  function receive(text: string): void {
    const message = JSON.parse(text) as FromHost
    if (message.kind === 'reply') finish(message.id, message.reply)
    else if (message.kind === 'progress') running.get(message.id)?.report(message.progress)
    else for (const listener of listeners) listener(message.event)
  }

  function follow({ state }: LinkState): void {
    if (state === 'open') for (const call of running.values()) send(call)
    else for (const [id, call] of running) if (call.sent || state === 'refused') finish(id, broken(address))
  }

  link.onText(receive)
  link.onState(follow)

  return {
    start: (request, report) =>
      new Promise((resolve) => {
        const call: Running = { request, report, finish: resolve, sent: false }
        running.set(request.id, call)
        if (isOpen()) send(call)
      }),
    cancel(id) {
      if (running.get(id)?.sent) link.send(JSON.stringify({ kind: 'cancel', id }))
      else finish(id, { kind: 'cancelled' })
    },
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function broken(url: string): Reply {
  const reason = 'the connection to the package service broke'
  return { kind: 'failed', failure: { code: 'network/unreachable', facts: { url, reason } } }
}
