/** zlib's zstd reader stops at the end of the first frame and never tells what lay behind it. */
import { ByteCursor, expect, pass, type Reading } from './byte-cursor.ts'
import { ArchiveProblem } from './problem.ts'

/** What zlib's zstd writer may add after the frame it was asked for: a frame of nothing, with its checksum. */
const emptyFrame = Buffer.from('28b52ffd240001000099e9d851', 'hex')

/** Follows the bytes of one zstd frame (RFC 8878, 3.1.1) and tells where it ends. */
export class ZstdFrame {
  readonly #cursor = new ByteCursor()
  readonly #reading = walkFrame(this.#cursor)
  #isOver = this.#reading.next(null).done === true

  /** How many bytes at the start of `chunk` belong to the frame. */
  lengthIn(chunk: Uint8Array): number {
    if (this.#isOver) return 0
    this.#isOver = this.#reading.next(chunk).done === true
    return chunk.length - (this.#isOver ? this.#cursor.left : 0)
  }

  /** Throws where the frame has not ended. */
  end(): void {
    if (!this.#isOver) this.#reading.next(null)
  }
}

/** Throws unless `chunk` goes on with the frame: nothing may lie behind it. */
export function expectInside(frame: ZstdFrame, chunk: Uint8Array): void {
  if (frame.lengthIn(chunk) !== chunk.length) throw new ArchiveProblem('data after the end')
}

/** The one frame that zlib's writer was asked for, without the empty one, so that equal packages are equal files. */
export async function* firstZstdFrame(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const frame = new ZstdFrame()
  const behind: Uint8Array[] = []
  for await (const chunk of chunks) {
    const length = frame.lengthIn(chunk)
    if (length > 0) yield chunk.subarray(0, length)
    if (length < chunk.length) behind.push(chunk.subarray(length))
  }
  frame.end()
  const rest = Buffer.concat(behind)
  if (rest.length > 0 && !emptyFrame.equals(rest)) throw new ArchiveProblem('data after the end')
}

function* walkFrame(cursor: ByteCursor): Reading<void> {
  const head = yield* expect(cursor, 5)
  const descriptor = head[4] ?? 0
  yield* pass(cursor, headerRestBytes(descriptor))
  for (let last = false; !last;) {
    const block = yield* expect(cursor, 3)
    const field = (block[0] ?? 0) | ((block[1] ?? 0) << 8) | ((block[2] ?? 0) << 16)
    last = (field & 1) !== 0
    // A run-length block holds one byte, however often it repeats it.
    const isRun = ((field >> 1) & 3) === 1
    yield* pass(cursor, isRun ? 1 : field >> 3)
  }
  const hasChecksum = (descriptor & 4) !== 0
  if (hasChecksum) yield* pass(cursor, 4)
}

/** Window descriptor, dictionary id and content size, each there or not as the descriptor says. */
function headerRestBytes(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
  return (isSingleSegment ? 0 : 1) + dictionary + contentSize
}
