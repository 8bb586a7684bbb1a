import { spawn } from 'node:child_process'
import path from 'node:path'
import type { CenterArguments } from './arguments.ts'

type Where = Pick<CenterArguments, 'dataDirectory' | 'configFile'>

export interface ApartOptions extends Where {
  readonly environment: NodeJS.ProcessEnv
  /** The folder that the build fills. */
  readonly out: string
}

/**
 * Lets a process of its own open a data directory for the first time. Making the embedded repository takes tens of
 * megabytes that a host would keep for good, and seconds in which it could not answer. What fails there fails again,
 * and is told, when the host opens the directory itself.
 */
export function openApart(options: ApartOptions, signal: AbortSignal): Promise<void> {
  const { dataDirectory, configFile, environment, out } = options
  const args = [
    path.join(out, 'main', 'served.js'),
    '--prepare',
    ...(dataDirectory === undefined ? [] : [`--data-dir=${dataDirectory}`]),
    ...(configFile === undefined ? [] : [`--config=${configFile}`]),
  ]
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { env: environment, stdio: 'ignore', signal })
    child.on('error', () => resolve())
    child.on('exit', () => resolve())
  })
}

/** What that process does. */
export async function prepare({ dataDirectory, configFile }: Where): Promise<void> {
  const stopping = new AbortController()
  process.on('SIGTERM', () => stopping.abort())
  const { createEngine } = await import('../../engine/index.ts')
  const engine = await createEngine({
    dataDirectory,
    configFile,
    environment: process.env,
    command: 'multios-center',
  })
  // The first answer waits until everything is in its place.
  const ready = engine.run('repository.list', {}, { signal: stopping.signal })
  const stopped = new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))
  try {
    await Promise.race([ready, stopped])
  } finally {
    await engine.close()
  }
}
