/** System calls after which something on the disk may be another than before, or be there for good. */
export const writingCalls = [
  'openat',
  'write',
  'pwrite64',
  'writev',
  'pwritev',
  'rename',
  'renameat',
  'renameat2',
  'link',
  'linkat',
  'unlink',
  'unlinkat',
  'symlink',
  'symlinkat',
  'mkdir',
  'mkdirat',
  'rmdir',
  'truncate',
  'ftruncate',
  'fallocate',
  'chmod',
  'fchmod',
  'copy_file_range',
  'sendfile',
  'fsync',
  'fdatasync',
  'sync',
  'syncfs',
] as const

export interface TracedCall {
  readonly thread: string
  readonly name: string
  /** What it is about, below the data directory: relative, '' for the directory itself. */
  readonly paths: readonly string[]
  /** False of a file that is only read. */
  readonly writes: boolean
}

/** What a run did below `data`, in its order, out of a log of `strace -f -y -s 0`. */
export function readTrace(log: string, data: string): TracedCall[] {
  return log.split('\n').flatMap((line): TracedCall[] => {
    const [, thread, name, rest] = /^(\d+) +(\w+)\((.*)$/.exec(line) ?? []
    if (thread === undefined || name === undefined || rest === undefined) return []
    const paths = pathsIn(rest, data)
    if (paths.length === 0) return []
    return [{ thread, name, paths, writes: name !== 'openat' || /O_CREAT|O_TRUNC/.test(rest) }]
  })
}

function pathsIn(text: string, data: string): string[] {
  // What it answered is no argument.
  const given = text.replace(/\) += .*$/, '')
  const all = [...given.matchAll(/"([^"]*)"|<([^>]*)>/g)].map(([, quoted, opened]) => quoted ?? opened!)
  const own = all.flatMap((place) => {
    if (place === data) return ['']
    return place.startsWith(`${data}/`) ? [place.slice(data.length + 1)] : []
  })
  return [...new Set(own)]
}

/** One moment of a run: the `nth` time that a thread calls `name` on `path`. */
export interface Point {
  readonly name: string
  readonly path: string
  readonly nth: number
}

/** Every moment at which a run writes. Counted by path, as strace counts: then threads do not get into each other's way. */
export function pointsOf(calls: readonly TracedCall[]): Point[] {
  const counts = new Map<string, number>()
  const points = new Map<string, Point>()
  const passed = new Set<string>()
  for (const { thread, name, paths, writes } of calls) {
    for (const [index, place] of paths.entries()) {
      const key = `${thread} ${name} ${place}`
      const nth = (counts.get(key) ?? 0) + 1
      counts.set(key, nth)
      const moment = `${name} ${place} ${nth}`
      // Another thread came there first: that is the one who is met.
      if (index === 0 && writes && !passed.has(moment)) points.set(moment, { name, path: place, nth })
      passed.add(moment)
    }
  }
  return [...points.values()]
}
