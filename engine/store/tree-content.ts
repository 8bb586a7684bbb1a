import path from 'node:path'
import { isConfiguration } from '../model/configuration.ts'
import { EngineError } from '../model/failure.ts'
import type { FileEntry } from '../model/manifest.ts'
import type { Layout } from './layout.ts'

/** What stands at one path of a profile tree. */
export type TreeEntry =
  | {
      readonly type: 'file'
      /** The store file that a hard link shares. */
      readonly source: string
      readonly sha256: string
      readonly size: number
      readonly mode: number
      readonly owner: string
    }
  | {
      readonly type: 'symlink'
      readonly target: string
      readonly owner: string
      /** Of a configuration file: its default. The link leads to the one copy that a person may edit. */
      readonly configuration?: { readonly source: string; readonly sha256: string; readonly mode: number }
    }
  /** Directories are shared; `owner` is the first that brought this one. */
  | { readonly type: 'directory'; readonly owner: string }

export type TreeContent = ReadonlyMap<string, TreeEntry>

/** What brings files into a tree: a release, or the output of a trigger. */
export interface TreeSource {
  readonly name: string
  /** Folder below store/. */
  readonly directory: string
  readonly files: readonly FileEntry[]
  /** Names of packages whose paths it may take over; null for those of all. */
  readonly replaces: ReadonlySet<string> | null
}

/**
 * The merged tree of `sources`, in their order. Directories are shared; everything else has one owner, and two that
 * bring one path are `plan/file-conflict`, unless one says it replaces the other.
 */
export function mergeTrees(layout: Layout, sources: readonly TreeSource[]): TreeContent {
  const content = new Map<string, TreeEntry>()
  const byName = new Map(sources.map((source) => [source.name, source]))
  for (const source of sources) {
    const folder = path.join(layout.store, source.directory)
    for (const file of source.files) {
      addParents(content, file.path, source.name)
      const entry = entryOf(source.name, folder, file)
      const before = content.get(file.path)
      if (before !== undefined && !mayTakeOver(before, entry, byName, file.path)) continue
      content.set(file.path, entry)
    }
  }
  return content
}

function entryOf(name: string, folder: string, file: FileEntry): TreeEntry {
  if (file.type === 'directory') return { type: 'directory', owner: name }
  if (file.type === 'symlink') return { type: 'symlink', target: file.target, owner: name }
  const { sha256, size, mode } = file
  // Paths of a manifest are in their shortest form: joining them properly would take a third of the time here.
  const source = `${folder}${path.sep}${file.path}`
  if (!isConfiguration(file)) return { type: 'file', source, sha256, size, mode, owner: name }
  const configuration = { source, sha256, mode }
  return { type: 'symlink', target: configurationLink(file.path), owner: name, configuration }
}

/** From `profile/trees/X/etc/…` to `config/etc/…`; a link that is relative survives moving the data directory. */
function configurationLink(file: string): string {
  const up = file.split('/').length - 1 + 'profile/trees/X'.split('/').length
  return `${'../'.repeat(up)}config/${file}`
}

function addParents(content: Map<string, TreeEntry>, file: string, owner: string): void {
  for (let parent = path.posix.dirname(file); parent !== '.'; parent = path.posix.dirname(parent)) {
    const before = content.get(parent)
    if (before?.type === 'directory') return
    if (before !== undefined) {
      throw new EngineError('plan/file-conflict', { path: parent, owners: [before.owner, owner] })
    }
    content.set(parent, { type: 'directory', owner })
  }
}

/** True where `after` takes the path, false where `before` keeps it. */
function mayTakeOver(
  before: TreeEntry,
  after: TreeEntry,
  sources: ReadonlyMap<string, TreeSource>,
  file: string,
): boolean {
  if (before.type === 'directory' && after.type === 'directory') return false
  // A directory holds what others brought: nothing can take its place, nor it that of a file.
  if (before.type !== 'directory' && after.type !== 'directory') {
    if (mayReplace(sources.get(after.owner), before.owner)) return true
    if (mayReplace(sources.get(before.owner), after.owner)) return false
  }
  throw new EngineError('plan/file-conflict', { path: file, owners: [before.owner, after.owner] })
}

function mayReplace(source: TreeSource | undefined, name: string): boolean {
  return source !== undefined && (source.replaces === null || source.replaces.has(name))
}

/** Whether going from one to the other leaves the path as it is. */
export function isSameEntry(before: TreeEntry, after: TreeEntry): boolean {
  if (before.type === 'file' && after.type === 'file')
    return before.sha256 === after.sha256 && before.mode === after.mode
  if (before.type === 'symlink' && after.type === 'symlink') return before.target === after.target
  return before.type === after.type
}
