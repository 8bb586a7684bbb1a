import { lstat, readFile } from 'node:fs/promises'
import path from 'node:path'

/** A regular file of an unpacked package: its path from the top, and its length in bytes. */
export interface TreeFile {
  readonly path: string
  readonly size: number
}

/** A package unpacked into a folder. Only what `files` names is looked at. */
export interface UnpackedTree {
  /** Absolute. */
  readonly folder: string
  readonly files: readonly TreeFile[]
  readonly links?: readonly TreeLink[]
  /** Where an icon is looked for that it has not itself. */
  readonly beside?: readonly UnpackedTree[]
}

/** A symbolic link: where it lies, and where it leads from there. */
export interface TreeLink {
  readonly path: string
  readonly target: string
}

/** The file that a link leads to inside the tree, also by way of others; null where it leads out, or to none. */
export function followLink({ files, links = [] }: UnpackedTree, link: TreeLink): TreeFile | null {
  let at = link
  for (let steps = 0; steps < mostLinks; steps += 1) {
    const place = path.posix.join(path.posix.dirname(at.path), at.target)
    const file = files.find((one) => one.path === place)
    if (file !== undefined) return file
    const next = links.find((one) => one.path === place)
    if (next === undefined) return null
    at = next
  }
  return null
}

/** As many as a system follows before it gives up. */
const mostLinks = 40

/** What the package itself says, where the app says nothing. */
export interface ControlFacts {
  readonly name: string
  /** The `Description` field of a control file as it stands, all of its lines. */
  readonly description: string
  readonly homepage?: string
}

/** Null where it is longer than `most` bytes, or no regular file after all: then nothing is read. */
export async function readTreeFile(tree: UnpackedTree, file: TreeFile, most: number): Promise<Buffer | null> {
  if (file.size > most) return null
  const place = path.join(tree.folder, file.path)
  const found = await lstat(place)
  return found.isFile() && found.size <= most ? readFile(place) : null
}
