import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { HostedEngine } from '../ipc/hosted-engine.ts'
import { openedOnDemand } from '../ipc/hosted-engine.ts'
import { hostPlaces } from '../ipc/host-places.ts'
import { createIncidentLog } from '../ipc/incident-log.ts'
import { listPageFiles } from '../ipc/page-files.ts'
import { openApart } from './first-opening.ts'
import { addressOf, forgetRunningHost, noteRunningHost, readRunningHost } from './running-host.ts'
import { startServer } from './server.ts'

export interface ServeOptions {
  readonly port: number | null
  readonly dataDirectory: string | undefined
  readonly configFile: string | undefined
  readonly environment: NodeJS.ProcessEnv
  /** The folder that the build fills. */
  readonly out: string
  /** For stderr. */
  readonly say: (line: string) => void
}

export type Served =
  /** Runs in this process until `close`. */
  | {
      readonly kind: 'started'
      readonly address: string
      /** Readies the engine for the window that will come. To be called once the address was told. */
      readonly warm: () => Promise<void>
      readonly logIncident: (error: unknown) => string
      readonly close: () => Promise<void>
    }
  /** Ran already, elsewhere: this is one more address for it. */
  | { readonly kind: 'found'; readonly address: string; readonly pid: number }
  /** Cannot be; `problem` is a sentence. */
  | { readonly kind: 'refused'; readonly problem: string }

/** Milliseconds that a running host has to answer. */
const patience = 1_000

/** Starts the served host, or finds the one that serves the same already. */
export async function serve(options: ServeOptions, signal: AbortSignal): Promise<Served> {
  const user = process.getuid?.() ?? -1
  const places = hostPlaces({ ...options, user })
  const pageFiles = listPageFiles(path.join(options.out, 'renderer'))
  const serves = identityOf(options)

  const found = await findRunning(places.running, serves, options.port, signal)
  if (found !== null) return found
  signal.throwIfAborted()

  const logIncident = createIncidentLog({
    file: places.incidents,
    now: () => new Date(),
    number: () => randomInt(36 ** 5, 36 ** 6).toString(36),
    complain: options.say,
  })
  try {
    const engine = openedOnDemand((stopping) => openEngine(options, stopping))
    const host = await startServer({
      engine,
      logIncident,
      pageFiles,
      port: options.port ?? 0,
      randomText: () => randomBytes(32).toString('base64url'),
    })
    noteRunningHost(places.running, { pid: process.pid, port: host.port, secret: host.controlSecret, serves })
    const close = async (): Promise<void> => {
      forgetRunningHost(places.running, process.pid)
      await host.close()
    }
    return { kind: 'started', address: host.freshAddress(), warm: engine.warm, logIncident, close }
  } catch (error) {
    const problem = portProblem(error, options.port)
    if (problem === null) throw error
    return { kind: 'refused', problem }
  }
}

async function findRunning(
  file: string,
  serves: string,
  port: number | null,
  signal: AbortSignal,
): Promise<Served | null> {
  const running = readRunningHost(file)
  if (running === null || running.serves !== serves) return null
  if (port !== null && port !== running.port) return null
  const address = await addressOf(running, AbortSignal.any([signal, AbortSignal.timeout(patience)]))
  return address === null ? null : { kind: 'found', address, pid: running.pid }
}

/** The engine is loaded when it is first asked for: the address is printed, and the page shown, before. */
async function openEngine(options: ServeOptions, signal: AbortSignal): Promise<HostedEngine> {
  const { createEngine, findPlaces } = await import('../../engine/index.ts')
  const { dataDirectory, configFile, environment } = options
  const { data } = findPlaces({ dataDirectory, configFile, environment, isRoot: process.getuid?.() === 0 })
  if (!existsSync(path.join(data, 'state.db'))) await openApart(options, signal)
  signal.throwIfAborted()
  return createEngine({ dataDirectory, configFile, environment, command: 'multios-center', tidies: true })
}

/** Two starts that agree in all of this may share a host. */
function identityOf({ dataDirectory, configFile, environment, out }: ServeOptions): string {
  const data = dataDirectory ?? environment['MULTIOS_DATA_DIR'] ?? ''
  const config = configFile ?? environment['MULTIOS_CONFIG'] ?? ''
  const built = statSync(path.join(out, 'renderer', 'index.html')).mtimeMs
  const starter = environment['MULTIOS_STARTER'] ?? ''
  return JSON.stringify([out, built, data && path.resolve(data), config && path.resolve(config), starter])
}

function portProblem(error: unknown, port: number | null): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    return `Port ${String(port)} is taken by another program; choose another with --port.`
  if (code === 'EACCES') return `Port ${String(port)} is for root only; choose one from 1024 up with --port.`
  return null
}
