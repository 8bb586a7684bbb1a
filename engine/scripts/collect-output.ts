import { closeSync, mkdirSync, openSync, symlinkSync, writeSync } from 'node:fs'
import path from 'node:path'
import { feed, type Reading } from '../archive/byte-cursor.ts'
import { pathProblem } from '../archive/member-path.ts'
import { ArchiveProblem } from '../archive/problem.ts'
import { type TarMember, TarReader } from '../archive/read-tar.ts'
import { OddOutput } from '../sandbox/run-box.ts'

export interface Collecting {
  /** Where what comes is written; empty. */
  readonly folder: string
  /** The package. */
  readonly name: string
  /** Files and links. */
  readonly mostMembers: number
  /** Bytes of all files. */
  readonly mostBytes: number
}

/**
 * Writes what comes out of a box, a tar stream that a stranger may have made, and answers the paths of its files and
 * links. Throws `OddOutput` at the first member that no script may leave behind.
 */
export async function collectOutput(
  collecting: Collecting,
  chunks: AsyncIterable<Uint8Array>,
): Promise<string[]> {
  try {
    return await feed(membersOf(collecting, new TarReader()), chunks)
  } catch (error) {
    if (error instanceof ArchiveProblem) throw new OddOutput(error.message, { cause: error })
    throw error
  }
}

function* membersOf({ folder, name, mostMembers, mostBytes }: Collecting, tar: TarReader): Reading<string[]> {
  const members: string[] = []
  // Made last: no file can be written through one.
  const links: { readonly place: string; readonly target: string }[] = []
  let bytes = 0
  for (let member = yield* tar.next(); member !== null; member = yield* tar.next()) {
    const place = placeOf(member, name)
    if (place === null) continue
    if (members.push(place) > mostMembers) throw new OddOutput(`more than ${mostMembers} files`)
    bytes += member.size
    if (bytes > mostBytes) throw new OddOutput(`more than ${mostBytes} bytes`)
    const file = path.join(folder, place)
    mkdirSync(path.dirname(file), { recursive: true })
    if (member.type === 'symlink') links.push({ place: file, target: member.target })
    else yield* written(file, member, tar)
  }
  for (const { place, target } of links) symlinkSync(target, place)
  return members
}

/** Where a file or link belongs in the tree; null for a folder, which comes with what lies in it. */
function placeOf({ type, path: told }: TarMember, name: string): string | null {
  const place = told.replace(/^output\/?/, '')
  if (type === 'directory' && isOnTheWay(place, name)) return null
  const problem = pathProblem(place)
  if (problem !== null) throw new OddOutput(problem)
  if (!ownFolders(name).some((own) => place.startsWith(`${own}/`))) {
    throw new OddOutput(`outside ${ownFolders(name).join(', ')}: ${place}`)
  }
  return type === 'directory' ? null : place
}

/** What is in nobody's way, no command and nothing that a menu shows. */
function ownFolders(name: string): string[] {
  return ['', 'usr/'].flatMap((top) => ['share', 'lib', 'libexec'].map((kind) => `${top}${kind}/${name}`))
}

function isOnTheWay(place: string, name: string): boolean {
  return place === '' || ownFolders(name).some((own) => own === place || own.startsWith(`${place}/`))
}

function* written(file: string, { mode }: TarMember, tar: TarReader): Reading<void> {
  const descriptor = openSync(file, 'wx', (mode & 0o111) === 0 ? 0o644 : 0o755)
  try {
    for (let piece = yield* tar.some(); piece !== null; piece = yield* tar.some()) {
      for (let at = 0; at < piece.length;) at += writeSync(descriptor, piece, at)
    }
  } finally {
    closeSync(descriptor)
  }
}
