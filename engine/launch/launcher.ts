import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { realpathSync } from 'node:fs'
import type { LaunchAnswer } from '../api/package-operations.ts'
import { EngineError } from '../model/failure.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Layout } from '../store/layout.ts'
import { leaseTree } from '../store/leases.ts'
import type { PageServer } from './page-server.ts'
import { programEnvironment, startOf } from './programs.ts'

export interface RunOptions {
  /** One of the package's commands; without it, what opening the package starts. */
  readonly program?: string | undefined
  /** Told the address of a web app; the run lasts until `signal` aborts. */
  readonly onPage?: ((url: string) => void) | undefined
}

export interface Launcher {
  /** For a window: starts it on the display, or says how a person can. */
  readonly open: (manifest: Manifest) => Promise<LaunchAnswer>
  /** For a terminal: runs it here, with this process's input and output. Returns its exit status. */
  readonly run: (
    manifest: Manifest,
    args: readonly string[],
    options: RunOptions,
    signal: AbortSignal,
  ) => Promise<number>
  readonly close: () => Promise<void>
}

export function launcher(layout: Layout, environment: NodeJS.ProcessEnv): Launcher {
  const pages = new Map<string, Promise<PageServer>>()
  const inherited = programEnvironment(layout, environment)
  const inTreeEnvironment = (tree: string) => programEnvironment({ ...layout, current: tree }, environment)

  async function pageAddress(name: string, page: string): Promise<string> {
    const server = pages.get(name) ?? serve(layout, name, page)
    pages.set(name, server)
    // What failed is tried anew next time.
    server.catch(() => pages.delete(name))
    return (await server).url
  }

  return {
    open: async (manifest) => {
      const start = startOf(manifest)
      if (start.kind === 'page') {
        const file = pathToFileURL(path.join(layout.current, start.page)).href
        if (hasDisplay(environment) && (await startDetached('xdg-open', [file], inherited))) {
          return { kind: 'started', program: manifest.name }
        }
        return { kind: 'page', url: await pageAddress(manifest.name, start.page) }
      }
      const program = path.join(treePath(layout), start.member)
      if (start.kind === 'desktop') return openDesktop(program, environment, inherited)
      const terminal =
        hasDisplay(environment) && (await startDetached('x-terminal-emulator', ['-e', program], inherited))
      return terminal
        ? { kind: 'started', program: start.program }
        : { kind: 'terminal', command: `multios-pm run ${manifest.name}` }
    },
    run: async (manifest, args, options, signal) => {
      const start = startOf(manifest, options.program)
      if (start.kind !== 'page') {
        return inTree(layout, (tree) =>
          runHere(path.join(tree, start.member), args, inTreeEnvironment(tree), signal),
        )
      }
      options.onPage?.(await pageAddress(manifest.name, start.page))
      await untilAborted(signal)
      return 0
    },
    close: async () => {
      for (const server of pages.values()) await (await server).close()
    },
  }
}

/**
 * A program keeps the tree that it started in, whatever is installed meanwhile: it is called by the tree's own path, and
 * a lease tells changes to leave that tree alone.
 */
async function inTree<T>(layout: Layout, run: (tree: string) => Promise<T>): Promise<T> {
  const tree = treePath(layout)
  const release = leaseTree(layout, path.basename(tree))
  try {
    return await run(tree)
  } finally {
    release()
  }
}

function treePath({ current }: Layout): string {
  try {
    return realpathSync(current)
  } catch {
    // Nothing is installed any more: the program that cannot be found says so.
    return current
  }
}

async function serve(layout: Layout, name: string, page: string): Promise<PageServer> {
  // Loading Node's web server costs more than a search; most runs never need it.
  const { servePage } = await import('./page-server.ts')
  const { portsFor } = await import('./page-ports.ts')
  return servePage(layout.current, page, await portsFor(layout.pagePorts, name))
}

async function openDesktop(
  program: string,
  environment: NodeJS.ProcessEnv,
  inherited: NodeJS.ProcessEnv,
): Promise<LaunchAnswer> {
  if (!hasDisplay(environment)) throw new EngineError('launch/failed', { program, reason: 'no-display' })
  if (await startDetached(program, [], inherited)) return { kind: 'started', program }
  throw new EngineError('launch/failed', { program, reason: 'not-started' })
}

function hasDisplay(environment: NodeJS.ProcessEnv): boolean {
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}

/** True once the program runs on its own; false where it is not there. */
async function startDetached(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(program, args, { env: environment, detached: true, stdio: 'ignore' })
    child.once('error', () => done(false))
    child.once('spawn', () => {
      child.unref()
      done(true)
    })
  })
}

/** Status as a shell tells it: 128 + the signal's number where one ended the program. */
async function runHere(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<number> {
  signal.throwIfAborted()
  return new Promise((done, fail) => {
    const child = spawn(program, args, { env: environment, stdio: 'inherit' })
    const stop = () => child.kill('SIGINT')
    signal.addEventListener('abort', stop, { once: true })
    child.once('error', (error: NodeJS.ErrnoException) => {
      fail(
        new EngineError('launch/failed', { program, reason: error.code ?? error.message }, { cause: error }),
      )
    })
    child.once('close', (status, ended) => {
      signal.removeEventListener('abort', stop)
      done(status ?? 128 + (ended === null ? 0 : constants.signals[ended]))
    })
  })
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }))
}
