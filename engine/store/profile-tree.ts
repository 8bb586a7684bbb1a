import { existsSync } from 'node:fs'
import { lstat, mkdir, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import { toDiskFailure } from '../system-errors.ts'
import { renameOver, syncFileSystem, syncFolder, writeDurably } from './durable.ts'
import type { Layout } from './layout.ts'
import { busyTrees } from './leases.ts'
import { applyDelta, asFarAsThere, type Delta, firstMisplaced, leadsElsewhere } from './tree-delta.ts'
import type { TreeContent, TreeEntry } from './tree-content.ts'
import {
  currentTree,
  readTreeState,
  stateFile,
  type TreeName,
  type TreeState,
  type TreeVersion,
} from './tree-state.ts'

export interface TreeChange extends TreeVersion {
  /** What the tree has to have, at all paths. */
  readonly whole: () => TreeContent
  /**
   * What trees in these versions have, and have to have, where they differ: the last content is that of this change.
   * Null where one of them is no kept generation.
   */
  readonly whereDifferent: (versions: readonly TreeVersion[]) => Promise<readonly TreeContent[] | null>
  /** Paths that are made again whatever stands there. */
  readonly again: ReadonlySet<string>
  /** Whose files in the store nobody has repaired: a tree has what there is of them. Usually all have to be whole. */
  readonly unrepaired?: ReadonlySet<string>
}

/** What was done to a tree: it is complete, and not yet current. */
export interface PreparedTree {
  readonly tree: TreeName
  readonly delta: Delta
}

/**
 * Brings a tree that nothing runs from to `change` by difference, and makes sure of what arrived. Killed here:
 * `current` still points to another tree, whole; the state file says between which two versions this one is, so the
 * next change looks at their difference only.
 */
export async function prepareTree(
  layout: Layout,
  change: TreeChange,
  signal: AbortSignal,
): Promise<PreparedTree> {
  const tree = await idleTree(layout)
  const folder = path.join(layout.trees, tree)
  try {
    await mkdir(layout.trees, { recursive: true })
    const state = await standingState(layout, tree)
    const different = state === null ? null : await deltaFrom(state, change)
    const known = different !== null && leadsElsewhere(folder, different) ? null : different
    const fresh = (): Delta => ({ held: new Map(), wanted: change.whole(), unknown: new Set<string>() })
    const delta = asFarAsThere(known ?? fresh(), change.unrepaired ?? new Set(), layout.current)
    const { generation, identity } = change
    if (state !== null && known !== null) {
      await writeTreeState(layout, tree, { ...state, towards: { generation, identity } })
    } else {
      // Without a state file a tree is made anew.
      await rm(stateFile(layout, tree), { recursive: true, force: true })
      await syncFolder(layout.trees)
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { mode: 0o755 })
    }
    signal.throwIfAborted()
    await applyDelta(folder, delta, signal)
    const wrong = await firstMisplaced(folder, delta, signal)
    if (wrong !== null) throw misplaced(path.join(folder, wrong), delta.wanted.get(wrong))
    await syncFileSystem(layout.trees)
    await writeTreeState(layout, tree, { generation, identity })
    return { tree, delta }
  } catch (error) {
    throw await toDiskFailure(error, folder)
  }
}

/** A file is what it is in the store: the one to be repaired lies there. */
function misplaced(file: string, entry: TreeEntry | undefined): EngineError {
  return entry?.type === 'file'
    ? new EngineError('state/damaged', { file: entry.source, detail: 'not as it was unpacked' })
    : new EngineError('state/damaged', { file, detail: 'not as linked' })
}

/**
 * What stands in the running tree is not what its state file says, so nobody is to make the next tree out of it by
 * difference: it is made anew, also where the repair that called this is killed.
 */
export async function distrustRunningTree(layout: Layout): Promise<void> {
  const tree = await currentTree(layout)
  const state = tree === null ? null : await readTreeState(layout, tree)
  // The number stays: it tells what runs.
  if (tree !== null && state !== null) await writeTreeState(layout, tree, { ...state, identity: 'damaged' })
}

/** The commit point of a change: one rename. */
export async function switchTo(layout: Layout, tree: TreeName): Promise<void> {
  const temporary = `${layout.current}.new`
  try {
    await rm(temporary, { force: true })
    await symlink(path.join('trees', tree), temporary)
    await renameOver(temporary, layout.current)
    await syncFolder(layout.profile)
  } catch (error) {
    await rm(temporary, { force: true })
    throw await toDiskFailure(error, layout.profile)
  }
}

/** A tree to change: one that is there and that nothing runs from, else a new one. */
async function idleTree(layout: Layout): Promise<TreeName> {
  const current = await currentTree(layout)
  const names = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))
  const others = names.filter((name) => name !== current)
  const standing = others.filter((name) => existsSync(path.join(layout.trees, name)))
  const busy = standing.length === 0 ? new Set<string>() : busyTrees(layout)
  const idle = standing.find((name) => !busy.has(name)) ?? others.find((name) => !standing.includes(name))
  if (idle === undefined) throw new Error('programs run from all trees that there are names for')
  return idle
}

/** Null where no folder stands there: through a link that somebody put in its place, nothing is changed. */
async function standingState(layout: Layout, tree: TreeName): Promise<TreeState | null> {
  const standing = await lstat(path.join(layout.trees, tree)).catch(() => null)
  return standing?.isDirectory() === true ? readTreeState(layout, tree) : null
}

async function deltaFrom(state: TreeState, change: TreeChange): Promise<Delta | null> {
  const { towards } = state
  const versions = towards === undefined ? [state] : [state, towards]
  const contents = await change.whereDifferent(versions)
  const [held, halfway] = contents ?? []
  const wanted = contents?.at(-1)
  if (held === undefined || wanted === undefined) return null
  if (towards === undefined || halfway === undefined) return { held, wanted, unknown: change.again }
  return { held, wanted, unknown: new Set([...change.again, ...held.keys(), ...halfway.keys()]) }
}

/** Whether trees share their files with the store here. */
export async function linksFiles(layout: Layout, sample: string): Promise<boolean> {
  const status = await lstat(path.join(layout.current, sample)).catch(() => null)
  return status === null || status.nlink > 1
}

async function writeTreeState(layout: Layout, tree: TreeName, state: TreeState): Promise<void> {
  await writeDurably(stateFile(layout, tree), JSON.stringify(state))
}
