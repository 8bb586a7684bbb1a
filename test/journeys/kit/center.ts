import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { test as base } from '@playwright/test'

const root = path.join(import.meta.dirname, '..', '..', '..')

/** A software center that runs as a process of its own, in a data directory of its own. */
export interface Center {
  readonly dataDirectory: string
  /** The address it printed first: it opens the window once. */
  readonly address: string
  /** Another one, as a second start gives it. */
  readonly freshAddress: () => Promise<string>
  readonly stop: () => Promise<void>
}

/** Journeys get a `center` each, with the embedded repository. */
export const test = base.extend<{ center: Center }>({
  // Playwright reads the names of fixtures from the pattern, so there must be one.
  center: async ({}, use) => {
    const dataDirectory = await mkdtemp(path.join(tmpdir(), 'multios-journey-'))
    const center = await startCenter(dataDirectory)
    await use(center)
    await center.stop()
    await rm(dataDirectory, { recursive: true, force: true })
  },
})

export async function startCenter(
  dataDirectory: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Center> {
  const start = (): Started => startProcess(dataDirectory, environment)
  const first = start()
  const address = await first.address
  return {
    dataDirectory,
    address,
    freshAddress: () => start().address,
    stop: async () => {
      first.child.kill('SIGTERM')
      await first.ended
    },
  }
}

interface Started {
  readonly child: ReturnType<typeof spawn>
  readonly address: Promise<string>
  readonly ended: Promise<void>
}

function startProcess(dataDirectory: string, environment: NodeJS.ProcessEnv): Started {
  const args = [
    '--serve',
    '--no-open',
    '--data-dir',
    dataDirectory,
    '--config',
    path.join(dataDirectory, 'config.toml'),
  ]
  const child = spawn(path.join(root, 'bin', 'multios-center'), args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const address = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.on('error', reject)
    child.on('exit', (status) => reject(new Error(`multios-center ended with ${String(status)}`)))
  })
  return { child, address, ended }
}
