import { createHash } from 'node:crypto'
import { chmodSync, closeSync, copyFileSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs'
import { ArchiveProblem } from '../archive/problem.ts'
import type { Reading } from '../archive/byte-cursor.ts'
import { maximumDataBytes, maximumDataMembers } from './limits.ts'
import type { ForeignMember } from './foreign-tar.ts'
import type { MemberSource } from './installed-files.ts'
import { isEscapedUnit, memberPath, placedPath, placedTarget } from './placed-path.ts'
import { UsrScan } from './usr-scan.ts'

/** What was found while a tree was written. */
export interface WrittenTree {
  /** Files that were setuid or setgid; they are not any more. */
  readonly stripped: readonly string[]
  /** Files and links that lie neither below usr/ nor etc/. */
  readonly leftOut: readonly string[]
  readonly isRelocatable: boolean
  readonly files: readonly WrittenFile[]
  readonly links: readonly { readonly path: string; readonly target: string }[]
}

interface WrittenFile {
  readonly path: string
  readonly size: number
  /** In hex. */
  readonly sha256: string
}

interface Work {
  readonly source: MemberSource
  readonly tree: string
  readonly kinds: Map<string, 'directory' | 'file' | 'symlink'>
  readonly stripped: string[]
  readonly leftOut: string[]
  readonly files: Map<string, WrittenFile>
  readonly links: { readonly path: string; readonly target: string }[]
  readonly scan: UsrScan
  bytes: number
  members: number
}

const setIds = 0o6000
const anybodyRuns = 0o111

/** Writes the members below `tree`, which must be there, merged and without special rights. */
export function* writeTree(source: MemberSource, tree: string): Reading<WrittenTree> {
  const work: Work = {
    ...{
      source,
      tree,
      kinds: new Map(),
      stripped: [],
      leftOut: [],
      files: new Map(),
      links: [],
      scan: new UsrScan(),
    },
    ...{ bytes: 0, members: 0 },
  }
  for (let member = yield* source.next(); member !== null; member = yield* source.next()) {
    work.members += 1
    if (work.members > maximumDataMembers) throw new ArchiveProblem('more members than allowed')
    if (!isEscapedUnit(member.path)) yield* place(work, member)
  }
  const { stripped, leftOut, files, links, scan } = work
  return { stripped, leftOut, isRelocatable: scan.isRelocatable, files: [...files.values()], links }
}

function* place(work: Work, member: ForeignMember): Reading<void> {
  const written = memberPath(member.path)
  const path = written === '' ? null : placedPath(written)
  if (path === null) {
    if (written !== '' && member.type !== 'directory') work.leftOut.push(written)
    return
  }
  if (member.type === 'directory') return directory(work, path)
  if (isMergedAlready(member, written, path)) return
  if (work.kinds.has(path)) throw new ArchiveProblem(`twice in the package: ${path}`)
  parentOf(work, path)
  if (member.type === 'symlink') link(work, path, placedTarget(written, member.target))
  else if (member.type === 'hardlink') anotherName(work, path, member.target)
  else yield* file(work, path, member)
}

/** `bin/x` that leads to `usr/bin/x`, and `bin` itself as a link: here they are the same. */
function isMergedAlready(member: ForeignMember, written: string, path: string): boolean {
  if (member.type !== 'symlink') return false
  const target = placedTarget(written, member.target)
  const isItself = target === path.slice(path.lastIndexOf('/') + 1)
  return written !== path && isItself
}

function directory(work: Work, path: string): void {
  const there = work.kinds.get(path)
  if (there === 'directory') return
  if (there !== undefined) throw new ArchiveProblem(`twice in the package: ${path}`)
  parentOf(work, path)
  mkdirSync(`${work.tree}/${path}`, { mode: 0o755 })
  work.kinds.set(path, 'directory')
}

/** Never below a link: joining would lead out of the tree. */
function parentOf(work: Work, path: string): void {
  const slash = path.lastIndexOf('/')
  if (slash === -1) return
  const parent = path.slice(0, slash)
  const kind = work.kinds.get(parent)
  if (kind === undefined) directory(work, parent)
  else if (kind !== 'directory') throw new ArchiveProblem(`parent is no directory: ${path}`)
}

function link(work: Work, path: string, target: string): void {
  symlinkSync(target, `${work.tree}/${path}`)
  work.links.push({ path, target })
  work.kinds.set(path, 'symlink')
}

function anotherName(work: Work, path: string, target: string): void {
  const place = placedPath(memberPath(target))
  const first = place === null ? undefined : work.files.get(place)
  if (first === undefined) throw new ArchiveProblem(`hard link to no file of the package: ${path}`)
  if (work.stripped.includes(first.path)) work.stripped.push(path)
  copyFileSync(`${work.tree}/${first.path}`, `${work.tree}/${path}`)
  work.files.set(path, { ...first, path })
  work.kinds.set(path, 'file')
}

function* file(work: Work, path: string, { mode, size }: ForeignMember): Reading<void> {
  work.bytes += size
  if (work.bytes > maximumDataBytes) throw new ArchiveProblem('unpacks to more than allowed')
  if ((mode & setIds) !== 0) work.stripped.push(path)
  const target = `${work.tree}/${path}`
  const access = (mode & anybodyRuns) === 0 ? 0o644 : 0o755
  const descriptor = openSync(target, 'wx', access)
  work.kinds.set(path, 'file')
  work.scan.begin()
  const hash = createHash('sha256')
  try {
    for (let piece = yield* work.source.some(); piece !== null; piece = yield* work.source.some()) {
      work.scan.see(path, piece)
      hash.update(piece)
      for (let done = 0; done < piece.length;) done += writeSync(descriptor, piece, done)
    }
  } finally {
    closeSync(descriptor)
  }
  work.files.set(path, { path, size, sha256: hash.digest('hex') })
  // The umask may have taken a bit away that decides whether it can be run.
  if (access === 0o755) chmodSync(target, access)
}
