import { createHash, hash } from 'node:crypto'
import { type FileEntry, manifestPath } from '../model/manifest.ts'
import { feed, type Reading } from './byte-cursor.ts'
import { withDecompressed } from './compression.ts'
import { maximumManifestBytes } from './limits.ts'
import { parseManifest, type ReadManifest } from './manifest-bytes.ts'
import { ArchiveProblem } from './problem.ts'
import { type TarMember, TarReader } from './read-tar.ts'
import { notAnArchive, refuse } from './refusal.ts'

/** Receives the members of an archive in order, within the calling thread. */
export interface MemberSink {
  readonly directory: (path: string) => void
  readonly symlink: (path: string, target: string) => void
  readonly file: (entry: Extract<FileEntry, { type: 'file' }>) => FileSink
}

/** Receives the content of one file, which counts only when the walk has come to its end. */
export interface FileSink {
  /** The piece is used again for others afterwards. */
  readonly write: (piece: Uint8Array) => void
  /** Always called, whether all was written or not. */
  readonly close: () => void
}

/** Reads only the manifest: the first member, nothing is unpacked and nothing else is checked. */
export async function readManifest(file: string, signal: AbortSignal): Promise<ReadManifest> {
  return withTar(file, (tar) => firstManifest(file, tar), signal)
}

/** Reads a whole archive against its own manifest; every member is handed to what `begin` answers. */
export async function walkArchive(
  file: string,
  begin: (read: ReadManifest) => MemberSink,
  signal: AbortSignal,
): Promise<ReadManifest> {
  return withTar(file, (tar) => walk(file, tar, begin), signal)
}

function* walk(
  file: string,
  tar: TarReader,
  begin: (read: ReadManifest) => MemberSink,
): Reading<ReadManifest> {
  const read = yield* firstManifest(file, tar)
  const sink = begin(read)
  for (const entry of read.manifest.files) {
    const member = yield* tar.next()
    if (member === null) return refuse(file, 'content', `missing: ${entry.path}`)
    checkMember(file, entry, member)
    if (entry.type === 'file') yield* handOn(file, entry, tar, sink)
    else if (entry.type === 'directory') sink.directory(entry.path)
    else sink.symlink(entry.path, entry.target)
  }
  const extra = yield* tar.next()
  if (extra !== null) return refuse(file, 'content', `not in the manifest: ${JSON.stringify(extra.path)}`)
  return read
}

function checkMember(file: string, entry: FileEntry, member: TarMember): void {
  if (member.path !== entry.path) {
    refuse(file, 'content', `${JSON.stringify(member.path)} where the manifest has ${entry.path}`)
  }
  if (member.type !== entry.type) refuse(file, 'content', `${entry.path} is a ${member.type}`)
  if (entry.type === 'symlink' && member.target !== entry.target)
    refuse(file, 'content', `${entry.path} links elsewhere`)
  if (entry.type !== 'file') return
  if (member.mode !== entry.mode) refuse(file, 'content', `${entry.path} has mode ${member.mode.toString(8)}`)
  if (member.size !== entry.size) refuse(file, 'content', `${entry.path} has ${member.size} bytes`)
}

function* handOn(
  file: string,
  entry: Extract<FileEntry, { type: 'file' }>,
  tar: TarReader,
  sink: MemberSink,
): Reading<void> {
  const target = sink.file(entry)
  try {
    const digest = yield* passOn(entry.size, tar, target)
    if (digest !== entry.sha256) refuse(file, 'content', `${entry.path} has other bytes`)
  } finally {
    target.close()
  }
}

/** Hands the content on and answers its digest. Most files are one piece, for which no hash object is made. */
function* passOn(size: number, tar: TarReader, target: FileSink): Reading<string> {
  const first = (yield* tar.some()) ?? new Uint8Array(0)
  if (first.length > 0) target.write(first)
  if (first.length === size) return hash('sha256', first)
  const sha256 = createHash('sha256').update(first)
  for (let piece = yield* tar.some(); piece !== null; piece = yield* tar.some()) {
    sha256.update(piece)
    target.write(piece)
  }
  return sha256.digest('hex')
}

function* firstManifest(file: string, tar: TarReader): Reading<ReadManifest> {
  const first = yield* firstMember(file, tar)
  if (first === null || first.path !== manifestPath || first.type !== 'file') {
    return notAnArchive(file, `the first member is not ${manifestPath}`)
  }
  if (first.size > maximumManifestBytes) refuse(file, 'manifest', `${first.size} bytes`)
  const pieces: Uint8Array[] = []
  for (let piece = yield* tar.some(); piece !== null; piece = yield* tar.some())
    pieces.push(Buffer.from(piece))
  return parseManifest(Buffer.concat(pieces), file)
}

/** What does not even begin as a tar archive is somebody's other file, not an attack. */
function* firstMember(file: string, tar: TarReader): Reading<TarMember | null> {
  try {
    return yield* tar.next()
  } catch (error) {
    if (error instanceof ArchiveProblem) return notAnArchive(file, error.message, error)
    throw error
  }
}

async function withTar<T>(
  file: string,
  read: (tar: TarReader) => Reading<T>,
  signal: AbortSignal,
): Promise<T> {
  try {
    return await withDecompressed(file, async (chunks) => feed(read(new TarReader()), chunks), signal)
  } catch (error) {
    if (error instanceof ArchiveProblem) refuse(file, 'archive', error.message, error)
    throw error
  }
}
