import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Layout } from './layout.ts'

/** What stands at one path of a profile tree. `source` is the store file that a hard link shares. */
export type TreeEntry =
  | { readonly type: 'file'; readonly source: string; readonly digest: string; readonly owner: string }
  | { readonly type: 'symlink'; readonly target: string; readonly owner: string }
  /** Directories are shared; `owner` is the first package that brought this one. */
  | { readonly type: 'directory'; readonly owner: string }

export type TreeContent = ReadonlyMap<string, TreeEntry>

/**
 * The merged tree of `releases`. Directories are shared; everything else has one owner, and two packages that
 * bring one path are `plan/file-conflict`, unless one says it replaces the other.
 */
export function mergeTrees(
  layout: Layout,
  releases: readonly { readonly release: InstalledRelease; readonly manifest: Manifest }[],
): TreeContent {
  const content = new Map<string, TreeEntry>()
  const replaces = new Map(
    releases.map(({ manifest }) => [manifest.name, new Set(manifest.replaces.map(nameOf))]),
  )
  for (const { release, manifest } of releases) {
    for (const file of manifest.files) {
      addParents(content, file.path, manifest.name)
      const entry = entryOf(layout, release, file)
      const before = content.get(file.path)
      if (before !== undefined && !mayTakeOver(before, entry, replaces, file.path)) continue
      content.set(file.path, entry)
    }
  }
  return content
}

function entryOf(layout: Layout, release: InstalledRelease, file: Manifest['files'][number]): TreeEntry {
  switch (file.type) {
    case 'directory':
      return { type: 'directory', owner: release.name }
    case 'symlink':
      return { type: 'symlink', target: file.target, owner: release.name }
    case 'file':
      return {
        type: 'file',
        source: path.join(layout.store, release.directory, file.path),
        digest: `${file.sha256} ${file.mode}`,
        owner: release.name,
      }
  }
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
  replaces: ReadonlyMap<string, ReadonlySet<string>>,
  file: string,
): boolean {
  if (before.type === 'directory' && after.type === 'directory') return false
  const [first, second] = [before.owner, after.owner]
  // A directory holds what others brought: nothing can take its place, nor it that of a file.
  const isFile = before.type !== 'directory' && after.type !== 'directory'
  if (isFile && replaces.get(second)?.has(first) === true) return true
  if (isFile && replaces.get(first)?.has(second) === true) return false
  throw new EngineError('plan/file-conflict', { path: file, owners: [first, second] })
}

function nameOf(relation: string): string {
  return /^[^\s(<>=!~^|,]+/.exec(relation)?.[0] ?? relation
}
