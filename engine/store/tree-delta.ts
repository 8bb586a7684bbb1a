import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs'
import path from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { EngineError } from '../model/failure.ts'
import { systemCode } from '../system-errors.ts'
import { isSameEntry, type TreeContent, type TreeEntry } from './tree-content.ts'

/** Operations between two moments in which others of this process may run: some milliseconds. */
const atOnce = 200

export interface Delta {
  /** What the tree has at the paths that may differ. */
  readonly held: TreeContent
  readonly wanted: TreeContent
  /** Paths of which nobody knows what stands there, because a change was cut off. */
  readonly unknown: ReadonlySet<string>
}

/**
 * Brings a tree that nothing runs from to what is wanted. Calls are synchronous: a change of ten files is over in the
 * time that one answer from Node's thread pool takes. Killed anywhere, the paths of `delta` are unknown.
 */
export async function applyDelta(folder: string, delta: Delta, signal: AbortSignal): Promise<void> {
  const pace = pacer(signal)
  // Deepest first, so that a directory is empty when its turn comes.
  for (const place of goneFrom(delta)) {
    removeEntry(path.join(folder, place), delta.held.get(place)?.type === 'directory')
    await pace()
  }
  for (const [place, entry] of arrivingIn(delta)) {
    placeEntry(path.join(folder, place), entry)
    await pace()
  }
}

/**
 * The same, where files of `owners` in the store may be damaged, and cannot be repaired now: a tree has what there is of
 * them, also where only the tree that runs has it any more.
 */
export function asFarAsThere(delta: Delta, owners: ReadonlySet<string>, running: string): Delta {
  if (owners.size === 0) return delta
  const wanted = [...delta.wanted].flatMap(([place, entry]): [string, TreeEntry][] => {
    if (entry.type !== 'file' || !owners.has(entry.owner)) return [[place, entry]]
    for (const source of [entry.source, path.join(running, place)]) {
      const status = lstatSync(source, { throwIfNoEntry: false })
      if (status?.isFile() === true) return [[place, { ...entry, source, size: status.size }]]
    }
    return []
  })
  return { ...delta, wanted: new Map(wanted) }
}

/** The first of what was placed that is not what it should be; null where all is right. */
export async function firstMisplaced(
  folder: string,
  delta: Delta,
  signal: AbortSignal,
): Promise<string | null> {
  const pace = pacer(signal)
  for (const [place, entry] of arrivingIn(delta)) {
    if (!stands(path.join(folder, place), entry)) return place
    await pace()
  }
  return null
}

/** Whether a folder in which something changes was replaced by a link: what is done there would be done elsewhere. */
export function leadsElsewhere(folder: string, { held, wanted, unknown }: Delta): boolean {
  const folders = new Set<string>()
  for (const place of [...held.keys(), ...wanted.keys(), ...unknown]) {
    for (let above = path.dirname(place); above !== '.' && !folders.has(above); above = path.dirname(above))
      folders.add(above)
  }
  return [...folders].some(
    (above) =>
      held.get(above)?.type !== 'symlink' &&
      lstatSync(path.join(folder, above), { throwIfNoEntry: false })?.isSymbolicLink() === true,
  )
}

function goneFrom({ held, wanted, unknown }: Delta): string[] {
  const gone = [...held].flatMap(([place, entry]) => (entry.type === wanted.get(place)?.type ? [] : [place]))
  return [...new Set([...gone, ...unknown])].sort((a, b) => (a < b ? 1 : -1))
}

function arrivingIn({ held, wanted, unknown }: Delta): (readonly [string, TreeEntry])[] {
  return [...wanted]
    .filter(([place, entry]) => {
      const before = unknown.has(place) ? undefined : held.get(place)
      return before === undefined || !isSameEntry(before, entry)
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function removeEntry(file: string, isDirectory: boolean): void {
  // A program may have left something of its own in a directory; that is not ours to delete.
  if (isDirectory) return ignoring(() => rmdirSync(file), ['ENOENT', 'ENOTEMPTY', 'ENOTDIR'])
  try {
    unlinkSync(file)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EISDIR' || code === 'EPERM') return ignoring(() => rmdirSync(file), ['ENOTEMPTY'])
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error
  }
}

/** Nothing runs from this tree, so what stands there may be taken away first. */
function placeEntry(file: string, entry: TreeEntry): void {
  if (entry.type === 'directory') return placeDirectory(file)
  try {
    makeEntry(file, entry)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
    // Somebody's own directory may stand where a file belongs.
    rmSync(file, { recursive: true, force: true })
    makeEntry(file, entry)
  }
}

function placeDirectory(file: string): void {
  try {
    mkdirSync(file, { mode: 0o755 })
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
    if (lstatSync(file).isDirectory()) return
    unlinkSync(file)
    mkdirSync(file, { mode: 0o755 })
  }
}

function makeEntry(file: string, entry: Exclude<TreeEntry, { type: 'directory' }>): void {
  if (entry.type === 'symlink') return symlinkSync(entry.target, file)
  try {
    linkSync(entry.source, file)
  } catch (error) {
    // Somebody took it away, so that nothing can be changed any more: verify --fix brings it again.
    if (systemCode(error) === 'ENOENT' && !existsSync(entry.source))
      throw new EngineError('state/damaged', { file: entry.source, detail: 'missing' }, { cause: error })
    // Another file system, one without hard links, or too many of them.
    if (!['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP'].includes(systemCode(error) ?? '')) throw error
    copyFileSync(entry.source, file, 1)
  }
}

/** A link shares the file whose bytes were hashed while it was written; a copy has at least as many of them. */
function stands(file: string, entry: TreeEntry): boolean {
  const status = lstatSync(file, { throwIfNoEntry: false })
  if (status === undefined) return false
  switch (entry.type) {
    case 'directory':
      return status.isDirectory()
    case 'symlink':
      return status.isSymbolicLink() && readlinkSync(file) === entry.target
    case 'file':
      return status.isFile() && status.size === entry.size
  }
}

function pacer(signal: AbortSignal): () => Promise<void> | undefined {
  let count = 0
  return () => {
    count += 1
    if (count % atOnce !== 0) return undefined
    signal.throwIfAborted()
    return breathe()
  }
}

function ignoring(work: () => void, codes: readonly string[]): void {
  try {
    work()
  } catch (error) {
    if (!codes.includes(systemCode(error) ?? '')) throw error
  }
}
