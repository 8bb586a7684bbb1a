import { constants, type Stats } from 'node:fs'
import { copyFile, link, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises'
import path from 'node:path'
import { byCodePoint } from '../base/canonical-json.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { systemCode } from '../system-errors.ts'
import { ToolFailed } from './run-tool.ts'

/** What stood where before the tool ran. */
export type Placed = ReadonlyMap<string, Stats>

export interface Placing {
  readonly scratch: string
  readonly content: TreeContent
  /** Of the tree: what lies there is copied, because code of packages could write into the store's own files; null for none. */
  readonly copied: string | null
}

/** Puts files of a tree below `scratch`, at their paths. */
export async function placeInputs(
  { scratch, content, copied }: Placing,
  members: Iterable<string>,
  signal: AbortSignal,
): Promise<Placed> {
  const placed = new Map<string, Stats>()
  const made = new Set<string>()
  for (const member of new Set(members)) {
    signal.throwIfAborted()
    const entry = content.get(member)
    const file = path.join(scratch, member)
    const folder = path.dirname(file)
    if (!made.has(folder)) await mkdir(folder, { recursive: true })
    made.add(folder)
    if (entry?.type === 'symlink') await symlink(entry.target, file)
    else if (entry?.type === 'file')
      await put(entry.source, file, copied !== null && member.startsWith(`${copied}/`))
    else continue
    placed.set(member, await lstat(file))
  }
  return placed
}

/** Paths of the tree, sorted, for files and links that were not there before, or are others now. */
export async function harvest(scratch: string, folder: string, placed: Placed): Promise<string[]> {
  const found: string[] = []
  for (const entry of await readdir(path.join(scratch, folder), { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue
    const file = path.join(entry.parentPath, entry.name)
    const member = path.relative(scratch, file)
    if (!entry.isFile() && !entry.isSymbolicLink()) throw new ToolFailed(`made something odd: ${member}`)
    if (entry.isSymbolicLink() && !placed.has(member)) checkLink(member, await readlink(file))
    if (!isSame(placed.get(member), await lstat(file))) found.push(member)
  }
  return found.toSorted(byCodePoint)
}

/**
 * Inputs are the store's own files. A tool that writes into one, and not beside it, has damaged a release. Code of packages
 * does not put anything in its place either: that would be in the tree instead of what another package brought.
 */
export async function checkInputs(scratch: string, placed: Placed, isForeign: boolean): Promise<void> {
  for (const [member, before] of placed) {
    const now = await lstat(path.join(scratch, member)).catch(() => null)
    const isOther = isForeign
      ? now === null || !isSame(before, now)
      : now?.ino === before.ino && !isSame(before, now)
    if (isOther) throw new ToolFailed(`changed its input: ${member}`)
  }
}

function isSame(before: Stats | undefined, now: Stats): boolean {
  return before?.ino === now.ino && before.size === now.size && before.mtimeMs === now.mtimeMs
}

function checkLink(member: string, target: string): void {
  const end = path.posix.join(path.posix.dirname(member), target)
  if (path.isAbsolute(target) || end.startsWith('..'))
    throw new ToolFailed(`made a link that leaves: ${member}`)
}

async function put(source: string, file: string, isCopied: boolean): Promise<void> {
  if (isCopied) return copyFile(source, file, constants.COPYFILE_EXCL)
  await link(source, file).catch(async (error: unknown) => {
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes(systemCode(error) ?? '')) throw error
    await copyFile(source, file, constants.COPYFILE_EXCL)
  })
}
