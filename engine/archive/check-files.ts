import { byCodePoint } from '../base/canonical-json.ts'
import type { FileEntry, Manifest } from '../model/manifest.ts'
import { maximumDepth, maximumLinkHops } from './limits.ts'
import { collisionKey, pathProblem, textProblem } from './member-path.ts'

type Entries = ReadonlyMap<string, FileEntry>

/**
 * Why the file list of a manifest may not be unpacked, or null where it may. Holds for every accepted list:
 * sorted by code point and so free of doubles, every parent listed as a directory, no two paths that are one
 * on some file system, every link ends inside at a member.
 */
export function fileListProblem(manifest: Pick<Manifest, 'files' | 'installed_size'>): string | null {
  const entries = new Map<string, FileEntry>()
  const keys = new Map<string, string>()
  let total = 0
  let previous = ''
  for (const entry of manifest.files) {
    const problem = placeProblem(entry.path, previous, entries, keys)
    if (problem !== null) return problem
    previous = entry.path
    entries.set(entry.path, entry)
    if (entry.type === 'file') total += entry.size
  }
  if (total !== manifest.installed_size) return `installed_size is not the sum of the files: ${total}`
  return linksProblem(entries)
}

function placeProblem(
  path: string,
  previous: string,
  entries: Entries,
  keys: Map<string, string>,
): string | null {
  const problem = pathProblem(path)
  if (problem !== null) return problem
  if (entries.has(path)) return `listed twice: ${path}`
  if (previous !== '' && byCodePoint(previous, path) > 0) return `not in order: ${path}`
  const slash = path.lastIndexOf('/')
  const parent = slash === -1 ? null : path.slice(0, slash)
  if (parent !== null && entries.get(parent)?.type !== 'directory') return `parent is no directory: ${path}`
  const key = collisionKey(path)
  const other = keys.get(key)
  if (other !== undefined) return `same name on some systems: ${other} and ${path}`
  keys.set(key, path)
  return null
}

function linksProblem(entries: Entries): string | null {
  for (const entry of entries.values()) {
    const problem = entry.type === 'symlink' ? linkProblem(entry.path, entry.target, entries) : null
    if (problem !== null) return problem
  }
  return null
}

/** Walks a link as the kernel would, over the listed entries only. */
function linkProblem(path: string, target: string, entries: Entries): string | null {
  const shown = `${path} -> ${target}`
  if (target === '' || target.startsWith('/')) return `link leaves the package: ${shown}`
  if (textProblem(target) !== null) return `link target: ${textProblem(target)}`
  const place = path.split('/').slice(0, -1)
  const ahead = target.split('/')
  let hops = 0
  for (let name = ahead.shift(); name !== undefined; name = ahead.shift()) {
    if (name === '' || name === '.') continue
    if (name === '..') {
      if (place.pop() === undefined) return `link leaves the package: ${shown}`
      continue
    }
    const found = entries.get([...place, name].join('/'))
    if (found === undefined) return `link to nothing in the package: ${shown}`
    if (found.type === 'symlink') {
      hops += 1
      if (hops > maximumLinkHops || found.target.startsWith('/')) return `link without end: ${shown}`
      ahead.unshift(...found.target.split('/'))
      if (ahead.length > maximumDepth * maximumLinkHops) return `link without end: ${shown}`
      continue
    }
    if (found.type === 'file' && ahead.length > 0) return `link through a file: ${shown}`
    place.push(name)
  }
  return place.length === 0 ? `link to the whole package: ${shown}` : null
}
