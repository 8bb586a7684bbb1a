import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { EngineError } from '../model/failure.ts'
import { readPieces } from '../read-pieces.ts'
import { toDiskFailure } from '../system-errors.ts'
import type { Transport } from './transport.ts'

export interface ArtifactWish {
  readonly url: string
  /** How failures name it: its path in the repository. */
  readonly file: string
  readonly sha256: string
  readonly size: number
  /** Folder of finished artifacts, named by their hash. */
  readonly cache: string
  readonly onBytes: (received: number) => void
}

/**
 * The artifact on disk, complete and hashed; fetched only as far as it is not there yet. A cut connection or a
 * cancel leaves a `.part` file that the next call goes on from, and that is trusted only as part of the whole
 * hash. Throws `trust/artifact` where the bytes are not the promised ones; then nothing of them is kept.
 */
export async function fetchArtifact(
  transport: Transport,
  wish: ArtifactWish,
  signal: AbortSignal,
): Promise<string> {
  const file = path.join(wish.cache, `${wish.sha256}.artifact`)
  try {
    if (await isComplete(file, wish, signal)) {
      wish.onBytes(wish.size)
      return file
    }
    await mkdir(wish.cache, { recursive: true })
    const partial = `${file}.part`
    await download(transport, wish, partial, signal)
    await rename(partial, file)
    return file
  } catch (error) {
    throw await toDiskFailure(error, wish.cache)
  }
}

/** Bytes that fetching would still cost. */
export async function bytesMissing(cache: string, sha256: string, size: number): Promise<number> {
  const file = path.join(cache, `${sha256}.artifact`)
  if ((await sizeOf(file)) === size) return 0
  return Math.max(0, size - Math.min(size, await sizeOf(`${file}.part`)))
}

async function isComplete(file: string, wish: ArtifactWish, signal: AbortSignal): Promise<boolean> {
  if ((await sizeOf(file)) !== wish.size) return false
  const hash = createHash('sha256')
  await hashFile(file, hash, signal)
  if (hash.digest('hex') === wish.sha256) return true
  // Changed on disk since it was fetched: worthless.
  await rm(file)
  return false
}

async function download(
  transport: Transport,
  wish: ArtifactWish,
  partial: string,
  signal: AbortSignal,
): Promise<void> {
  const have = await sizeOf(partial)
  const start = have < wish.size ? have : 0
  const resumed = await receive(transport, { wish, partial, start }, signal)
  if (resumed === null) return
  // What was there before may have come from an address that lied; this one is not to blame for it.
  const whole = resumed.offset > 0 ? await receive(transport, { wish, partial, start: 0 }, signal) : resumed
  if (whole !== null) throw refused(wish, 'hash', `expected ${wish.sha256}, got ${whole.actual}`)
}

/** What the whole file hashes to where that is not what was promised, and where its new bytes began; else null. */
async function receive(
  transport: Transport,
  { wish, partial, start }: { readonly wish: ArtifactWish; readonly partial: string; readonly start: number },
  signal: AbortSignal,
): Promise<{ readonly actual: string; readonly offset: number } | null> {
  const incoming = await transport.open(wish.url, start, signal)
  const { offset, total } = incoming
  if (total !== null && total !== wish.size) {
    // What was never begun is not closed by ending it.
    const reading = incoming.chunks[Symbol.asyncIterator]()
    await reading.next()
    await reading.return?.()
    throw refused(wish, 'length', `${total} bytes, not ${wish.size}`)
  }
  const hash = createHash('sha256')
  if (offset > 0) await hashFile(partial, hash, signal)
  const handle = await open(partial, offset > 0 ? 'a' : 'w', 0o600)
  try {
    await writeAll(incoming.chunks, { handle, hash, wish, offset }, signal)
    await handle.sync()
  } finally {
    await handle.close()
  }
  const actual = hash.digest('hex')
  return (await isWhole(actual, partial, wish)) ? null : { actual, offset }
}

async function writeAll(
  chunks: AsyncIterable<Uint8Array>,
  into: { handle: FileHandle; hash: Hash; wish: ArtifactWish; offset: number },
  signal: AbortSignal,
): Promise<void> {
  let received = into.offset
  into.wish.onBytes(received)
  for await (const chunk of chunks) {
    signal.throwIfAborted()
    received += chunk.length
    if (received > into.wish.size) throw refused(into.wish, 'length', `more than ${into.wish.size} bytes`)
    into.hash.update(chunk)
    await into.handle.writeFile(chunk)
    into.wish.onBytes(received)
  }
}

async function isWhole(actual: string, partial: string, wish: ArtifactWish): Promise<boolean> {
  const size = await sizeOf(partial)
  if (size < wish.size) {
    // Cut off without an error: keep what came, the next attempt resumes.
    throw new EngineError('network/unreachable', {
      url: wish.url,
      reason: `ended after ${size} of ${wish.size} bytes`,
    })
  }
  if (actual === wish.sha256) return true
  await rm(partial, { force: true })
  return false
}

async function hashFile(file: string, hash: Hash, signal: AbortSignal): Promise<void> {
  for await (const piece of readPieces(file)) {
    signal.throwIfAborted()
    hash.update(piece)
  }
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0
}

function refused(wish: ArtifactWish, reason: 'hash' | 'length', detail: string): EngineError {
  return new EngineError('trust/artifact', { file: wish.file, reason, detail })
}
