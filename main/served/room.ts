import type { WebSocketServer } from 'ws'
import type { HostedEngine } from '../ipc/hosted-engine.ts'
import type { PageFile } from '../ipc/page-files.ts'
import type { Files } from './answers.ts'
import type { Consents } from './consents.ts'
import type { Sessions } from './sessions.ts'

export interface ServedOptions {
  readonly engine: HostedEngine
  readonly logIncident: (error: unknown) => string
  readonly pageFiles: ReadonlyMap<string, PageFile>
  /** 0 for any free one. */
  readonly port: number
  /** Secret, unguessable text, new each time. */
  readonly randomText: () => string
  /** Milliseconds that a request may take to arrive. */
  readonly requestPatience?: number
}

/** Everything that answering needs. */
export interface Room extends ServedOptions {
  readonly sessions: Sessions
  readonly consents: Consents
  readonly sockets: WebSocketServer
  readonly controlSecret: string
  readonly files: Files
}

export function addressFor({ port, sessions }: Room): string {
  return `http://127.0.0.1:${String(port)}/#token=${sessions.issueToken()}`
}

/** Browsers keep one jar of cookies for all ports of a machine, so the name tells hosts apart. */
export function cookieName({ port }: Room): string {
  return `multios-${String(port)}`
}
