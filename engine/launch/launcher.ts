import { realpathSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { LaunchAnswer } from '../api/package-operations.ts'
import { isMadeForUsr } from '../model/commands.ts'
import { EngineError } from '../model/failure.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Layout } from '../store/layout.ts'
import { leaseTree } from '../store/leases.ts'
import { type Bringer, findStart, type FoundStart } from './find-start.ts'
import type { PageServer } from './page-server.ts'
import { programEnvironment, type ProgramStart } from './programs.ts'
import { runHere, startDetached, type Starting } from './start-program.ts'
import { usrStart } from './usr-start.ts'

export interface RunOptions {
  /** One of the package's commands; without it, what opening the package starts. */
  readonly program?: string | undefined
  /** The package whose menu entry starts this one. */
  readonly entryOf?: string | undefined
  /** Told the address of a web app; the run lasts until `signal` aborts. */
  readonly onPage?: ((url: string) => void) | undefined
  /** What the program is sent when `signal` aborts; SIGINT without it. */
  readonly endsWith?: (() => NodeJS.Signals) | undefined
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

export interface LauncherOptions {
  readonly environment: NodeJS.ProcessEnv
  /** The words that start `multios-pm` for this data directory; null where there is none. */
  readonly ourselves: readonly string[] | null
  readonly bringer: Bringer
  readonly used: Used
}

/** Told of which packages a program was started, or has ended. */
export interface Used {
  readonly started: (names: readonly string[]) => void
  readonly ended: (names: readonly string[]) => void
}

export function launcher(layout: Layout, options: LauncherOptions): Launcher {
  const { environment, ourselves, bringer, used } = options
  const place = { layout, environment }
  const around = { tree: layout.current, bringer }
  const pages = new Map<string, Promise<PageServer>>()

  async function pageAddress(name: string, page: string): Promise<string> {
    const server = pages.get(name) ?? serve(layout, name, page)
    pages.set(name, server)
    // What failed is tried anew next time.
    server.catch(() => pages.delete(name))
    return (await server).url
  }

  async function onDisplay(program: string, words: readonly string[]): Promise<boolean> {
    const starting = { program, words, environment: programEnvironment(layout, environment), isBox: false }
    return hasDisplay(environment) && (await startDetached(starting)) !== null
  }

  async function opened(manifest: Manifest, found: FoundStart): Promise<LaunchAnswer> {
    const { start } = found
    if (start.kind === 'page') {
      const file = pathToFileURL(path.join(layout.current, start.page)).href
      if (await onDisplay('page', ['xdg-open', file])) return { kind: 'started', program: manifest.name }
      return { kind: 'page', url: await pageAddress(manifest.name, start.page) }
    }
    if (start.kind === 'desktop')
      return openDesktop(place, { ...found, start, names: namesOf(manifest, found) })
    const own = [...(ourselves ?? ['multios-pm']), 'run', manifest.name]
    const words = isMadeForUsr(start.member) ? own : [path.join(treePath(layout), start.member)]
    return (await onDisplay(start.program, ['x-terminal-emulator', '-e', ...words]))
      ? { kind: 'started', program: start.program }
      : { kind: 'terminal', command: `multios-pm run ${manifest.name}` }
  }

  return {
    open: async (manifest) => {
      const found = findStart(manifest, undefined, around)
      const answer = await opened(manifest, found)
      // In a terminal the person starts it, and `run` is told.
      if (answer.kind !== 'terminal') used.started(namesOf(manifest, found))
      return answer
    },
    run: async (manifest, args, options, signal) => {
      const found = findStart(manifest, options.program, around)
      const { start } = found
      const names = namesOf(manifest, found, options.entryOf)
      const use = useOf(used, names)
      if (start.kind !== 'page') {
        const run = { args, endsWith: options.endsWith, onStart: use.started }
        return use.ended(await runProgram(place, { ...found, start, names }, run, signal))
      }
      options.onPage?.(await pageAddress(manifest.name, start.page))
      use.started()
      await untilAborted(signal)
      return use.ended(0)
    },
    close: async () => {
      for (const server of pages.values()) await (await server).close()
    },
  }
}

/** Where programs are started. */
interface Place {
  readonly layout: Layout
  readonly environment: NodeJS.ProcessEnv
}

interface FoundProgram extends FoundStart {
  readonly start: ProgramStart
  /** Packages that it is a program of. */
  readonly names: readonly string[]
}

interface Wanted extends FoundProgram {
  /** Real path. */
  readonly tree: string
}

/** The package that was asked for, the one that brings what starts, and the one whose menu entry it is. */
function namesOf(
  { name }: Manifest,
  { manifest }: Pick<FoundStart, 'manifest'>,
  entryOf = name,
): readonly string[] {
  return [...new Set([name, manifest.name, entryOf])]
}

/** What has never started is not told to have ended. */
function useOf(used: Used, names: readonly string[]) {
  let isStarted = false
  return {
    started: () => {
      isStarted = true
      used.started(names)
    },
    ended: (status: number): number => {
      if (isStarted) used.ended(names)
      return status
    },
  }
}

interface Run {
  readonly endsWith: RunOptions['endsWith']
  readonly args: readonly string[]
  readonly onStart: () => void
}

async function runProgram(
  place: Place,
  found: FoundProgram,
  { args, endsWith = () => 'SIGINT', onStart }: Run,
  signal: AbortSignal,
): Promise<number> {
  const { layout } = place
  const { start, names } = found
  return inTree(layout, names, async (tree) => {
    const starting = await startingOf(place, { ...found, tree })
    const onProcess = (pid: number) => {
      onStart()
      // On the display it may go on when the command that started it has ended.
      if (start.kind === 'desktop') leaseTree(layout, { tree, pid, names })
    }
    return runHere({ ...starting, words: [...starting.words, ...args] }, { endsWith, onProcess }, signal)
  })
}

async function startingOf(place: Place, wanted: Wanted): Promise<Starting> {
  const starting = await callOf(place, wanted)
  return { ...starting, words: [...starting.words, ...wanted.args] }
}

async function callOf({ layout, environment }: Place, wanted: Wanted): Promise<Starting> {
  const { tree, manifest, start } = wanted
  const { program, member } = start
  if (isMadeForUsr(member)) {
    const about = {
      program,
      member,
      relocatable: manifest.relocatable === true,
      dies: start.kind !== 'desktop',
    }
    return usrStart(layout, tree, about, environment)
  }
  const words = [path.join(tree, member)]
  return {
    program,
    words,
    environment: programEnvironment({ ...layout, current: tree }, environment),
    isBox: false,
  }
}

/**
 * A program keeps the tree that it started in, whatever is installed meanwhile: it is called by the tree's own path, and
 * a lease tells changes to leave that tree alone.
 */
async function inTree<T>(
  layout: Layout,
  names: readonly string[],
  run: (tree: string) => Promise<T>,
): Promise<T> {
  const tree = treePath(layout)
  const release = leaseTree(layout, { tree, pid: process.pid, names })
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

/** The lease is that of the program's first process: it lasts as long as the program, and not as long as we do. */
async function openDesktop(place: Place, found: FoundProgram): Promise<LaunchAnswer> {
  const { program } = found.start
  if (!hasDisplay(place.environment))
    throw new EngineError('launch/failed', { program, reason: 'no-display' })
  return inTree(place.layout, found.names, async (tree) => {
    const pid = await startDetached(await startingOf(place, { ...found, tree }))
    if (pid === null) throw new EngineError('launch/failed', { program, reason: 'not-started' })
    leaseTree(place.layout, { tree, pid, names: found.names })
    return { kind: 'started', program }
  })
}

async function serve(layout: Layout, name: string, page: string): Promise<PageServer> {
  // Loading Node's web server costs more than a search; most runs never need it.
  const { servePage } = await import('./page-server.ts')
  const { portsFor } = await import('./page-ports.ts')
  return servePage(layout.current, page, await portsFor(layout.pagePorts, name))
}

function hasDisplay(environment: NodeJS.ProcessEnv): boolean {
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }))
}
