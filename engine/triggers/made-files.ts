import path from 'node:path'
import { byCodePoint } from '../base/canonical-json.ts'
import type { Alternative, ConfigurationCopy, Manifest } from '../model/manifest.ts'
import type { TreeContent } from '../store/tree-content.ts'
import { fileAt, type TreeFile } from './tree-member.ts'

/** What needs no tool: a link, or a copy of a file that the tree has. */
export type Made =
  | { readonly type: 'symlink'; readonly path: string; readonly target: string }
  | { readonly type: 'file'; readonly path: string; readonly file: TreeFile }

type Wish = Pick<Manifest, 'name' | 'alternatives' | 'conf_copies'>

/**
 * For each name that several packages would have, a link to the one with the highest priority that the tree has;
 * among equals the package that comes first by name. Its slaves (manual pages, companions) come along. A path that
 * a package brought itself stays that package's.
 */
export function alternativeLinks(manifests: readonly Wish[], content: TreeContent): Made[] {
  const offers = manifests.flatMap(({ name, alternatives = [] }) =>
    alternatives.map((alternative) => ({ owner: name, alternative })),
  )
  const present = offers.filter(({ alternative }) => isThere(content, alternative.path))
  const sorted = present.toSorted(
    (a, b) => b.alternative.priority - a.alternative.priority || byCodePoint(a.owner, b.owner),
  )
  const winners = new Map<string, Alternative>()
  for (const { alternative } of sorted) {
    if (!winners.has(alternative.name)) winners.set(alternative.name, alternative)
  }
  const links = [...winners.values()].flatMap(({ link, path: target, slaves = [] }) => [
    { link, target },
    ...slaves
      .filter((slave) => isThere(content, slave.path))
      .map((slave) => ({ ...slave, target: slave.path })),
  ])
  const made = links.map(({ link, target }) => ({
    ...{ type: 'symlink' as const, path: link },
    target: path.posix.relative(path.posix.dirname(link), target),
  }))
  return placeable(made, content)
}

function isThere(content: TreeContent, member: string): boolean {
  return content.get(member)?.type === 'directory' || fileAt(content, member) !== null
}

/** Configuration that a package brings as a pattern elsewhere, where programs look for it. */
export function configurationCopies(manifests: readonly Wish[], content: TreeContent): Made[] {
  const copies = manifests
    .toSorted((a, b) => byCodePoint(a.name, b.name))
    .flatMap(({ conf_copies: wanted = [] }): readonly ConfigurationCopy[] => wanted)
  const made = copies.flatMap(({ from, to }) => {
    const file = fileAt(content, from)
    return file === null ? [] : [{ type: 'file' as const, path: to, file }]
  })
  return placeable(made, content)
}

/** Sorted, each path once, and only where nothing stands and every parent is a folder or nothing yet. */
function placeable<M extends Made>(made: readonly M[], content: TreeContent): M[] {
  const placed = new Map<string, M>()
  for (const one of made) {
    if (!placed.has(one.path) && isFree(one.path, content, placed)) placed.set(one.path, one)
  }
  return [...placed.values()].toSorted((a, b) => byCodePoint(a.path, b.path))
}

function isFree(member: string, content: TreeContent, placed: ReadonlyMap<string, Made>): boolean {
  if (content.has(member)) return false
  for (let parent = path.posix.dirname(member); parent !== '.'; parent = path.posix.dirname(parent)) {
    const standing = content.get(parent)
    if ((standing !== undefined && standing.type !== 'directory') || placed.has(parent)) return false
  }
  return true
}
