import type { FileHandle } from 'node:fs/promises'
import { constants, createGunzip, createZstdDecompress } from 'node:zlib'
import { Readable } from 'node:stream'
import { decodeXz } from '../archive/compression.ts'
import { maximumDictionaryBytes } from '../archive/limits.ts'
import { through } from '../archive/zstd-decoder.ts'
import { DebProblem } from './deb-problem.ts'
import type { ArPart } from './read-ar.ts'

/** Bytes read at once: what one read decodes to lies in memory. */
const readBytes = 64 * 1024

type Decoder = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

/** By the ending of a part's name (deb(5)). */
const decoders: Readonly<Record<string, Decoder>> = {
  '': (chunks) => chunks,
  '.gz': (chunks) => through(Readable.from(chunks), createGunzip()),
  '.xz': decodeXz,
  '.zst': (chunks) => {
    const params = { [constants.ZSTD_d_windowLogMax]: Math.log2(maximumDictionaryBytes) }
    return through(Readable.from(chunks), createZstdDecompress({ params }))
  },
}

/** The tar archive in `control.tar.xz` and the like, whatever it was packed with. */
export async function* decompressPart(
  handle: FileHandle,
  part: ArPart,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const ending = part.name.replace(/^(?:control|data)\.tar/, '')
  const decode = Object.hasOwn(decoders, ending) ? decoders[ending] : undefined
  if (decode === undefined) throw new DebProblem('compression', part.name)
  try {
    yield* decode(bytesOf(handle, part, signal))
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof DebProblem) throw error
    throw new DebProblem('archive', error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** Fresh memory for each chunk: some decoders work in other threads. */
async function* bytesOf(handle: FileHandle, part: ArPart, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < part.size;) {
    signal.throwIfAborted()
    const wanted = Math.min(readBytes, part.size - at)
    const { bytesRead, buffer } = await handle.read(
      Buffer.allocUnsafeSlow(wanted),
      0,
      wanted,
      part.start + at,
    )
    if (bytesRead === 0) throw new DebProblem('archive', 'ends in the middle')
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
