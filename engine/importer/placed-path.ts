/** Where members of a tree made for `/` go: everything that programs look for lies below `usr/` and `etc/`. */
import { pathProblem, textProblem } from '../archive/member-path.ts'
import { ArchiveProblem } from '../archive/problem.ts'

/** Folders that are links into /usr on a merged system. */
const merged = /^(?:bin|sbin|lib|lib32|lib64|libx32)(?=\/|$)/
const kept = /^(?:usr|etc)(?:\/|$)/

/** `./bin/ls` → `bin/ls`; '' for the root itself. Throws where it is no path inside a tree. */
export function memberPath(written: string): string {
  const path = written.replace(/^\.\//, '').replace(/\/$/, '')
  if (path === '' || path === '.') return ''
  const problem = pathProblem(path)
  if (problem !== null) throw new ArchiveProblem(problem)
  return path
}

/** A unit of systemd whose name escapes a character (`a\x2db.slice`): no unit comes in, and no other name may have that sign. */
export function isEscapedUnit(written: string): boolean {
  return /^(?:\.\/)?(?:usr\/)?lib\/systemd\/(?:[\w@.:-]+\/)+(?:[\w@.:-]|\\x[0-9a-f]{2})+\/?$/.test(written)
}

/** `bin/ls` → `usr/bin/ls`; null for what lies neither below usr/ nor etc/ then. */
export function placedPath(path: string): string | null {
  const place = path.replace(merged, 'usr/$&')
  return kept.test(place) ? place : null
}

/**
 * A link's target from where the link lies now, in its shortest form. It is followed as text: on a machine with other
 * links on the way it would have led elsewhere, which no package can rely on.
 */
export function placedTarget(path: string, target: string): string {
  const problem = target === '' ? 'link to nothing' : textProblem(target)
  if (problem !== null) throw new ArchiveProblem(problem)
  const from = target.startsWith('/') ? [] : path.split('/').slice(0, -1)
  const names = [...from]
  for (const name of target.split('/')) {
    // Above the root there is the root again.
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  const goal = names.join('/').replace(merged, 'usr/$&')
  return relativeTo(placedPath(path) ?? path, goal)
}

function relativeTo(path: string, goal: string): string {
  const from = path.split('/').slice(0, -1)
  const to = goal === '' ? [] : goal.split('/')
  let same = 0
  while (same < from.length && same < to.length && from[same] === to[same]) same += 1
  const steps = [...from.slice(same).map(() => '..'), ...to.slice(same)]
  return steps.length === 0 ? '.' : steps.join('/')
}
