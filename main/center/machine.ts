import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import path from 'node:path'
import type { Machine } from './choose-host.ts'

export interface MachineOptions {
  readonly environment: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly user: number
  /** The checkout, or wherever node_modules is. */
  readonly root: string
}

/** Looks around. Starts nothing, so it costs a few file calls. */
export function lookAround({ environment, platform, user, root }: MachineOptions): Machine {
  const find = (names: readonly string[]): string | null => findProgram(names, environment['PATH'] ?? '')
  const electron = electronProgram(root)
  return {
    electron,
    electronProblem: electron === null ? (readProblem(root) ?? obstacle(electronFolder(root))) : null,
    hasDisplay:
      platform !== 'linux' || Boolean(environment['DISPLAY']) || Boolean(environment['WAYLAND_DISPLAY']),
    isRoot: user === 0,
    chromium: find(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']),
    opener: find(platform === 'darwin' ? ['open'] : ['xdg-open']),
  }
}

/** Minutes would be a slow network; more is a network that will not do it. */
const patience = 180_000

/** Fetches Electron's program from its makers. A failure is remembered, so that only one start waits for it. */
export async function fetchElectron(root: string, signal: AbortSignal): Promise<void> {
  const script = path.join(electronFolder(root), 'install.js')
  if (!existsSync(script) || readProblem(root) !== null) return
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patience)])
  const status = await new Promise<string>((resolve) => {
    const child = spawn(process.execPath, [script], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'ignore'],
      signal: limit,
    })
    child.on('error', () => resolve('fetching it took too long'))
    child.on('exit', (code) => resolve(code === 0 ? '' : 'fetching it failed'))
  })
  signal.throwIfAborted()
  if (electronProgram(root) === null) remember(root, status === '' ? 'fetching it brought nothing' : status)
}

function electronFolder(root: string): string {
  return path.join(root, 'node_modules', 'electron')
}

/** Why nothing can be fetched into `folder`. */
function obstacle(folder: string): string | null {
  if (!existsSync(folder)) return 'it was not installed'
  return isAllowed(folder, constants.W_OK) ? null : `${folder} is not yours to change`
}

function electronProgram(root: string): string | null {
  const folder = electronFolder(root)
  const named = readText(path.join(folder, 'path.txt')) ?? 'electron'
  const program = path.join(folder, 'dist', named.trim())
  return isExecutable(program) ? program : null
}

function findProgram(names: readonly string[], searchPath: string): string | null {
  const folders = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder))
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return candidates.find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  return isAllowed(file, constants.X_OK)
}

function isAllowed(file: string, mode: number): boolean {
  try {
    accessSync(file, mode)
    return true
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return false
    throw error
  }
}

/** Kept beside node_modules, so that a new installation tries again. */
function problemFile(root: string): string {
  return path.join(root, 'node_modules', '.multios', 'electron-problem')
}

function readProblem(root: string): string | null {
  return readText(problemFile(root))
}

function remember(root: string, problem: string): void {
  mkdirSync(path.dirname(problemFile(root)), { recursive: true })
  rmSync(problemFile(root), { force: true })
  writeFileSync(problemFile(root), problem)
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
