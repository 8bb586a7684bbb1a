import { readlink } from 'node:fs/promises'
import path from 'node:path'
import type { Layout } from './layout.ts'
import { readOwn } from '../plain-file.ts'

/** `A`, `B`, and another letter where something still runs from both. */
export type TreeName = string

/**
 * A state of a tree: the generation it was made for, and what decides its content. A number alone does not tell that:
 * the number of a change which was taken back is given to the next one.
 */
export interface TreeVersion {
  readonly generation: number
  /** Equal for equal content, whatever its generation. */
  readonly identity: string
}

/** What a tree's state file says. With `towards`, a change was under way: what it touches is unknown. */
export interface TreeState extends TreeVersion {
  readonly towards?: TreeVersion | undefined
}

/** The tree that `current` points to, or null before the first change. */
export async function currentTree(layout: Layout): Promise<TreeName | null> {
  const target = await readlink(layout.current).catch(() => null)
  const name = target === null ? '' : path.basename(target)
  return /^[A-Z]$/.test(name) ? name : null
}

/** The generation that programs run from now: 0 before the first change. */
export async function runningGeneration(layout: Layout): Promise<number> {
  const tree = await currentTree(layout)
  return tree === null ? 0 : ((await readTreeState(layout, tree))?.generation ?? 0)
}

/** Null where there is no state file, or one that says nothing. */
export async function readTreeState(layout: Layout, tree: TreeName): Promise<TreeState | null> {
  try {
    const state = JSON.parse((await readOwn(stateFile(layout, tree))).toString()) as Partial<TreeState>
    const { generation, identity, towards } = state
    // One that an earlier release of this program left half-made says nothing of where it began.
    if (typeof generation !== 'number' || typeof identity !== 'string') return null
    return { generation, identity, towards }
  } catch {
    // Missing, or damaged: nothing is known.
    return null
  }
}

export function stateFile(layout: Layout, tree: TreeName): string {
  return path.join(layout.trees, `${tree}.json`)
}
