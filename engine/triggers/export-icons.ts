import path from 'node:path'
import type { TreeContent } from '../store/tree-content.ts'
import { fileAt, type TreeFile } from './tree-member.ts'

/** A picture of the tree, and where it goes below `icons/hicolor/`: `48x48/apps`. */
export interface FoundIcon {
  /** Null where only the picture can tell its size. */
  readonly folder: string | null
  readonly extension: string
  /** `-symbolic`, or nothing. */
  readonly suffix: string
  readonly file: TreeFile
}

/** Icons of a merged tree by the name that entries give them. */
export type IconIndex = ReadonlyMap<string, readonly FoundIcon[]>

const picture = String.raw`(?<name>[^/]+?)(?<suffix>(?:-symbolic)?)\.(?<extension>png|svg|xpm)$`
const themed = new RegExp(String.raw`^(?:usr/)?share/icons/hicolor/(?<folder>[^/]+/[^/]+)/${picture}`)
const loose = new RegExp(`^(?:usr/)?share/pixmaps/${picture}`)

export function indexIcons(content: TreeContent): IconIndex {
  const index = new Map<string, FoundIcon[]>()
  for (const member of content.keys()) {
    const groups = (themed.exec(member) ?? loose.exec(member))?.groups
    const file = groups === undefined ? null : fileAt(content, member)
    if (file === null) continue
    // Every name but the folder's is in both patterns, and may be empty.
    const { folder = null, ...named } = { ...groups }
    const text = (group: string) => String(named[group])
    const [name, suffix, extension] = [text('name'), text('suffix'), text('extension')]
    index.set(name, [...(index.get(name) ?? []), { folder, extension, suffix, file }])
  }
  return index
}

/** What `Icon=` means: a name in the theme, with or without an extension, or the path of a file. */
export function findIcons(content: TreeContent, index: IconIndex, icon: string): readonly FoundIcon[] {
  const extension = /\.(png|svg|xpm)$/.exec(icon)?.[1]
  if (icon.startsWith('/')) {
    const member = icon.slice(1)
    const file = fileAt(content, member) ?? fileAt(content, member.replace(/^usr\//, ''))
    return file === null || extension === undefined ? [] : [{ folder: null, extension, suffix: '', file }]
  }
  const found = index.get(icon) ?? index.get(extension === undefined ? icon : path.parse(icon).name) ?? []
  // A picture made for a size is better than one that lies about loosely.
  const themedOnes = found.filter(({ folder }) => folder !== null)
  return themedOnes.length > 0 ? themedOnes : found
}

/** Sizes that the hicolor theme has folders for. */
const sizes = [16, 22, 24, 32, 36, 48, 64, 72, 96, 128, 192, 256, 512]

/** Where a picture without a place of its own belongs; `head` is its first 24 bytes or more. */
export function iconFolder(extension: string, head: Uint8Array): string {
  if (extension === 'svg') return 'scalable/apps'
  const size = extension === 'png' && head.length >= 24 ? Buffer.from(head).readUInt32BE(16) : 48
  const fitting = sizes.findLast((one) => one <= size) ?? 16
  return `${fitting}x${fitting}/apps`
}
