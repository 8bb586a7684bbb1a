import { createHash } from 'node:crypto'
import { closeSync, createWriteStream, readSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type FileEntry, type Manifest, manifestPath } from '../model/manifest.ts'
import { onDisk } from '../system-errors.ts'
import { fileListProblem } from './check-files.ts'
import { type ArchiveFormat, compress } from './compression.ts'
import { encodeHeader, fillOf, type WrittenMember } from './encode-header.ts'
import { manifestBytes, sha256Of } from './manifest-bytes.ts'
import { openToRead } from '../read-pieces.ts'
import { blockBytes } from './tar-header.ts'

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

/** ustar's size field has eleven octal digits. */
const maximumFileBytes = 8 ** 11 - 1

/** Bytes compressed at once: each piece goes to another thread and back. */
const pieceBytes = 256 * 1024

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

function* tarBytes({ manifest, modified, contentOf }: WriteOptions, bytes: Uint8Array): Pieces {
  const pieces = new PieceBuffer()
  const header = { type: 'file', path: manifestPath, target: '', mode: 0o644, size: bytes.length } as const
  yield* pieces.add(encodeHeader({ ...header, modified }))
  yield* pieces.add(bytes)
  yield* pieces.add(fillOf(bytes.length))
  for (const entry of manifest.files) {
    yield* pieces.add(encodeHeader({ ...fieldsOf(entry), modified }))
    if (entry.type === 'file') yield* addFile(pieces, entry, contentOf(entry.path))
  }
  // Two blocks of zeros end an archive.
  yield* pieces.add(Buffer.alloc(2 * blockBytes))
  yield* pieces.rest()
}

function fieldsOf(entry: FileEntry): Omit<WrittenMember, 'modified'> {
  const { type, path } = entry
  if (type === 'directory') return { type, path, target: '', mode: 0o755, size: 0 }
  if (type === 'symlink') return { type, path, target: entry.target, mode: 0o777, size: 0 }
  const { mode, size } = entry
  if (size > maximumFileBytes) throw new Error(`${path} is too big for a package: ${size} bytes`)
  return { type, path, target: '', mode, size }
}

function* addFile(
  pieces: PieceBuffer,
  { size, sha256 }: Extract<FileEntry, { type: 'file' }>,
  source: string,
): Pieces {
  const descriptor = openToRead(source)
  const hash = createHash('sha256')
  let left = size
  const into = (room: Buffer): number => {
    const length = readSync(descriptor, room, 0, Math.min(left, room.length), null)
    hash.update(room.subarray(0, length))
    left = length === 0 ? 0 : left - length
    return length
  }
  try {
    while (left > 0) yield* pieces.fill(into)
  } finally {
    closeSync(descriptor)
  }
  if (hash.digest('hex') !== sha256) throw new Error(`${source} changed while it was packed`)
  yield* pieces.add(fillOf(size))
}

type Pieces = Generator<Uint8Array, void>

/** Gathers bytes into pieces, all of them in the same memory: each holds until the next is asked for. */
class PieceBuffer {
  readonly #buffer = Buffer.allocUnsafeSlow(pieceBytes)
  #filled = 0;

  *add(bytes: Uint8Array): Pieces {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + pieceBytes - this.#filled)
      at += part.length
      yield* this.fill((room) => {
        room.set(part)
        return part.length
      })
    }
  }

  /** `into` puts bytes at the start of the room it is given, at least one byte long, and tells how many. */
  *fill(into: (room: Buffer) => number): Pieces {
    this.#filled += into(this.#buffer.subarray(this.#filled))
    if (this.#filled === pieceBytes) yield* this.rest()
  }

  *rest(): Pieces {
    if (this.#filled > 0) yield this.#buffer.subarray(0, this.#filled)
    this.#filled = 0
  }
}
