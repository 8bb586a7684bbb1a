import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'

export interface FileNode {
  readonly kind: 'file'
  /** What programs read. */
  now: Buffer
  /** What a power cut leaves. */
  safe: Buffer
  mode: number
}

/** One change of names in one folder: null where a name goes. A rename is one change, also of two folders. */
export interface NameChange {
  /** When it happened. */
  readonly order: number
  readonly names: readonly (readonly [string, Node | null])[]
}

export interface FolderNode {
  readonly kind: 'folder'
  safe: Map<string, Node>
  /** What happened since; the oldest first. */
  pending: NameChange[]
}

export interface LinkNode {
  readonly kind: 'link'
  readonly target: string
}

export type Node = FileNode | FolderNode | LinkNode

/** What a database is: SQLite's own protocol makes one thing of its files. */
export interface DatabaseFiles {
  now: Map<string, Buffer>
  safe: Map<string, Buffer>
}

export interface Disk {
  readonly root: FolderNode
  readonly databases: Map<string, DatabaseFiles>
}

const database = /^(\w+)\.db(?:-wal|-journal)?$/

/** The database that a file at the top of a data directory belongs to; its shared memory is nothing that lasts. */
export function databaseOf(file: string): string | null {
  return database.exec(file)?.[1] ?? null
}

export function isSharedMemory(file: string): boolean {
  return file.endsWith('.db-shm')
}

/** As it stands there, and safe. */
export function diskFrom(folder: string): Disk {
  const databases = new Map<string, DatabaseFiles>()
  const seen = new Map<number, FileNode>()
  const nodeAt = (place: string): Node => {
    const status = lstatSync(place)
    if (status.isSymbolicLink()) return { kind: 'link', target: readlinkSync(place) }
    if (!status.isDirectory()) {
      const bytes = readFileSync(place)
      const node = seen.get(status.ino) ?? {
        kind: 'file',
        now: bytes,
        safe: bytes,
        mode: status.mode & 0o7777,
      }
      seen.set(status.ino, node)
      return node
    }
    const names = readdirSync(place).filter((name) => place !== folder || !isOfDatabase(name))
    const safe = new Map(names.map((name) => [name, nodeAt(path.join(place, name))] as const))
    return { kind: 'folder', safe, pending: [] }
  }
  for (const name of readdirSync(folder)) {
    const owner = databaseOf(name)
    if (owner === null) continue
    const files = databases.get(owner) ?? { now: new Map(), safe: new Map() }
    for (const all of [files.now, files.safe]) all.set(name, readFileSync(path.join(folder, name)))
    databases.set(owner, files)
  }
  return { root: nodeAt(folder) as FolderNode, databases }
}

function isOfDatabase(name: string): boolean {
  return databaseOf(name) !== null || isSharedMemory(name)
}

/** Names in a folder, of what is pending only as far as `keeps` says. */
export function namesOf(
  folder: FolderNode,
  keeps: (change: NameChange, folder: FolderNode) => boolean = () => true,
): Map<string, Node> {
  const names = new Map(folder.safe)
  for (const change of folder.pending) {
    if (!keeps(change, folder)) continue
    for (const [name, node] of change.names) {
      if (node === null) names.delete(name)
      else names.set(name, node)
    }
  }
  return names
}

/** Null where there is nothing. */
export function nodeAt(root: FolderNode, place: string): Node | null {
  let node: Node | null = root
  for (const name of place === '' ? [] : place.split('/')) {
    if (node?.kind !== 'folder') return null
    node = namesOf(node).get(name) ?? null
  }
  return node
}

/** Everything below a folder that can be reached now, or could before something pending happened. */
export function* foldersBelow(folder: FolderNode): Generator<FolderNode> {
  yield folder
  for (const node of namesOf(folder).values()) if (node.kind === 'folder') yield* foldersBelow(node)
}
