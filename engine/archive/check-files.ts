import { byCodePoint } from '../base/canonical-json.ts'
import { collisionKey } from '../base/collision-key.ts'
import type { FileEntry, Manifest } from '../model/manifest.ts'
import { maximumLinkHops } from './limits.ts'
import { pathProblem, textProblem } from './member-path.ts'

type Entries = ReadonlyMap<string, FileEntry>

/**
 * Why the file list of a manifest may not be unpacked, or null where it may. Holds for every accepted list:
 * sorted by code point and so free of doubles, every parent listed as a directory, no two paths that are one
 * on some file system, every link ends inside at a member. Only software that was made for a tree shared with other
 * packages (`origin`) may link to what those bring; where that is stays inside the tree.
 */
export function fileListProblem(
  manifest: Pick<Manifest, 'files' | 'installed_size' | 'origin'>,
): string | null {
  const entries = new Map<string, FileEntry>()
  const keys = new Map<string, string>()
  let total = 0
  let previous = ''
  for (const entry of manifest.files) {
    const problem = placeProblem(entry.path, previous, entries)
    if (problem !== null) return problem
    const other = manifest.origin === undefined ? twinOf(entry.path, keys) : null
    if (other !== null) return `same name on some systems: ${other} and ${entry.path}`
    previous = entry.path
    entries.set(entry.path, entry)
    if (entry.type === 'file') total += entry.size
  }
  if (total !== manifest.installed_size) return `installed_size is not the sum of the files: ${total}`
  return linksProblem(entries, manifest.origin !== undefined)
}

function placeProblem(path: string, previous: string, entries: Entries): string | null {
  const problem = pathProblem(path)
  if (problem !== null) return problem
  if (entries.has(path)) return `listed twice: ${path}`
  if (previous !== '' && byCodePoint(previous, path) > 0) return `not in order: ${path}`
  const slash = path.lastIndexOf('/')
  const parent = slash === -1 ? null : path.slice(0, slash)
  if (parent !== null && entries.get(parent)?.type !== 'directory') return `parent is no directory: ${path}`
  return null
}

/** Another path of the package that some file systems take for this one. Imported software was made for Linux alone. */
function twinOf(path: string, keys: Map<string, string>): string | null {
  const key = collisionKey(path)
  const other = keys.get(key) ?? null
  keys.set(key, path)
  return other
}

function linksProblem(entries: Entries, mayLeadToOthers: boolean): string | null {
  for (const entry of entries.values()) {
    const problem = entry.type === 'symlink' ? linkProblem(entry, entries, mayLeadToOthers) : null
    if (problem !== null) return problem
  }
  return null
}

/** Where a link is being followed: the directory it has come to, and the names still ahead. */
interface Walk {
  readonly entries: Entries
  readonly mayLeadToOthers: boolean
  readonly place: string[]
  readonly ahead: string[]
  hops: number
}

/** Walks a link as the kernel would, over the listed entries only. */
function linkProblem(
  { path, target }: Extract<FileEntry, { type: 'symlink' }>,
  entries: Entries,
  mayLeadToOthers: boolean,
): string | null {
  const shown = `${path} -> ${target}`
  if (target === '' || target.startsWith('/')) return `link leaves the package: ${shown}`
  if (textProblem(target) !== null) return `link target: ${textProblem(target)}`
  const place = path.split('/').slice(0, -1)
  const walk: Walk = { entries, mayLeadToOthers, place, ahead: target.split('/'), hops: 0 }
  for (let name = walk.ahead.shift(); name !== undefined; name = walk.ahead.shift()) {
    const problem = stepProblem(walk, name)
    if (problem !== null) return `${problem}: ${shown}`
  }
  return walk.place.length === 0 ? `link to the whole package: ${shown}` : null
}

function stepProblem(walk: Walk, name: string): string | null {
  if (name === '' || name === '.') return null
  if (name === '..') return walk.place.pop() === undefined ? 'link leaves the package' : null
  const found = walk.entries.get([...walk.place, name].join('/'))
  if (found === undefined) return otherProblem(walk, name)
  if (found.type === 'symlink') return followProblem(walk, found.target)
  if (found.type === 'file' && walk.ahead.length > 0) return 'link through a file'
  walk.place.push(name)
  return null
}

/** What another package has there may be a link itself: `..` behind it could lead anywhere, so there is none. */
function otherProblem({ mayLeadToOthers, place, ahead }: Walk, name: string): string | null {
  if (!mayLeadToOthers) return 'link to nothing in the package'
  const rest = ahead.splice(0)
  if (rest.includes('..')) return 'link out of what another package has'
  place.push(name, ...rest)
  return null
}

function followProblem(walk: Walk, target: string): string | null {
  walk.hops += 1
  if (walk.hops > maximumLinkHops) return 'link without end'
  if (target.startsWith('/')) return 'link leaves the package'
  walk.ahead.unshift(...target.split('/'))
  return null
}
