import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  type Disk,
  type FileNode,
  foldersBelow,
  type FolderNode,
  type NameChange,
  namesOf,
  type Node,
} from './disk-model.ts'

/** What a disk holds after the power went, as far as it was decided what is lost. */
export interface Image {
  readonly title: string
  readonly root: ImageFolder
  readonly databases: ReadonlyMap<string, Buffer>
  /** Equal for equal images. */
  readonly digest: string
}

type ImageFolder = ReadonlyMap<string, ImageNode>
type ImageNode =
  | { readonly kind: 'file'; readonly file: FileNode; readonly bytes: Buffer; readonly mode: number }
  | { readonly kind: 'folder'; readonly names: ImageFolder }
  | { readonly kind: 'link'; readonly target: string }

/** What is lost. */
interface Cut {
  readonly title: string
  readonly keeps: (change: NameChange, folder: FolderNode) => boolean
  readonly keepsBytes: boolean
  readonly keepsDatabases: boolean
}

/** The worst that a power cut may leave at this moment. */
export function imagesOf(disk: Disk): Image[] {
  const folders = [...foldersBelow(disk.root)].filter(({ pending }) => pending.length > 0)
  const orders = [...new Set(folders.flatMap(({ pending }) => pending.map(({ order }) => order)))]
  const middle = orders.toSorted((a, b) => a - b)[Math.floor(orders.length / 2)] ?? 0
  const bytesLost = (title: string, keeps: Cut['keeps']): Cut[] =>
    [true, false].map((keepsDatabases) => ({ title, keeps, keepsBytes: false, keepsDatabases }))
  const cuts: Cut[] = [
    { title: 'nothing is lost', keeps: () => true, keepsBytes: true, keepsDatabases: true },
    ...bytesLost('what was not synced is lost', () => false),
    ...bytesLost('bytes are lost, names are not', () => true),
    ...bytesLost('the younger half of the names is lost', ({ order }) => order <= middle),
    ...folders.flatMap((one, index) => [
      ...bytesLost(`names of folder ${index} alone are lost`, (_, folder) => folder !== one),
      ...bytesLost(`all names but those of folder ${index} are lost`, (_, folder) => folder === one),
    ]),
  ]
  const images = new Map<string, Image>()
  for (const cut of cuts) {
    const image = imageOf(disk, cut)
    if (!images.has(image.digest)) images.set(image.digest, image)
  }
  return [...images.values()]
}

function imageOf(disk: Disk, cut: Cut): Image {
  const sum = createHash('sha256')
  const look = (node: Node): ImageNode => {
    if (node.kind === 'link') {
      sum.update(`link ${node.target}\n`)
      return node
    }
    if (node.kind === 'file') {
      const bytes = cut.keepsBytes ? node.now : node.safe
      sum.update(`file ${node.mode} ${bytes.length}\n`).update(bytes)
      return { kind: 'file', file: node, bytes, mode: node.mode }
    }
    return { kind: 'folder', names: namesIn(node) }
  }
  const namesIn = (folder: FolderNode): ImageFolder => {
    const names = [...namesOf(folder, cut.keeps)].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const seen = names.map(([name, node]) => {
      sum.update(`name ${name}\n`)
      return [name, look(node)] as const
    })
    sum.update('end\n')
    return new Map(seen)
  }
  const root = namesIn(disk.root)
  const databases = new Map(
    [...disk.databases.values()].flatMap((one) => [...(cut.keepsDatabases ? one.now : one.safe)]),
  )
  for (const [name, bytes] of databases) sum.update(`database ${name}\n`).update(bytes)
  return { title: cut.title, root, databases, digest: sum.digest('hex') }
}

/** Makes a data directory of it. */
export function writeImage({ root, databases }: Image, folder: string): void {
  const written = new Map<FileNode, string>()
  const write = (names: ImageFolder, place: string): void => {
    mkdirSync(place)
    for (const [name, node] of names) {
      const file = path.join(place, name)
      if (node.kind === 'folder') write(node.names, file)
      else if (node.kind === 'link') symlinkSync(node.target, file)
      else {
        const other = written.get(node.file)
        if (other !== undefined) linkSync(other, file)
        else writeFileSync(file, node.bytes, { mode: node.mode })
        written.set(node.file, file)
      }
    }
  }
  write(root, folder)
  for (const [name, bytes] of databases) writeFileSync(path.join(folder, name), bytes)
}
