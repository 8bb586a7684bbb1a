import { spawn } from 'node:child_process'
import path from 'node:path'
import type { CenterArguments } from '../served/arguments.ts'
import { serveUntilStopped } from '../served/serve-until-stopped.ts'
import { chooseHost, isElectronWanted, sentenceFor } from './choose-host.ts'
import { doorTo } from './door.ts'
import { fetchElectron, lookAround } from './machine.ts'

/** Milliseconds that a browser has to start and read one small page. */
const browserPatience = 10_000

/** Opens the window where this machine shows it best, and says where and why. */
export async function openCenter(wish: CenterArguments, out: string): Promise<void> {
  const root = path.join(out, '..')
  const look = {
    environment: process.env,
    platform: process.platform,
    user: process.getuid?.() ?? -1,
    root,
  }
  if (isElectronWanted(wish, lookAround(look))) {
    say('MultiOS: fetching Electron (once)…')
    await fetchElectron(root, AbortSignal.timeout(240_000))
  }
  const choice = chooseHost(wish, lookAround(look))
  say(sentenceFor(choice))

  if (choice.host === 'electron') {
    runElectron(choice.program, root, wish)
    return
  }
  const served = await serveUntilStopped({ ...wish, environment: process.env, out, say })
  if (served === null || choice.host === 'address') return
  const door = doorTo(served.address)
  open(choice.program, choice.host === 'app-window' ? [`--app=${door.url}`] : [door.url])
  process.on('exit', door.remove)
  // Without a host of its own this process would end before the browser has read the page.
  if (served.kind === 'found') setTimeout(door.remove, browserPatience)
}

function runElectron(program: string, root: string, wish: CenterArguments): void {
  const { dataDirectory, configFile } = wish
  const args = [
    root,
    ...(dataDirectory === undefined ? [] : [`--data-dir=${path.resolve(dataDirectory)}`]),
    ...(configFile === undefined ? [] : [`--config=${path.resolve(configFile)}`]),
  ]
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  child.on('error', (error) => {
    say(`multios-center: Electron could not be started: ${error.message}`)
    process.exitCode = 1
  })
  child.on('exit', (status) => (process.exitCode = status ?? 1))
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => child.kill(name))
}

function open(program: string, args: readonly string[]): void {
  const child = spawn(program, args, { stdio: 'ignore', detached: true })
  child.on('error', (error) => say(`multios-center: ${program} could not be started: ${error.message}`))
  child.unref()
}

function say(line: string): void {
  console.error(line)
}
