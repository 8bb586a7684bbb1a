import { Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdDecompress } from 'node:zlib'
import { maximumDictionaryBytes } from './limits.ts'
import { expectInside, ZstdFrame } from './zstd-frame.ts'

/** Bytes decoded at once, and in one turn of the event loop: about 10 ms. */
const pieceBytes = 256 * 1024
const turnBytes = 16 * pieceBytes

/**
 * What Node's own `zlib` calls to decode within the calling thread. It is not documented, so nothing is taken for
 * granted; but every documented way that holds a whole package goes through the thread pool piece by piece, into fresh
 * memory each time, and costs four times as much.
 */
interface Binding {
  readonly writeSync: (flush: number, ...places: readonly [...input: Place, ...output: Place]) => void
}

type Place = readonly [bytes: Uint8Array, start: number, length: number]

interface Native {
  readonly binding: Binding
  /** What the last call left: bytes of room in the output, bytes of input. */
  readonly left: Uint32Array
}

/** Decodes one frame. A piece holds until the next is asked for. Throws `ArchiveProblem` and errors of zlib. */
export async function* decodeZstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = openDecoder()
  const native = nativeOf(decoder)
  try {
    yield* native === null ? decodeByStream(source, decoder) : decodeHere(source, decoder, native)
  } finally {
    decoder.destroy()
  }
}

/** The documented way, for a Node whose insides are others. */
export async function* decodeByStream(
  source: AsyncIterable<Uint8Array>,
  decoder: Transform = openDecoder(),
): AsyncGenerator<Uint8Array> {
  // The stream keeps what it is given until its turn comes, so each chunk is a copy.
  yield* through(Readable.from(within(source, (chunk) => Buffer.from(chunk))), decoder)
}

/** What `transform` makes of the source. The reader meets the errors of both, and leaving stops both. */
export async function* through(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  transform: Transform,
): AsyncGenerator<Uint8Array> {
  const feeding = pipeline(source, transform).catch(() => undefined)
  try {
    yield* transform as AsyncIterable<Uint8Array>
  } finally {
    transform.destroy()
    await feeding
  }
}

async function* decodeHere(
  source: AsyncIterable<Uint8Array>,
  decoder: Transform,
  { binding, left }: Native,
): AsyncGenerator<Uint8Array> {
  // It is told of below, where it happens.
  decoder.on('error', () => undefined)
  const output = Buffer.allocUnsafeSlow(pieceBytes)
  let decoded = 0
  for await (const chunk of within(source, (same) => same)) {
    for (let at = 0, isFull = true; at < chunk.length || isFull;) {
      const { ZSTD_e_continue: flush } = constants
      binding.writeSync(flush, chunk, at, chunk.length - at, output, 0, output.length)
      if (decoder.errored !== null) throw decoder.errored
      const [room = 0, unread = 0] = left
      isFull = room === 0
      at = chunk.length - unread
      if (room < output.length) yield output.subarray(0, output.length - room)
      decoded += output.length - room
      if (decoded < turnBytes) continue
      decoded = 0
      // A few bytes can come to gigabytes: others must have their turn meanwhile, the signal among them.
      await new Promise((resolve) => void setImmediate(resolve))
    }
  }
}

/** The chunks of the source, all of one frame. */
async function* within(
  source: AsyncIterable<Uint8Array>,
  take: (chunk: Uint8Array) => Uint8Array,
): AsyncGenerator<Uint8Array> {
  const frame = new ZstdFrame()
  for await (const chunk of source) {
    expectInside(frame, chunk)
    yield take(chunk)
  }
  frame.end()
}

function openDecoder(): Transform {
  return createZstdDecompress({
    chunkSize: pieceBytes,
    params: { [constants.ZSTD_d_windowLogMax]: Math.log2(maximumDictionaryBytes) },
  })
}

/** The insides of `decoder`, or null where this Node has others. */
export function nativeOf(decoder: Transform): Native | null {
  if (!('_handle' in decoder) || !('_writeState' in decoder)) return null
  const { _handle: binding, _writeState: left } = decoder
  if (typeof binding !== 'object' || binding === null || !('writeSync' in binding)) return null
  const isKnown = typeof binding.writeSync === 'function' && left instanceof Uint32Array && left.length === 2
  return isKnown ? { binding: binding as Binding, left } : null
}
