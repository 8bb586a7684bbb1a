import { ArchiveProblem } from './problem.ts'

/**
 * Reads bytes as they come, without waiting itself: each `yield` asks whoever drives it for the next chunk, and is
 * given null at the end. So one reader serves decoders that wait and those that do not, and a small file costs no
 * promise. A chunk holds only until the next one is asked for: decoders use its memory again.
 */
export type Reading<T> = Generator<void, T, Uint8Array | null>

/** Hands every chunk to `reading` until that has its answer; then the source is left where it is. */
export async function feed<T>(reading: Reading<T>, chunks: AsyncIterable<Uint8Array>): Promise<T> {
  let step = reading.next(null)
  try {
    if (step.done === true) return step.value
    for await (const chunk of chunks) {
      step = reading.next(chunk)
      if (step.done === true) return step.value
    }
    while (step.done !== true) step = reading.next(null)
    return step.value
  } finally {
    // Where the source failed, the reading still has a file open.
    if (step.done !== true) reading.return(undefined as never)
  }
}

/** Takes a stream of chunks in pieces of the reader's choice. */
export class ByteCursor {
  #chunk: Uint8Array = new Uint8Array(0)
  /** Bytes of the chunk that were taken. */
  #at = 0

  /** Bytes of the latest chunk that nobody took. */
  get left(): number {
    return this.#chunk.length - this.#at
  }

  /** The next `length` bytes where the latest chunk has all of them, or null: most reading needs no waiting. */
  here(length: number): Buffer | null {
    if (length > this.left) return null
    const bytes = Buffer.from(this.#chunk.buffer, this.#chunk.byteOffset + this.#at, length)
    this.#at += length
    return bytes
  }

  /**
   * The next `length` bytes, or null where the stream ended before the first of them. They hold until more are asked
   * for: only what lies in two chunks is copied.
   */
  *take(length: number): Reading<Buffer | null> {
    const here = this.here(length)
    if (here !== null) return here
    const first = yield* this.some(length)
    if (first === null) return null
    const bytes = Buffer.allocUnsafe(length)
    bytes.set(first)
    for (let filled = first.length; filled < length;) {
      const piece = yield* this.some(length - filled)
      if (piece === null) throw new ArchiveProblem('ends in the middle')
      bytes.set(piece, filled)
      filled += piece.length
    }
    return bytes
  }

  /** At least one and at most `limit` bytes, or null at the end. They hold until more are asked for. */
  *some(limit: number): Reading<Buffer | null> {
    while (this.left === 0) {
      const next = yield
      if (next === null) return null
      this.#chunk = next
      this.#at = 0
    }
    return this.here(Math.min(limit, this.left))
  }
}

/** Leaves `length` bytes unread. Throws `ArchiveProblem` where the stream ends before. */
export function* pass(cursor: ByteCursor, length: number): Reading<void> {
  for (let left = length; left > 0;) {
    const piece = yield* cursor.some(left)
    if (piece === null) throw new ArchiveProblem('ends in the middle')
    left -= piece.length
  }
}

/** The next `length` bytes. Throws `ArchiveProblem` where the stream ends before. */
export function* expect(cursor: ByteCursor, length: number): Reading<Uint8Array> {
  const bytes = yield* cursor.take(length)
  if (bytes === null) throw new ArchiveProblem('ends in the middle')
  return bytes
}
