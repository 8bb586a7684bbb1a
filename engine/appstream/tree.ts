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
}

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
