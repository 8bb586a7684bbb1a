import path from 'node:path'
import type { Argument, LoggedCall } from './call-log.ts'
import {
  databaseOf,
  type Disk,
  type FileNode,
  foldersBelow,
  type FolderNode,
  isSharedMemory,
  namesOf,
  type Node,
  nodeAt,
} from './disk-model.ts'

/** Lets a disk go through what a run did below `data`. */
export function replayer(disk: Disk, data: string): (call: LoggedCall) => void {
  let order = 0
  /** Where the next write(2) of a descriptor goes. */
  const positions = new Map<number, number>()

  const placeOf = (argument: Argument | undefined): string | null => {
    const text = argument?.text.toString() ?? ''
    if (text === data) return ''
    return text.startsWith(`${data}/`) ? text.slice(data.length + 1) : null
  }
  const placesIn = ({ args }: LoggedCall): string[] =>
    args.flatMap((argument) => {
      const place = placeOf(argument)
      return place === null ? [] : [place]
    })
  const folderOf = (place: string): FolderNode => {
    const parent = path.posix.dirname(place)
    const node = nodeAt(disk.root, parent === '.' ? '' : parent)
    if (node?.kind !== 'folder') throw new Error(`no folder for ${place}`)
    return node
  }
  const name = (...changes: readonly (readonly [string, Node | null])[]): void => {
    order += 1
    const byFolder = new Map<FolderNode, (readonly [string, Node | null])[]>()
    for (const [place, node] of changes) {
      const folder = folderOf(place)
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), [path.posix.basename(place), node]])
    }
    for (const [folder, names] of byFolder) folder.pending.push({ order, names })
  }
  const fileAt = (place: string): FileNode => {
    const node = nodeAt(disk.root, place)
    if (node?.kind !== 'file') throw new Error(`no file at ${place}`)
    return node
  }

  /** What a file, or one of a database, has in it. */
  const bytesAt = (place: string): Buffer => {
    const owner = databaseOf(place)
    if (owner === null) return fileAt(place).now
    return disk.databases.get(owner)?.now.get(place) ?? Buffer.alloc(0)
  }

  /** Writes bytes into a file, or into one of a database. */
  const put = (place: string, bytes: Buffer, at: number): void => {
    const before = bytesAt(place)
    const after = Buffer.alloc(Math.max(before.length, at + bytes.length))
    before.copy(after)
    bytes.copy(after, at)
    replace(place, after)
  }
  const replace = (place: string, bytes: Buffer): void => {
    const owner = databaseOf(place)
    if (owner === null) {
      fileAt(place).now = bytes
      return
    }
    const files = disk.databases.get(owner) ?? { now: new Map(), safe: new Map() }
    files.now.set(place, bytes)
    disk.databases.set(owner, files)
  }

  function open({ args, result }: LoggedCall, place: string): void {
    const flags = args[2]?.text.toString() ?? ''
    const isOfDatabase = databaseOf(place) !== null
    if (!isOfDatabase && nodeAt(disk.root, place) === null && flags.includes('O_CREAT')) {
      const mode = Number.parseInt(args[3]?.text.toString() ?? '644', 8) & ~0o022
      name([place, { kind: 'file', now: Buffer.alloc(0), safe: Buffer.alloc(0), mode }])
    }
    if (flags.includes('O_TRUNC')) replace(place, Buffer.alloc(0))
    const isAppending = flags.includes('O_APPEND')
    positions.set(result, isAppending ? bytesAt(place).length : 0)
  }

  function append(descriptor: number | null | undefined, place: string, bytes: Buffer): void {
    const at = positions.get(descriptor ?? -1) ?? 0
    put(place, bytes, at)
    positions.set(descriptor ?? -1, at + bytes.length)
  }

  function truncate(place: string, length: number): void {
    replace(place, Buffer.concat([bytesAt(place), Buffer.alloc(length)]).subarray(0, length))
  }

  function remove(place: string): void {
    const owner = databaseOf(place)
    if (owner === null) name([place, null])
    else disk.databases.get(owner)?.now.delete(place)
  }

  function rename(from: string, to: string): void {
    const node = nodeAt(disk.root, from)
    // Two names of one file: rename(2) does nothing.
    if (node !== nodeAt(disk.root, to)) name([from, null], [to, node])
  }

  function changeMode(place: string, mode: string): void {
    const node = nodeAt(disk.root, place)
    if (node?.kind === 'file') node.mode = Number.parseInt(mode, 8)
  }

  const textOf = ({ args }: LoggedCall, index: number): string => args[index]!.text.toString()
  const bytesOf = ({ args, result }: LoggedCall): Buffer => args[1]!.text.subarray(0, result)
  type Model = (call: LoggedCall, place: string, other: string) => void
  const models: Readonly<Record<string, Model>> = {
    openat: open,
    write: (call, place) => append(call.args[0]!.descriptor, place, bytesOf(call)),
    pwrite64: (call, place) => put(place, bytesOf(call), Number(textOf(call, 3))),
    copy_file_range: ({ args, result }, place, other) =>
      append(args[2]!.descriptor, other, fileAt(place).now.subarray(0, result)),
    ftruncate: (call, place) => truncate(place, Number(textOf(call, 1))),
    mkdir: (_, place) => name([place, { kind: 'folder', safe: new Map(), pending: [] }]),
    symlink: (call, place) => name([place, { kind: 'link', target: textOf(call, 0) }]),
    link: (_, place, other) => name([other, nodeAt(disk.root, place)]),
    rename: (_, place, other) => rename(place, other),
    unlink: (_, place) => remove(place),
    unlinkat: (_, place) => remove(place),
    rmdir: (_, place) => remove(place),
    chmod: (call, place) => changeMode(place, textOf(call, 1)),
    fchmod: (call, place) => changeMode(place, textOf(call, 1)),
    fsync: (_, place) => sync(disk, place),
    fdatasync: (_, place) => sync(disk, place),
    syncfs: () => syncAll(disk),
  }
  return (call) => {
    const [place, other = ''] = placesIn(call)
    if (place === undefined || isSharedMemory(place)) return
    const model = models[call.name]
    // Better no answer than one that leaves something out.
    if (model === undefined) throw new Error(`no model of ${call.name} on ${place}`)
    model(call, place, other)
  }
}

