import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import path from 'node:path'
import { expect } from 'vitest'
import type { TufRepository } from './a-tuf-repository.ts'
import type { StaticServer } from './static-server.ts'
import { temporaryFolder } from './temporary.ts'

const program = path.join(import.meta.dirname, '../../bin/multios-tuf-client')

interface Outcome {
  readonly status: number
  readonly told: string
}

/** `multios-tuf-client`, with what it trusts in a folder of its own. */
export interface TufClient {
  readonly metadata: string
  readonly refresh: () => Promise<Outcome>
  /** With a clock that is so many days behind. */
  readonly refreshAt: (daysBehind: number) => Promise<Outcome>
  readonly download: (name: string) => Promise<Outcome>
  /** Versions of the roles that are trusted, by name. */
  readonly trusted: () => Record<string, number>
  readonly downloaded: () => Record<string, string>
}

export async function run(...words: string[]): Promise<Outcome> {
  return runAt(0, ...words)
}

/** With a clock that is so many days behind. */
export async function runAt(daysBehind: number, ...words: string[]): Promise<Outcome> {
  const clock = path.join(temporaryFolder(), 'clock.cjs')
  writeFileSync(clock, clockBehind(daysBehind * 86_400_000))
  const env = daysBehind === 0 ? process.env : { ...process.env, NODE_OPTIONS: `--require ${clock}` }
  const child = spawn(program, words, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let told = ''
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const [status] = (await once(child, 'close')) as [number]
  return { status, told }
}

function clockBehind(milliseconds: number): string {
  return `
    const { now } = Date
    globalThis.Date = class extends Date {
      static now = () => now() - ${milliseconds}
      constructor(...given) {
        super(...(given.length === 0 ? [now() - ${milliseconds}] : given))
      }
    }`
}

/** Trusts the first root that the repository ever had. */
export async function aTufClient(repository: TufRepository, { url }: StaticServer): Promise<TufClient> {
  const folder = temporaryFolder()
  const [metadata, targets] = [path.join(folder, 'metadata'), path.join(folder, 'targets')]
  mkdirSync(targets)
  const where = ['--metadata-dir', metadata, '--metadata-url', `${url}metadata`]
  const first = await run(
    '--metadata-dir',
    metadata,
    'init',
    path.join(repository.folder, 'metadata/1.root.json'),
  )
  expect(first).toEqual({ status: 0, told: '' })
  return {
    metadata,
    refresh: () => run(...where, 'refresh'),
    refreshAt: (daysBehind) => runAt(daysBehind, ...where, 'refresh'),
    download: (name) =>
      run(
        ...[...where, '--target-name', name],
        ...['--target-base-url', `${url}targets`, '--target-dir', targets],
        'download',
      ),
    trusted: () =>
      Object.fromEntries(
        readdirSync(metadata)
          .filter((name) => name.endsWith('.json'))
          .map((name) => [path.basename(name, '.json'), versionIn(path.join(metadata, name))]),
      ),
    downloaded: () =>
      Object.fromEntries(
        readdirSync(targets).map((name) => [name, readFileSync(path.join(targets, name), 'utf8')]),
      ),
  }
}

export function versionIn(at: string): number {
  return (JSON.parse(readFileSync(at, 'utf8')) as { signed: { version: number } }).signed.version
}

export const done: Outcome = { status: 0, told: '' }
export const refused = (told: string) => ({ status: 1, told: expect.stringContaining(told) as string })
