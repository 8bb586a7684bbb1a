import { execFile, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const root = path.join(import.meta.dirname, '..', '..', '..')

/** A software center that runs as a process of its own, in a data directory of its own. */
export interface Center {
  /** The address it printed first: it opens the window once. */
  readonly address: string
  readonly port: number
  /** Another one, as a second start gives it. */
  readonly freshAddress: () => Promise<string>
  readonly stop: () => Promise<void>
  /** As a crash would: it cannot say goodbye. */
  readonly kill: () => Promise<void>
}

export interface CenterOptions {
  /** Its home: everything it writes is in there. */
  readonly place: string
  /** Any free one where it is not given. */
  readonly port?: number
  /** A command that starts it, such as one that makes it somebody else's. */
  readonly before?: readonly string[]
  /** Without the embedded repository the first start is quicker. */
  readonly starter?: boolean
}

export async function startCenter(options: CenterOptions): Promise<Center> {
  const first = startProcess(options)
  const address = await first.address
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    first.child.kill(signal)
    await first.ended
  }
  return {
    address,
    port: Number(new URL(address).port),
    freshAddress: () => startProcess(options).address,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** Makes the embedded repository in an empty home, as the first command of a person does. */
export async function makeFirstStart(place: string): Promise<void> {
  const program = path.join(root, 'bin', 'multios-pm')
  await promisify(execFile)(program, ['list'], { env: environmentOf(place, true) })
}

interface Started {
  readonly child: ReturnType<typeof spawn>
  readonly address: Promise<string>
  readonly ended: Promise<void>
}

function startProcess({ place, port, before = [], starter = true }: CenterOptions): Started {
  const args = ['--serve', '--no-open', ...(port === undefined ? [] : ['--port', String(port)])]
  const [program, ...line] = [...before, path.join(root, 'bin', 'multios-center'), ...args]
  const child = spawn(program!, line, {
    env: environmentOf(place, starter),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const address = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.on('error', reject)
    child.on('exit', (status) =>
      reject(new Error(`multios-center ended with ${String(status)}: ${said.trim()}`)),
    )
  })
  return { child, address, ended }
}

export function environmentOf(place: string, starter: boolean): NodeJS.ProcessEnv {
  return {
    ...withoutTheirs(process.env),
    HOME: place,
    // Compiled once for all homes.
    NODE_COMPILE_CACHE: path.join(root, '.cache/compiled'),
    MULTIOS_DATA_DIR: path.join(place, 'data'),
    MULTIOS_CONFIG: path.join(place, 'config.toml'),
    MULTIOS_STARTER: starter ? 'add' : 'none',
  }
}

/** What is set where the tests run must not reach the center: its places, and a display to open apps on. */
function withoutTheirs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const theirs = /^(XDG_|MULTIOS_|DISPLAY$|WAYLAND_DISPLAY$)/
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !theirs.test(name)))
}
