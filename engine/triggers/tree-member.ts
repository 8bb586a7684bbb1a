import path from 'node:path'
import type { TreeContent, TreeEntry } from '../store/tree-content.ts'

export type TreeFile = Extract<TreeEntry, { type: 'file' }>

const mostHops = 16

/** The file that a path of a merged tree leads to, links followed inside the tree only; null for anything else. */
export function fileAt(content: TreeContent, member: string): TreeFile | null {
  let place = member
  for (let hop = 0; hop <= mostHops; hop += 1) {
    const found = content.get(place)
    if (found?.type === 'file') return found
    if (found?.type !== 'symlink') return null
    place = path.posix.join(path.posix.dirname(place), found.target)
  }
  return null
}
