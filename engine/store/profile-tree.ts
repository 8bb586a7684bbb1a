import {
  copyFile,
  link,
  lstat,
  mkdir,
  readFile,
  readlink,
  rename,
  rm,
  rmdir,
  symlink,
  unlink,
} from 'node:fs/promises'
import path from 'node:path'
import { toDiskFailure } from '../system-errors.ts'
import { syncFileSystem, syncFolder, writeDurably } from './durable.ts'
import type { Layout } from './layout.ts'
import type { TreeContent, TreeEntry } from './tree-content.ts'

export type TreeName = 'A' | 'B'

/**
 * What a tree's state file says. `building` means that a change was under way: its content is unknown. A number
 * alone does not tell what a tree holds: that of a change which was taken back is given to the next one.
 */
interface TreeState {
  readonly generation: number | null
  readonly identity?: string
  readonly building: boolean
}

/** The tree that `current` points to, or null before the first change. */
export async function currentTree(layout: Layout): Promise<TreeName | null> {
  const target = await readlink(layout.current).catch(() => null)
  const name = target === null ? null : path.basename(target)
  return name === 'A' || name === 'B' ? name : null
}

/** The generation that programs run from now: 0 before the first change. */
export async function runningGeneration(layout: Layout): Promise<number> {
  const tree = await currentTree(layout)
  return tree === null ? 0 : ((await readTreeState(layout, tree)).generation ?? 0)
}

export interface TreeChange {
  readonly generation: number
  /** Equal for equal content, whatever its generation. */
  readonly identity: string
  readonly wanted: TreeContent
  /** What the idle tree holds, where a kept generation of that identity tells it; null where nothing is known. */
  readonly contentOf: (generation: number, identity: string) => Promise<TreeContent | null>
}

/**
 * Brings the idle tree to `change.wanted` by delta, and returns it, complete and synced but not yet current.
 * Killed here: `current` still points to the other tree, whole; the state file says `building`, so the next
 * change makes this tree anew.
 */
export async function prepareTree(
  layout: Layout,
  change: TreeChange,
  signal: AbortSignal,
): Promise<TreeName> {
  const tree: TreeName = (await currentTree(layout)) === 'A' ? 'B' : 'A'
  const folder = path.join(layout.trees, tree)
  try {
    const held = await startingPoint(layout, tree, change)
    await writeTreeState(layout, tree, { generation: null, building: true })
    if (held === null) await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    signal.throwIfAborted()
    await applyDelta(folder, held ?? new Map(), change.wanted)
    await syncFileSystem(layout.trees)
    const { generation, identity } = change
    await writeTreeState(layout, tree, { generation, identity, building: false })
  } catch (error) {
    throw await toDiskFailure(error, folder)
  }
  return tree
}

/** The commit point of a change: one rename. */
export async function switchTo(layout: Layout, tree: TreeName): Promise<void> {
  const temporary = `${layout.current}.new`
  try {
    await rm(temporary, { force: true })
    await symlink(path.join('trees', tree), temporary)
    await rename(temporary, layout.current)
    await syncFolder(layout.profile)
  } catch (error) {
    throw await toDiskFailure(error, layout.profile)
  }
}

async function startingPoint(
  layout: Layout,
  tree: TreeName,
  change: TreeChange,
): Promise<TreeContent | null> {
  const { generation, identity, building } = await readTreeState(layout, tree)
  if (building || generation === null || identity === undefined) return null
  // A pruned generation cannot be diffed against: then the tree is made anew.
  return change.contentOf(generation, identity).catch(() => null)
}

async function applyDelta(folder: string, held: TreeContent, wanted: TreeContent): Promise<void> {
  const gone = [...held].filter(([file, entry]) => !sameKind(entry, wanted.get(file)))
  // Deepest first, so that a directory is empty when its turn comes.
  for (const [file, entry] of gone.toSorted(([a], [b]) => (a < b ? 1 : -1))) {
    await removeEntry(path.join(folder, file), entry)
  }
  const sorted = [...wanted].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [file, entry] of sorted) {
    const before = held.get(file)
    if (before === undefined || !sameKind(before, entry) || !isSame(before, entry)) {
      await placeEntry(path.join(folder, file), entry, `${folder}.new`)
    }
  }
}

function sameKind(before: TreeEntry, after: TreeEntry | undefined): boolean {
  return before.type === after?.type
}

function isSame(before: TreeEntry, after: TreeEntry): boolean {
  if (before.type === 'file' && after.type === 'file') return before.digest === after.digest
  if (before.type === 'symlink' && after.type === 'symlink') return before.target === after.target
  return before.type === after.type
}

async function removeEntry(file: string, entry: TreeEntry): Promise<void> {
  if (entry.type === 'directory') {
    // A program may have left something of its own there; that is not ours to delete.
    await rmdir(file).catch(ignore('ENOENT', 'ENOTEMPTY'))
  } else {
    await unlink(file).catch(ignore('ENOENT'))
  }
}

/** `temporary` lies beside the tree: inside it every name may be one that a package brings. */
async function placeEntry(file: string, entry: TreeEntry, temporary: string): Promise<void> {
  if (entry.type === 'directory') {
    await mkdir(file, { recursive: true })
    return
  }
  await unlink(temporary).catch(ignore('ENOENT'))
  if (entry.type === 'symlink') await symlink(entry.target, temporary)
  else await linkOrCopy(entry.source, temporary)
  await rename(temporary, file)
  // rename(2) between two links of one file does nothing and leaves the first name behind.
  await unlink(temporary).catch(ignore('ENOENT'))
}

/** A copy where the store lies on another file system, or one without hard links. */
async function linkOrCopy(source: string, destination: string): Promise<void> {
  try {
    await link(source, destination)
  } catch (error) {
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error
    await copyFile(source, destination)
  }
}

/** Whether trees share their files with the store here. */
export async function linksFiles(layout: Layout, sample: string): Promise<boolean> {
  const status = await lstat(path.join(layout.current, sample)).catch(() => null)
  return status === null || status.nlink > 1
}

async function readTreeState(layout: Layout, tree: TreeName): Promise<TreeState> {
  try {
    return JSON.parse(await readFile(stateFile(layout, tree), 'utf8')) as TreeState
  } catch {
    // Missing, or cut short before the rename that would have made it durable: nothing is known.
    return { generation: null, building: true }
  }
}

async function writeTreeState(layout: Layout, tree: TreeName, state: TreeState): Promise<void> {
  await writeDurably(stateFile(layout, tree), JSON.stringify(state))
}

function stateFile(layout: Layout, tree: TreeName): string {
  return path.join(layout.trees, `${tree}.json`)
}

function ignore(...codes: string[]): (error: NodeJS.ErrnoException) => void {
  return (error) => {
    if (!codes.includes(error.code ?? '')) throw error
  }
}
