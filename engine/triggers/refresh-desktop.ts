import { lstat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { findProgram } from './find-program.ts'
import { folderProblem } from './person-folders.ts'
import { unlinkIfThere } from './place-export.ts'

/** Milliseconds. It reads a few hundred small files. */
const patience = 20_000

/** What `update-desktop-database` writes beside the entries. */
export function desktopCache(data: string): string {
  return path.join(data, 'applications', 'mimeinfo.cache')
}

export async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  )
}

/** Tells the desktop which entry opens what. Where the tool is missing, or fails, it finds out in its own time. */
export async function refreshEntries(
  data: string,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const folder = path.dirname(desktopCache(data))
  const tool = await findProgram('update-desktop-database', environment['PATH'])
  if (tool === null || !(await isOwnFolder(data, folder))) return
  const { PATH, HOME } = environment
  const { execFile } = await import('node:child_process')
  try {
    await promisify(execFile)(tool, [folder], { env: { PATH, HOME, LC_ALL: 'C' }, timeout: patience, signal })
  } catch {
    signal.throwIfAborted()
  }
}

export async function removeDesktopCache(data: string): Promise<void> {
  if (await isOwnFolder(data, path.dirname(desktopCache(data)))) await unlinkIfThere(desktopCache(data))
}

/** A cache of icons that is there counts as long as the theme's folder is not younger than it. */
export async function refreshIcons(data: string, now: Date): Promise<void> {
  const theme = path.join(data, 'icons', 'hicolor')
  if (await isOwnFolder(data, theme)) await utimes(theme, now, now)
}

/** Whether it is there, and no link on the way leads elsewhere. */
async function isOwnFolder(data: string, folder: string): Promise<boolean> {
  const inside = path.join(path.relative(data, folder), 'file')
  return (await exists(folder)) && (await folderProblem(data, inside)) === null
}
