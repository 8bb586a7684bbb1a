import type { Stats } from 'node:fs'
import { lstat, stat } from 'node:fs/promises'
import path from 'node:path'
import { systemCode } from '../system-errors.ts'

/** Where a person's desktop and shell look for programs. Absolute paths. */
export interface PersonFolders {
  /** `$XDG_DATA_HOME`. */
  readonly data: string
  /** `~/.local/bin`. */
  readonly bin: string
}

/**
 * Null where there is no home, or it is somebody else's: whoever becomes root may have kept the variable of the
 * person they were, who could not remove what root wrote there.
 */
export async function findPersonFolders(
  environment: NodeJS.ProcessEnv,
  user: number | null,
): Promise<PersonFolders | null> {
  const home = environment['HOME']
  if (home === undefined || !path.isAbsolute(home)) return null
  const owner = await stat(home).catch(() => null)
  if (owner === null || (user !== null && owner.uid !== user)) return null
  const data = environment['XDG_DATA_HOME']
  return {
    // The XDG base-directory rule: a relative value counts as unset.
    data:
      data !== undefined && path.isAbsolute(data) ? path.normalize(data) : path.join(home, '.local', 'share'),
    bin: path.join(home, '.local', 'bin'),
  }
}

export type FolderProblem = 'linked-folder' | 'no-folder'

/**
 * Why nothing may be written to `root`/`file`: a folder on the way is a link, and what lies behind it is not ours to
 * fill. `root` itself may be one: that is the person's own choice.
 */
export async function folderProblem(root: string, file: string): Promise<FolderProblem | null> {
  const parts = file.split('/').slice(0, -1)
  for (let depth = 0; depth <= parts.length; depth += 1) {
    const folder = path.join(root, ...parts.slice(0, depth))
    const status = await statusOf(folder)
    if (status === null) return null
    if (status.isSymbolicLink() && (depth > 0 || !(await leadsToFolder(folder)))) return 'linked-folder'
    if (!status.isSymbolicLink() && !status.isDirectory()) return 'no-folder'
  }
  return null
}

/** Of the folders that `file` needs, those that are not there yet, outermost first. */
export async function missingFolders(file: string): Promise<string[]> {
  const missing: string[] = []
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if ((await statusOf(folder)) !== null || folder === path.dirname(folder)) return missing
    missing.unshift(folder)
  }
}

async function leadsToFolder(link: string): Promise<boolean> {
  const status = await stat(link).catch(() => null)
  return status?.isDirectory() ?? false
}

async function statusOf(file: string): Promise<Stats | null> {
  return lstat(file).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null
    throw error
  })
}
