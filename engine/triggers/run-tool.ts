import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { findProgram } from './find-program.ts'
import type { Tool } from './find-tool.ts'
import { systemFolders, systemWords } from './system-folders.ts'

/** Milliseconds. The slowest, on a full desktop, takes five seconds. */
export const toolPatience = 120_000
/** Bytes that a tool may print. */
const mostPrinted = 16_000_000
/** Characters of a complaint that a person is shown. */
const mostSaid = 500

export interface ToolRun {
  readonly tool: Tool
  /** It is code of packages, or loads some. */
  readonly isForeign: boolean
  /** Holds the inputs at their paths of the tree. Nothing else may be written to. */
  readonly scratch: string
  /** Of the tree: where the tool writes. */
  readonly folder: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** PATH of the machine, for bwrap and for tools that are scripts. */
  readonly searched: string | undefined
  /** Absolute path of bwrap; null where nothing can be boxed. */
  readonly box: string | null
  readonly patience: number
}

/** It ended badly, took too long, or could not be started. `detail` is what it said. */
export class ToolFailed extends Error {
  readonly detail: string

  constructor(detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.name = 'ToolFailed'
    this.detail = detail
  }
}

/** Absolute path of a bwrap that works here; null where there is none, or the kernel does not let it. */
export async function findBox(searched: string | undefined, signal: AbortSignal): Promise<string | null> {
  const box = await findProgram('bwrap', searched)
  if (box === null) return null
  const attempt = {
    words: [box, '--unshare-all', '--ro-bind', '/', '/', 'true'],
    cwd: '/',
    env: { PATH: searched },
  }
  try {
    await started({ ...attempt, patience: 10_000 }, signal)
    return box
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ToolFailed) return null
    throw error
  }
}

/** Runs the tool to its end and returns what it printed. Throws `ToolFailed`, or `signal.reason`. */
export async function runTool(run: ToolRun, signal: AbortSignal): Promise<Buffer> {
  const { scratch, environment, searched, patience } = run
  const words = await wordsFor(run)
  const env = { PATH: searched, HOME: scratch, LC_ALL: 'C', TMPDIR: scratch, ...environment }
  return started({ words, cwd: scratch, env, patience }, signal)
}

async function wordsFor(run: ToolRun): Promise<string[]> {
  if (run.tool.kind === 'tree') return inItsTree(run)
  return run.isForeign ? amongItsInputs(run) : onTheMachine(run)
}

/** Sees the machine read-only, without network and without other processes. */
function onTheMachine({ tool, scratch, args, box }: ToolRun): string[] {
  const program = programOf(tool, scratch)
  if (box === null) return [program, ...args]
  const seen = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--bind', scratch, scratch]
  return [box, ...alone, '--chdir', scratch, ...seen, '--', program, ...args]
}

/**
 * Sees the machine's own software and its inputs, and nothing of the person's: no home, and none of the sockets by which
 * programs outside could be told to do something (D-Bus, containers). Inputs are the store's files, so only `folder`, where
 * they are copies, can be written.
 */
async function amongItsInputs({ tool, scratch, folder, args, box }: ToolRun): Promise<string[]> {
  if (box === null) throw new Error('Code of packages runs boxed only')
  const program = programOf(tool, scratch)
  const system = (await systemFolders()).flatMap(systemWords)
  const linking = ['/etc/ld.so.cache', '/etc/alternatives'].flatMap((file) => ['--ro-bind-try', file, file])
  const written = path.join(scratch, folder)
  const inputs = ['--ro-bind', scratch, scratch, '--bind', written, written, '--ro-bind', program, program]
  const places = ['--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp']
  return [
    box,
    ...alone,
    '--chdir',
    scratch,
    ...system,
    ...linking,
    ...places,
    ...inputs,
    ...atHome,
    '--',
    program,
    ...args,
  ]
}

function programOf(tool: Tool, scratch: string): string {
  return tool.kind === 'host' ? tool.file : path.join(scratch, tool.member)
}

const alone = ['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL']
const atHome = ['HOME', 'TMPDIR'].flatMap((name) => ['--setenv', name, '/tmp'])

/** Sees what lies in the scratch folder as the whole disk. */
async function inItsTree({ tool, scratch, folder, args, box }: ToolRun): Promise<string[]> {
  if (box === null || tool.kind === 'host') throw new Error('A tool of the tree runs boxed only')
  const tops = await readdir(scratch)
  const seen = tops.flatMap((top) => ['--ro-bind', path.join(scratch, top), `/${top}`])
  const merged = ['bin', 'sbin', 'lib', 'lib64'].filter((name) => !tops.includes(name))
  const links = merged.flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`])
  const written = ['--bind', path.join(scratch, folder), `/${folder}`]
  const own = [...atHome, '--setenv', 'PATH', '/usr/bin:/usr/sbin']
  const places = ['--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp']
  return [
    box,
    ...alone,
    '--chdir',
    '/',
    ...seen,
    ...written,
    ...links,
    ...places,
    ...own,
    '--',
    `/${tool.member}`,
    ...args,
  ]
}

interface Start {
  readonly words: readonly string[]
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly patience: number
}

async function started({ words, cwd, env, patience }: Start, signal: AbortSignal): Promise<Buffer> {
  const { spawn } = await import('node:child_process')
  signal.throwIfAborted()
  const [program = '', ...args] = words
  const stopping = AbortSignal.any([signal, AbortSignal.timeout(patience)])
  return new Promise((done, fail) => {
    // A group of its own: what the tool has started ends with it.
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const printed: Buffer[] = []
    let said = ''
    let size = 0
    const stop = () => stopGroup(child.pid)
    stopping.addEventListener('abort', stop, { once: true })
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > mostPrinted) stop()
      else printed.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(-mostSaid)
    })
    child.once('error', (error) => fail(new ToolFailed(error.message, { cause: error })))
    child.once('close', (status, ended) => {
      stopping.removeEventListener('abort', stop)
      if (signal.aborted) fail(signal.reason as Error)
      else if (status === 0 && size <= mostPrinted) done(Buffer.concat(printed))
      else fail(new ToolFailed(said.trim() || `ended with ${ended ?? String(status)}`))
    })
  })
}

function stopGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}
