import type { FileHandle } from 'node:fs/promises'
import { constants, createGunzip, createZstdDecompress } from 'node:zlib'
import { Readable } from 'node:stream'
import { decodeXz } from '../archive/compression.ts'
import { maximumDictionaryBytes } from '../archive/limits.ts'
import { through } from '../archive/zstd-decoder.ts'
import { DebProblem } from './deb-problem.ts'
import { maximumControlPart, maximumDataPart } from './limits.ts'
import type { ArPart } from './read-ar.ts'
import { ProgramMissing, throughProgram } from './through-program.ts'

/** Bytes read at once: what one read decodes to lies in memory. */
const readBytes = 64 * 1024

type Decoder = (chunks: AsyncIterable<Uint8Array>, signal: AbortSignal) => AsyncIterable<Uint8Array>

/** By the ending of a part's name (deb(5)). */
const decoders: Readonly<Record<string, Decoder>> = {
  '': (chunks) => chunks,
  '.gz': (chunks) => through(Readable.from(chunks), createGunzip()),
  '.xz': decodeXz,
  '.zst': (chunks) => {
    const params = { [constants.ZSTD_d_windowLogMax]: Math.log2(maximumDictionaryBytes) }
    return through(Readable.from(chunks), createZstdDecompress({ params }))
  },
  // Old packages. A Debian machine has programs for them, and nothing else here needs their formats.
  '.bz2': (chunks, signal) => throughProgram(['bzip2', '--decompress', '--stdout'], chunks, signal),
  '.lzma': (chunks, signal) => throughProgram(['xz', ...lzmaOptions], chunks, signal),
}

const lzmaOptions = [
  ...['--format=lzma', '--decompress', '--stdout'],
  // What a dictionary of the largest size takes, and a little for the rest.
  `--memlimit-decompress=${maximumDictionaryBytes + 1024 * 1024}`,
]

/** The tar archive in `control.tar.xz` and the like, whatever it was packed with. */
export async function* decompressPart(
  handle: FileHandle,
  part: ArPart,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const ending = part.name.replace(/^(?:control|data)\.tar/, '')
  const decode = Object.hasOwn(decoders, ending) ? decoders[ending] : undefined
  if (decode === undefined) throw new DebProblem('compression', part.name)
  let left = part.name.startsWith('control') ? maximumControlPart : maximumDataPart
  try {
    for await (const chunk of decode(bytesOf(handle, part, signal), signal)) {
      left -= chunk.length
      if (left < 0) throw new DebProblem('content', `${part.name}: bigger than allowed`)
      yield chunk
    }
  } catch (error) {
    signal.throwIfAborted()
    throw problemOf(error, part)
  }
}

function problemOf(error: unknown, part: ArPart): DebProblem {
  if (error instanceof DebProblem) return error
  if (error instanceof ProgramMissing)
    return new DebProblem('program', `${error.message}, which unpacks ${part.name},`, { cause: error })
  return new DebProblem('archive', error instanceof Error ? error.message : String(error), { cause: error })
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
