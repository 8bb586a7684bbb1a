import { readSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { constants, createZstdCompress } from 'node:zlib'
import { releasing } from '../base/releasing.ts'
import { EngineError, failureOf } from '../model/failure.ts'
import { openPlain } from '../plain-file.ts'
import { systemCode, toDiskFailure } from '../system-errors.ts'
import { notAnArchive, refuse } from './refusal.ts'
import { oneXzStream } from './xz-stream.ts'
import { decodeZstd, through } from './zstd-decoder.ts'
import { firstZstdFrame } from './zstd-frame.ts'

export type ArchiveFormat = 'tar.xz' | 'tar.zst'

const xzMagic = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00])
const zstdMagic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

/** Bytes read at once. */
const readBytes = 64 * 1024
/** What xz decodes from one read lies in memory as a whole. */
const xzReadBytes = 16 * 1024

/** zstd levels for the xz presets 0 to 9: about the same wish for size over time. */
const zstdLevels = [1, 3, 5, 7, 9, 12, 15, 17, 19, 19]

/** For a stream that asks for no second chunk before it is done with the first, and seldom changes threads. */
const zstdStream = { writableHighWaterMark: 1, chunkSize: 128 * 1024 }

/**
 * Compresses in a thread of its own: the event loop stays free. `preset` is 0 (quick) to 9 (small). A chunk is done with
 * when the next one is asked for.
 */
export function compress(
  chunks: Iterable<Uint8Array>,
  format: ArchiveFormat,
  preset: number,
): AsyncIterable<Uint8Array> {
  if (format === 'tar.xz') return compressXz(chunks, preset)
  const params = {
    [constants.ZSTD_c_compressionLevel]: zstdLevels[preset] ?? 19,
    [constants.ZSTD_c_checksumFlag]: 1,
  }
  return firstZstdFrame(through(chunks, createZstdCompress({ params, ...zstdStream })))
}

async function* compressXz(chunks: Iterable<Uint8Array>, preset: number): AsyncGenerator<Uint8Array> {
  const { compressStream } = await loadXz()
  yield* compressStream(webStream(copied(chunks)), { preset })
}

/** The stream keeps some waiting. */
function* copied(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk)
}

/** Only where it is needed: each thread that loads it pays for it. */
async function loadXz(): Promise<typeof import('@napi-rs/lzma/xz')> {
  return import('@napi-rs/lzma/xz')
}

/**
 * Opens `file` once and hands its decompressed bytes to `use`: what is checked is what is read. A chunk holds until
 * the next one is asked for.
 */
export async function withDecompressed<T>(
  file: string,
  use: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const handle = await openFile(file)
  try {
    return await use(decompress(file, handle, signal))
  } finally {
    await handle.close()
  }
}

async function* decompress(
  file: string,
  handle: FileHandle,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const isXz = await startsAsXz(file, handle)
  try {
    yield* isXz ? decodeXz(bytesWaitedFor(handle, signal)) : decodeZstd(bytesOf(handle, signal))
  } catch (error) {
    signal.throwIfAborted()
    // Errors of the file system have codes that begin with E; those of the decoders do not.
    if (error instanceof EngineError || systemCode(error)?.startsWith('E') === true) throw error
    refuse(file, 'archive', error instanceof Error ? error.message : String(error), error)
  }
}

/** True for xz, false for zstd; anything else is refused before a decoder sees it. */
async function startsAsXz(file: string, handle: FileHandle): Promise<boolean> {
  const head = Buffer.alloc(64)
  const { bytesRead } = await handle.read(head, 0, head.length, 0)
  if (head.subarray(0, zstdMagic.length).equals(zstdMagic)) return false
  if (!head.subarray(0, xzMagic.length).equals(xzMagic)) {
    notAnArchive(file, bytesRead === 0 ? 'empty' : 'neither xz nor zstd')
  }
  return true
}

/** Each chunk of the source is fresh memory: other threads decode it. */
export async function* decodeXz(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { decompressStream } = await loadXz()
  yield* releasing(decompressStream(webStream(oneXzStream(source))))
}

/** For a decoder in other threads, which keeps some chunks waiting: each is fresh memory. */
async function* bytesWaitedFor(handle: FileHandle, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let position = 0; ;) {
    signal.throwIfAborted()
    const { bytesRead, buffer } = await handle.read(
      Buffer.allocUnsafeSlow(xzReadBytes),
      0,
      xzReadBytes,
      position,
    )
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/** For a decoder in this thread, which is done with a chunk before it asks for the next: always the same memory. */
async function* bytesOf(handle: FileHandle, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(readBytes)
  for (let position = 0; ;) {
    signal.throwIfAborted()
    // Asking another thread to read takes longer than reading.
    const bytesRead = readSync(handle.fd, buffer, 0, readBytes, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/** Node's type for what it makes is not the global one, though the value is. */
function webStream(source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(source)) as unknown as ReadableStream<Uint8Array>
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await openPlain(file)
  } catch (error) {
    const failure = failureOf(error)
    if (failure?.code === 'request/invalid') notAnArchive(file, String(failure.facts['problem']), error)
    if (systemCode(error) === 'ENOENT')
      throw new EngineError('file/not-found', { path: file }, { cause: error })
    throw await toDiskFailure(error, file)
  }
}
