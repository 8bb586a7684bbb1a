/** zlib's zstd reader stops at the end of the first frame and never tells what lay behind it. */
import { ByteCursor } from './byte-cursor.ts'
import { ArchiveProblem } from './problem.ts'

/** What zlib's zstd writer may add after the frame it was asked for: a frame of nothing, with its checksum. */
const emptyFrame = Buffer.from('28b52ffd240001000099e9d851', 'hex')

/**
 * Hands on the bytes of exactly one zstd frame (RFC 8878, 3.1.1); anything behind it is a problem. With
 * `dropEmpty` a frame of nothing is left out, so that our packages are one frame.
 */
export async function* singleZstdFrame(
  chunks: AsyncIterable<Uint8Array>,
  { dropEmpty = false } = {},
): AsyncGenerator<Uint8Array> {
  const cursor = new ByteCursor(chunks)
  try {
    const head = await expect(cursor, 5)
    yield head
    const descriptor = head[4] ?? 0
    const rest = headerRestBytes(descriptor)
    if (rest > 0) yield await expect(cursor, rest)
    yield* blocks(cursor)
    const hasChecksum = (descriptor & 4) !== 0
    if (hasChecksum) yield await expect(cursor, 4)
    if (dropEmpty) await skipEmptyFrame(cursor)
    if ((await cursor.some(1)) !== null) throw new ArchiveProblem('data after the end')
  } finally {
    await cursor.close()
  }
}

async function* blocks(cursor: ByteCursor): AsyncGenerator<Uint8Array> {
  for (let last = false; !last;) {
    const head = await expect(cursor, 3)
    yield head
    const field = (head[0] ?? 0) | ((head[1] ?? 0) << 8) | ((head[2] ?? 0) << 16)
    last = (field & 1) !== 0
    // A run-length block holds one byte, however often it repeats it.
    const isRun = ((field >> 1) & 3) === 1
    for (let left = isRun ? 1 : field >> 3; left > 0;) {
      const piece = await cursor.some(left)
      if (piece === null) throw new ArchiveProblem('ends in the middle')
      left -= piece.length
      yield piece
    }
  }
}

/** Window descriptor, dictionary id and content size, each there or not as the descriptor says. */
function headerRestBytes(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
  return (isSingleSegment ? 0 : 1) + dictionary + contentSize
}

async function skipEmptyFrame(cursor: ByteCursor): Promise<void> {
  const next = await cursor.take(emptyFrame.length)
  if (next !== null && !emptyFrame.equals(next)) throw new ArchiveProblem('data after the end')
}

async function expect(cursor: ByteCursor, length: number): Promise<Uint8Array> {
  const bytes = await cursor.take(length)
  if (bytes === null) throw new ArchiveProblem('ends in the middle')
  return bytes
}
