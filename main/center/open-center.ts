import { spawn } from 'node:child_process'
import path from 'node:path'
import type { CenterArguments } from '../served/arguments.ts'
import { serveUntilStopped } from '../served/serve-until-stopped.ts'
import { chooseHost, isElectronWanted, sentenceFor } from './choose-host.ts'
import { doorTo } from './door.ts'
import { fetchElectron, lookAround } from './machine.ts'

const out = path.join(import.meta.dirname, '..')
const root = path.join(out, '..')

/** Opens the window where this machine shows it best, and says where and why. */
export async function openCenter(wish: CenterArguments): Promise<void> {
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
    runElectron(choice.program, wish)
    return
  }
  const address = await serveUntilStopped({ ...wish, environment: process.env, out, say })
  if (address === null || choice.host === 'address') return
  const door = doorTo(address)
  open(choice.program, choice.host === 'app-window' ? [`--app=${door}`] : [door])
}

function runElectron(program: string, wish: CenterArguments): void {
  const { dataDirectory, configFile } = wish
  const args = [
    root,
    ...(dataDirectory === undefined ? [] : ['--data-dir', path.resolve(dataDirectory)]),
    ...(configFile === undefined ? [] : ['--config', path.resolve(configFile)]),
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
