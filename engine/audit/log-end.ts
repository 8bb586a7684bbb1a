import type { State } from '../state/state.ts'
import type { KeptTree } from './checkpoint.ts'
import { noLine } from './line.ts'
import { emptyTree, rootOf, type Tree } from './merkle.ts'

/** Where the log ended when a change was over. */
export interface LogEnd {
  readonly tree: Tree
  /** Digest of the last line. */
  readonly head: string
  /** The newest file, counted from 1, and how many bytes of it are lines. */
  readonly file: number
  readonly bytes: number
  /** The key that the log says signs from here on; null before the first. */
  readonly verifier: string | null
}

interface Row {
  readonly size: number
  readonly head: string
  readonly edge: string
  readonly file: number
  readonly bytes: number
  readonly verifier: string
}

export const emptyLog: LogEnd = { tree: emptyTree, head: noLine, file: 1, bytes: 0, verifier: null }

export function readLogEnd(state: State): LogEnd | null {
  const row = state.one<Row>('SELECT size, head, edge, file, bytes, verifier FROM audit_end')
  if (row === undefined) return null
  const edge = row.edge.split(' ').map((digest) => Buffer.from(digest, 'hex'))
  const { size, head, file, bytes, verifier } = row
  return { tree: { size, edge }, head, file, bytes, verifier }
}

/** `checkpoint` is the newest: what only files held could be cut off with them. */
export function writeLogEnd(state: State, end: LogEnd, checkpoint: string): void {
  const edge = end.tree.edge.map((node) => node.toString('hex')).join(' ')
  state.change(
    `INSERT INTO audit_end VALUES (1, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET size = excluded.size, head = excluded.head, edge = excluded.edge,
       file = excluded.file, bytes = excluded.bytes, verifier = excluded.verifier, checkpoint = excluded.checkpoint`,
    end.tree.size,
    end.head,
    edge,
    end.file,
    end.bytes,
    end.verifier,
    checkpoint,
  )
}

/** The tree that the state database keeps, if there is one: what lies in files must still make it. */
export function keptTrees(state: State): KeptTree[] {
  const end = readLogEnd(state)
  if (end === null) return []
  const root = rootOf(end.tree).toString('base64')
  return [{ size: end.tree.size, root, verifier: end.verifier }]
}
