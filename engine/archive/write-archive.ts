import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pack, type Pack } from 'tar-stream'
import { type FileEntry, type Manifest, manifestPath } from '../model/manifest.ts'
import { onDisk } from '../system-errors.ts'
import { fileListProblem } from './check-files.ts'
import { type ArchiveFormat, compress } from './compression.ts'
import { manifestBytes, sha256Of } from './manifest-bytes.ts'

export interface WriteOptions {
  /** Is written anew; must not exist. */
  readonly file: string
  readonly manifest: Manifest
  /** Absolute path of the bytes of a member of type `file`. */
  readonly contentOf: (path: string) => string
  readonly format: ArchiveFormat
  /** Time of every member, seconds since the Unix epoch. */
  readonly modified: number
  /** 0 (quick) to 9 (small); 6 where not given. */
  readonly preset?: number
}

type HeaderFields = Parameters<Pack['entry']>[0]

/** ustar's size field has eleven octal digits. */
const maximumFileBytes = 8 ** 11 - 1

/** Writes a package; equal input gives equal bytes. Answers the digest that a publisher signs. */
export async function writeArchive(
  options: WriteOptions,
  signal: AbortSignal,
): Promise<{ manifestSha256: string }> {
  const { file, manifest, format, preset = 6 } = options
  const problem = fileListProblem(manifest)
  if (problem !== null) throw new Error(`Cannot pack ${manifest.name}: ${problem}`)
  const bytes = manifestBytes(manifest)
  await onDisk(file, async () => {
    const target = createWriteStream(file, { flags: 'wx', mode: 0o644 })
    await pipeline(compress(tarBytes(options, bytes), format, preset), target, { signal })
  })
  return { manifestSha256: sha256Of(bytes) }
}

async function* tarBytes(options: WriteOptions, manifest: Uint8Array): AsyncGenerator<Uint8Array> {
  const tar = pack()
  const filling = fill(tar, options, manifest).then(
    () => tar.finalize(),
    // The reader below gets the error. Where it has left already, it has one of its own.
    (error: unknown) => void tar.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  try {
    yield* tar as AsyncIterable<Uint8Array>
  } finally {
    tar.destroy()
    await filling
  }
}

async function fill(tar: Pack, options: WriteOptions, manifest: Uint8Array): Promise<void> {
  const mtime = new Date(options.modified * 1_000)
  const size = manifest.length
  await addContent(
    tar,
    { name: manifestPath, type: 'file', mode: 0o644, mtime, size },
    Readable.from([manifest]),
  )
  for (const entry of options.manifest.files) await addEntry(tar, entry, mtime, options.contentOf)
}

async function addEntry(
  tar: Pack,
  entry: FileEntry,
  mtime: Date,
  contentOf: WriteOptions['contentOf'],
): Promise<void> {
  const name = entry.path
  switch (entry.type) {
    case 'directory':
      return addEmpty(tar, { name, type: 'directory', mode: 0o755, mtime })
    case 'symlink':
      return addEmpty(tar, { name, type: 'symlink', mode: 0o777, mtime, linkname: entry.target })
    case 'file':
      return addFile(tar, entry, mtime, contentOf(entry.path))
  }
}

async function addFile(
  tar: Pack,
  entry: Extract<FileEntry, { type: 'file' }>,
  mtime: Date,
  source: string,
): Promise<void> {
  const { path: name, mode, size } = entry
  if (size > maximumFileBytes) throw new Error(`${name} is too big for a package: ${size} bytes`)
  const hash = createHash('sha256')
  const content = createReadStream(source)
  content.on('data', (piece) => hash.update(piece))
  await addContent(tar, { name, type: 'file', mode, mtime, size }, content)
  if (hash.digest('hex') !== entry.sha256) throw new Error(`${source} changed while it was packed`)
}

async function addContent(tar: Pack, header: HeaderFields, content: Readable): Promise<void> {
  await pipeline(content, tar.entry(header))
}

async function addEmpty(tar: Pack, header: HeaderFields): Promise<void> {
  return new Promise((resolve, reject) => {
    tar.entry(header, (error) => (error ? reject(error) : resolve()))
  })
}
