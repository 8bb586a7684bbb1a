import { createHash } from 'node:crypto'
import { type FileEntry, manifestPath } from '../model/manifest.ts'
import { withDecompressed } from './compression.ts'
import { maximumManifestBytes } from './limits.ts'
import { parseManifest, type ReadManifest } from './manifest-bytes.ts'
import { readTar, type TarMember } from './read-tar.ts'
import { notAnArchive, refuse } from './refusal.ts'
import { ArchiveProblem } from './problem.ts'

/** Receives the members of an archive in order. A file counts only when `file` has read all of it. */
export interface MemberSink {
  readonly directory: (path: string) => Promise<void>
  readonly symlink: (path: string, target: string) => Promise<void>
  readonly file: (
    entry: Extract<FileEntry, { type: 'file' }>,
    content: AsyncIterable<Uint8Array>,
  ) => Promise<void>
}

/** Reads only the manifest: the first member, nothing is unpacked and nothing else is checked. */
export async function readManifest(file: string, signal: AbortSignal): Promise<ReadManifest> {
  return withMembers(file, async (members) => firstManifest(file, members), signal)
}

/** Reads a whole archive against its own manifest; every member is handed to what `begin` answers. */
export async function walkArchive(
  file: string,
  begin: (read: ReadManifest) => Promise<MemberSink>,
  signal: AbortSignal,
): Promise<ReadManifest> {
  return withMembers(
    file,
    async (members) => {
      const read = await firstManifest(file, members)
      const sink = await begin(read)
      for (const entry of read.manifest.files) {
        signal.throwIfAborted()
        const next = await members.next()
        if (next.done === true) return refuse(file, 'content', `missing: ${entry.path}`)
        await handOn(file, entry, next.value, sink)
      }
      const extra = await members.next()
      if (extra.done !== true)
        return refuse(file, 'content', `not in the manifest: ${JSON.stringify(extra.value.path)}`)
      return read
    },
    signal,
  )
}

async function handOn(file: string, entry: FileEntry, member: TarMember, sink: MemberSink): Promise<void> {
  if (member.path !== entry.path) {
    refuse(file, 'content', `${JSON.stringify(member.path)} where the manifest has ${entry.path}`)
  }
  if (member.type !== entry.type) refuse(file, 'content', `${entry.path} is a ${member.type}`)
  switch (entry.type) {
    case 'directory':
      return sink.directory(entry.path)
    case 'symlink':
      if (member.target !== entry.target) refuse(file, 'content', `${entry.path} links elsewhere`)
      return sink.symlink(entry.path, entry.target)
    case 'file':
      if (member.mode !== entry.mode)
        refuse(file, 'content', `${entry.path} has mode ${member.mode.toString(8)}`)
      if (member.size !== entry.size) refuse(file, 'content', `${entry.path} has ${member.size} bytes`)
      return handOnFile(file, entry, member, sink)
  }
}

async function handOnFile(
  file: string,
  entry: Extract<FileEntry, { type: 'file' }>,
  member: TarMember,
  sink: MemberSink,
): Promise<void> {
  const hash = createHash('sha256')
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const piece of member.content()) {
      hash.update(piece)
      yield piece
    }
  }
  await sink.file(entry, hashed())
  if (hash.digest('hex') !== entry.sha256) refuse(file, 'content', `${entry.path} has other bytes`)
}

async function firstManifest(file: string, members: AsyncGenerator<TarMember>): Promise<ReadManifest> {
  const first = await firstMember(file, members)
  if (first === null || first.path !== manifestPath || first.type !== 'file') {
    return notAnArchive(file, `the first member is not ${manifestPath}`)
  }
  if (first.size > maximumManifestBytes) refuse(file, 'manifest', `${first.size} bytes`)
  const pieces: Uint8Array[] = []
  for await (const piece of first.content()) pieces.push(piece)
  return parseManifest(Buffer.concat(pieces), file)
}

/** What does not even begin as a tar archive is somebody's other file, not an attack. */
async function firstMember(file: string, members: AsyncGenerator<TarMember>): Promise<TarMember | null> {
  try {
    const first = await members.next()
    return first.done === true ? null : first.value
  } catch (error) {
    if (error instanceof ArchiveProblem) return notAnArchive(file, error.message, error)
    throw error
  }
}

async function withMembers<T>(
  file: string,
  use: (members: AsyncGenerator<TarMember>) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const read = async (chunks: AsyncIterable<Uint8Array>): Promise<T> => {
    const members = readTar(chunks)
    try {
      return await use(members)
    } finally {
      await members.return(undefined)
    }
  }
  try {
    return await withDecompressed(file, read, signal)
  } catch (error) {
    if (error instanceof ArchiveProblem) refuse(file, 'archive', error.message, error)
    throw error
  }
}
