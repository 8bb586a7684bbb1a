import { readFileSync, statSync, type Stats } from 'node:fs'
import { EngineError, type ErrorFacts } from '../model/failure.ts'
import { systemCode } from '../system-errors.ts'

type Problem = ErrorFacts['state/open-place']['problem']

/**
 * Throws `state/open-place` where somebody else could put other programs into a data directory: it has to belong to us or
 * to root, and to be closed to others. One that is not there yet will be ours. Whose the folders above are is not asked,
 * as git does not: who exchanges the whole directory can only put one of their own there, and the next start refuses that.
 */
export function checkDataPlace(data: string): void {
  const user = process.geteuid?.()
  const stats = statIfThere(data)
  // Where users have no numbers, modes mean nothing; what is no folder is told by whoever opens it.
  if (user === undefined || stats?.isDirectory() !== true) return
  const trusted = new Set([0, user, ...unmappedUsers()])
  const problem = problemOf(stats, trusted)
  if (problem !== null) throw new EngineError('state/open-place', { path: data, problem })
}

const [writableByAll, writableByGroup] = [0o002, 0o020]

function problemOf({ uid, gid, mode }: Stats, trusted: ReadonlySet<number>): Problem | null {
  if (!trusted.has(uid)) return 'owner'
  if ((mode & writableByAll) !== 0) return 'writable'
  // A group of root, or one that by its number is of its owner alone.
  const isClosed = gid === 0 || gid === uid
  return (mode & writableByGroup) !== 0 && !isClosed ? 'writable' : null
}

/** Of what a link leads to. */
function statIfThere(place: string): Stats | null {
  try {
    return statSync(place)
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
