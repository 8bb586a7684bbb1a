import { type Dirent, lstatSync, readlinkSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { maximumDepth } from '../archive/limits.ts'
import { hashFile } from '../read-pieces.ts'
import { byCodePoint } from '../base/canonical-json.ts'
import type { FileEntry } from '../model/manifest.ts'
import { onDisk } from '../system-errors.ts'
import { isExcluded, parsePattern, type Pattern } from './glob.ts'
import type { ReadRecipe } from './recipe.ts'
import { complaint } from './yaml-document.ts'

/** Files in one turn of the event loop. */
const turnFiles = 64

/** Never part of a package, whatever the recipe says. */
const always = ['.git', '.DS_Store']

/** A folder that packages are made of. */
export interface SourceTree {
  readonly folder: string
  /** SHA-256 by member, as far as whoever wrote the tree knows. Packing compares, whoever says so. */
  readonly hashes: ReadonlyMap<string, string>
}

/** The entries of a package: what `files` selects of the tree without what `exclude_patterns` leaves out. */
export async function selectFiles(
  { folder: tree, hashes }: SourceTree,
  { recipe, document }: ReadRecipe,
  signal: AbortSignal,
): Promise<readonly FileEntry[]> {
  const excluded = [...always, ...recipe.exclude_patterns].map(parsePattern)
  const found = await walk(tree, '', excluded)
  const selected = recipe.files === undefined ? found : select(found, recipe.files, { recipe, document })
  const odd = selected.find((entry) => !entry.isFile() && !entry.isDirectory() && !entry.isSymbolicLink())
  if (odd !== undefined) {
    const shown = memberOf(tree, odd)
    throw complaint(document, ['files'], `${shown} is a device, pipe or socket`, 'files, folders and links')
  }
  const unreadable = selected.find(isUnreadable)
  if (unreadable !== undefined) {
    const shown = memberOf(tree, unreadable)
    throw complaint(document, ['files'], `name is not UTF-8: ${shown}`, 'names that every system can hold')
  }
  const entries: FileEntry[] = []
  for (const [index, entry] of selected.entries()) {
    if (index % turnFiles === 0) await breathe()
    signal.throwIfAborted()
    entries.push(await describe(tree, entry, hashes))
  }
  return withParents(entries)
}

async function walk(tree: string, below: string, excluded: readonly Pattern[]): Promise<Dirent[]> {
  const folder = path.join(tree, below)
  const entries = await onDisk(folder, async () => readdir(folder, { withFileTypes: true }))
  const kept = entries.filter((entry) => !isExcluded(excluded, memberOf(tree, entry), entry.isDirectory()))
  const deeper = await Promise.all(
    kept.map(async (entry) => (isOpened(tree, entry) ? walk(tree, memberOf(tree, entry), excluded) : [])),
  )
  return [...kept, ...deeper.flat()]
}

/** What lies deeper than a package may have is not looked at: its folder is refused already. */
function isOpened(tree: string, entry: Dirent): boolean {
  return (
    entry.isDirectory() && !isUnreadable(entry) && memberOf(tree, entry).split('/').length <= maximumDepth
  )
}

/** Node puts this sign where the bytes of a name are no UTF-8, and finds no file by such a name. */
function isUnreadable({ name }: Dirent): boolean {
  return name.includes('\uFFFD')
}

/** A folder that is named but absent selects nothing: a recipe may name more than one release brings. */
function select(found: readonly Dirent[], patterns: readonly string[], read: ReadRecipe): readonly Dirent[] {
  const tree = path.join(path.dirname(read.document.file), 'src')
  const selected = new Set<Dirent>()
  for (const [index, text] of patterns.entries()) {
    const matching = found.filter((entry) => isSelected(memberOf(tree, entry), text))
    if (matching.length === 0 && !text.endsWith('/')) {
      throw complaint(read.document, ['files', index], `selects nothing: ${text}`, 'a path below src/')
    }
    for (const entry of matching) selected.add(entry)
  }
  if (selected.size > 0) return [...selected]
  throw complaint(read.document, ['files'], 'selects nothing at all', 'paths below src/, such as bin/')
}

/** True for what the pattern names and everything below it. */
function isSelected(member: string, pattern: string): boolean {
  const { matches } = parsePattern(`/${pattern.replace(/\/+$/, '')}`)
  const names = member.split('/')
  return names.some((_name, index) => matches(names.slice(0, index + 1).join('/'), true))
}

async function describe(tree: string, entry: Dirent, hashes: SourceTree['hashes']): Promise<FileEntry> {
  const member = memberOf(tree, entry)
  const place = path.join(tree, member)
  return onDisk(place, async () => {
    if (entry.isDirectory()) return { type: 'directory', path: member }
    if (entry.isSymbolicLink()) return { type: 'symlink', path: member, target: readlinkSync(place) }
    const { mode, size } = lstatSync(place)
    const isExecutable = (mode & 0o111) !== 0
    return {
      type: 'file',
      path: member,
      mode: isExecutable ? 0o755 : 0o644,
      size,
      sha256: hashes.get(member) ?? (await hashFile(place)),
    }
  })
}

function withParents(entries: readonly FileEntry[]): readonly FileEntry[] {
  const all = new Map(entries.map((entry) => [entry.path, entry]))
  for (const { path: member } of entries) {
    for (let at = member.lastIndexOf('/'); at !== -1; at = member.lastIndexOf('/', at - 1)) {
      const parent = member.slice(0, at)
      if (!all.has(parent)) all.set(parent, { type: 'directory', path: parent })
    }
  }
  return [...all.values()].sort((a, b) => byCodePoint(a.path, b.path))
}

function memberOf(tree: string, entry: Dirent): string {
  return path.relative(tree, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')
}
