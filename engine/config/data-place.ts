import { lstatSync, readFileSync, realpathSync, type Stats } from 'node:fs'
import path from 'node:path'
import { EngineError, type ErrorFacts } from '../model/failure.ts'
import { systemCode } from '../system-errors.ts'

type Problem = ErrorFacts['state/open-place']['problem']

/**
 * Throws `state/open-place` where somebody else could exchange what lies in a data directory: as sshd does for its keys,
 * every folder on the way has to belong to us or to root, and to be closed to others, unless it is sticky, as /tmp is.
 * Folders that are not there yet will be ours.
 */
export function checkDataPlace(data: string): void {
  const user = process.geteuid?.()
  // Where users have no numbers, modes mean nothing.
  if (user === undefined) return
  const trusted = new Set([0, user, ...unmappedUsers()])
  for (const place of onTheWay(data)) {
    const stats = statIfThere(place)
    const problem = stats === null ? null : problemOf(stats, trusted, place === data)
    if (problem !== null) throw new EngineError('state/open-place', { path: place, problem })
  }
}

/** From the top down: as it is called, and, through links, as it is. */
function onTheWay(data: string): ReadonlySet<string> {
  return new Set([...prefixesOf(data), ...prefixesOf(realPath(data))])
}

function prefixesOf(place: string): string[] {
  const parent = path.dirname(place)
  return parent === place ? [place] : [...prefixesOf(parent), place]
}

/** Of what is there of it. */
function realPath(place: string): string {
  try {
    return realpathSync(place)
  } catch {
    const parent = path.dirname(place)
    return parent === place ? place : path.join(realPath(parent), path.basename(place))
  }
}

const [writableByAll, writableByGroup, sticky] = [0o002, 0o020, 0o1000]

function problemOf(stats: Stats, trusted: ReadonlySet<number>, isData: boolean): Problem | null {
  if (!trusted.has(stats.uid)) return 'owner'
  // Whose link it is decides where it leads; its mode says nothing.
  if (stats.isSymbolicLink()) return null
  // In a sticky folder nobody renames what is ours; but what we have not made yet, others could.
  if ((stats.mode & sticky) !== 0 && !isData) return null
  if ((stats.mode & writableByAll) !== 0) return 'writable'
  // A group of root, or one that by its number is of its owner alone.
  const isClosed = stats.gid === 0 || stats.gid === stats.uid
  return (stats.mode & writableByGroup) !== 0 && !isClosed ? 'writable' : null
}

function statIfThere(place: string): Stats | null {
  try {
    return lstatSync(place)
  } catch (error) {
    // What cannot be looked at is told by whoever opens it.
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP'].includes(systemCode(error) ?? '')) return null
    throw error
  }
}

/**
 * In a container with users of its own, those who are nobody there, the host's root among them, have one number
 * (user_namespaces(7)); elsewhere that is somebody's.
 */
function unmappedUsers(): number[] {
  try {
    const [first, outside, count] = readFileSync('/proc/self/uid_map', 'utf8').trim().split(/\s+/).map(Number)
    const isWhole = first === 0 && outside === 0 && count === 4_294_967_295
    return isWhole ? [] : [Number(readFileSync('/proc/sys/kernel/overflowuid', 'utf8'))]
  } catch {
    // No Linux.
    return []
  }
}