/** fsync(2): its own bytes or names, and the way that leads to it. */
function sync(disk: Disk, place: string): void {
  const owner = databaseOf(place)
  const files = owner === null ? undefined : disk.databases.get(owner)
  if (files !== undefined) {
    files.safe = new Map(files.now)
    return
  }
  const node = nodeAt(disk.root, place)
  if (node?.kind === 'file') node.safe = node.now
  if (node?.kind === 'folder') settle(disk, node, Infinity)
  syncWay(disk, place)
}

function syncWay(disk: Disk, place: string): void {
  const names = place.split('/')
  for (const [depth, name] of names.entries()) {
    const folder = nodeAt(disk.root, names.slice(0, depth).join('/'))
    if (folder?.kind !== 'folder') return
    const made = folder.pending.findLast((change) => change.names.some(([one]) => one === name))
    if (made !== undefined) settle(disk, folder, made.order)
  }
}

/** Names of a folder up to a moment; a rename into or out of another folder is safe in both. */
function settle(disk: Disk, folder: FolderNode, upTo: number): void {
  const now = folder.pending.filter(({ order }) => order <= upTo)
  const orders = new Set(now.map(({ order }) => order))
  for (const one of [folder, ...foldersBelow(disk.root)]) {
    const last = one.pending.findLast(({ order }) => orders.has(order))
    if (last === undefined) continue
    const isDone = ({ order }: { readonly order: number }) => order <= last.order
    one.safe = namesOf(one, isDone)
    one.pending = one.pending.filter((change) => !isDone(change))
  }
}

function syncAll(disk: Disk): void {
  for (const folder of foldersBelow(disk.root)) {
    folder.safe = namesOf(folder)
    folder.pending = []
    for (const node of folder.safe.values()) if (node.kind === 'file') node.safe = node.now
  }
  for (const files of disk.databases.values()) files.safe = new Map(files.now)
}
