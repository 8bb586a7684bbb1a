import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { Layout } from './layout.ts'

/**
 * Who runs from which tree, so that none is changed under a program. A launcher that waits for its program leaves a
 * lease: an empty file named by tree, process and when that process began, which tells it from a later one with its
 * number. A program that was started otherwise is found by the file that it executes. `tree` is a path; the lease lasts
 * as long as the process `pid`, or until it is given back.
 */
export function leaseTree(layout: Layout, tree: string, pid: number): () => void {
  const file = path.join(layout.leases, `${path.basename(tree)}.${pid}.${startOf(pid) ?? 0}`)
  try {
    mkdirSync(layout.leases, { recursive: true })
    writeFileSync(file, '')
  } catch {
    // A disk that takes no writes: nobody else can change a tree there either.
    return () => undefined
  }
  return () => rmSync(file, { force: true })
}

/** Trees that something runs from. Leases of processes that ended are removed. */
export function busyTrees(layout: Layout): ReadonlySet<string> {
  const busy = new Set(executedTrees(layout))
  for (const name of namesIn(layout.leases)) {
    const [tree = '', pid = '', start = ''] = name.split('.')
    if (startOf(Number(pid)) === start) busy.add(tree)
    else rmSync(path.join(layout.leases, name), { force: true })
  }
  return busy
}

function executedTrees(layout: Layout): string[] {
  const trees = realPath(layout.trees)
  if (trees === null) return []
  return namesIn('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return []
    const program = targetOf(`/proc/${pid}/exe`)
    if (program === null || !program.startsWith(`${trees}/`)) return []
    return [program.slice(trees.length + 1).split('/')[0]!]
  })
}

/** Clock ticks after boot at which a process began (proc(5), field 22 of stat); null where there is none. */
function startOf(pid: number): string | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may hold anything.
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function targetOf(link: string): string | null {
  try {
    return readlinkSync(link)
  } catch {
    // Ended, or somebody else's.
    return null
  }
}

function realPath(folder: string): string | null {
  try {
    return realpathSync(folder)
  } catch {
    return null
  }
}
