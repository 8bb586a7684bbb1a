/** The tree of RFC 6962, 2.1, kept as its right edge: adding a leaf and telling the root cost O(log n). */
import { createHash } from 'node:crypto'

export interface Tree {
  /** Leaves. */
  readonly size: number
  /** Roots of the perfect subtrees that the tree is made of, the largest first. */
  readonly edge: readonly Buffer[]
}

export const emptyTree: Tree = { size: 0, edge: [] }

/** What a line is in the tree, and what the line behind it calls it. */
export function leafOf(line: string): Buffer {
  return createHash('sha256').update(leafPrefix).update(line).digest()
}

export function withLeaf({ size, edge }: Tree, leaf: Buffer): Tree {
  const next = [...edge]
  let node = leaf
  // Each one bit at the low end of `size` is a subtree as large as the one that has just become whole.
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeOf(next.pop()!, node)
  return { size: size + 1, edge: [...next, node] }
}

export function rootOf({ edge }: Tree): Buffer {
  const last = edge.at(-1)
  if (last === undefined) return createHash('sha256').digest()
  return edge.slice(0, -1).reduceRight((right, left) => nodeOf(left, right), last)
}

const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])

function nodeOf(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest()
}
