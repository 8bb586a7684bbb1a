import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { Command } from './measure.ts'

export const repositoryRoot = path.join(import.meta.dirname, '..')

/** A data directory of its own, thrown away at the end. */
export async function withDataDirectory<T>(use: (dataDirectory: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'multios-bench-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export function ours(command: string, dataDirectory: string, ...args: string[]): Command {
  return {
    file: path.join(repositoryRoot, 'bin', command),
    args,
    environment: { MULTIOS_DATA_DIR: dataDirectory, MULTIOS_CONFIG: path.join(dataDirectory, 'config.toml') },
  }
}

/** Makes the starter repository, so that what follows is not a first start. Returns what it offers, as JSON. */
export async function prepare(dataDirectory: string): Promise<string> {
  const { file, args, environment } = ours('multios-pm', dataDirectory, 'list', '--available', '--json')
  const { stdout } = await promisify(execFile)(file, [...args], { env: { ...process.env, ...environment } })
  return stdout
}

export interface ServedHost {
  readonly url: string
  /** Milliseconds from the start of the command to its address; `performance.now()` at that moment. */
  readonly milliseconds: number
  readonly readyAt: number
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** `./multios start --serve --no-open`, exactly as a person would type it. */
export async function startServedHost(dataDirectory: string): Promise<ServedHost> {
  const started = performance.now()
  const child = spawn(path.join(repositoryRoot, 'multios'), ['start', '--serve', '--no-open'], {
    env: { ...process.env, ...ours('', dataDirectory).environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise<never>((_resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (status) => reject(new Error(`the served host ended with ${status}`)))
  })
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const url = await Promise.race([firstAddress(child.stdout), ended])
  ended.catch(() => undefined)
  const readyAt = performance.now()
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await gone
  }
  return { url, milliseconds: readyAt - started, readyAt, pid: child.pid ?? 0, stop }
}

async function firstAddress(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const found = /http:\/\/\S+/.exec(line)
    if (found !== null) return found[0]
  }
  throw new Error('the served host printed no address')
}

/** Resident bytes of a process and everything below it. */
export async function residentBytes(pid: number): Promise<number> {
  const children = new Map<number, number[]>()
  for (const entry of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const parent = await statusField(Number(entry), 'PPid')
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(entry)])
  }
  const family = [pid]
  // Grows while it is walked: children of children follow.
  for (const member of family) family.push(...(children.get(member) ?? []))
  const sizes = await Promise.all(family.map((member) => statusField(member, 'VmRSS')))
  return sizes.reduce<number>((sum, kilobytes) => sum + (kilobytes ?? 0) * 1_024, 0)
}

async function statusField(pid: number, field: string): Promise<number | null> {
  // A process may end between being listed and being read.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const found = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)
  return found === null ? null : Number(found[1])
}
