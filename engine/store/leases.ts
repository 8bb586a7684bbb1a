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
 * lease: an empty file named by tree, process, when that process began, which tells it from a later one with its
 * number, and a package that it is a program of. A program that was started otherwise is found by the file that it
 * executes. `tree` is a path; the lease lasts as long as the process `pid`, or until it is given back.
 */
export function leaseTree(
  layout: Layout,
  { tree, pid, names }: { readonly tree: string; readonly pid: number; readonly names: readonly string[] },
): () => void {
  const holder = `${path.basename(tree)}.${pid}.${startOf(pid) ?? 0}`
  const files = names.map((name) => path.join(layout.leases, `${holder}.${name}`))
  try {
    mkdirSync(layout.leases, { recursive: true })
    for (const file of files) writeFileSync(file, '')
  } catch {
    // A disk that takes no writes: nobody else can change a tree there either.
    return () => undefined
  }
  return () => {
    for (const file of files) rmSync(file, { force: true })
  }
}

/** Packages of which a program runs that was started by us. */
export function runningPackages({ leases }: Layout): ReadonlySet<string> {
  return new Set(namesIn(leases).flatMap((file) => (isHeld(file) ? [packageOf(file)] : [])))
}

/** Trees that something runs from. Leases of processes that ended are removed. */
export function busyTrees(layout: Layout): ReadonlySet<string> {
  const busy = new Set(executedTrees(layout))
  for (const name of namesIn(layout.leases)) {
    if (isHeld(name)) busy.add(name.split('.', 1)[0]!)
    else rmSync(path.join(layout.leases, name), { force: true })
  }
  return busy
}

/** Whether the process lives that a lease is of. */
function isHeld(lease: string): boolean {
  const [, pid = '', start = ''] = lease.split('.')
  return startOf(Number(pid)) === start
}

/** Names of packages may have dots. */
function packageOf(lease: string): string {
  return lease.split('.').slice(3).join('.')
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
