import { ArchiveProblem } from './problem.ts'

/** Reads a stream of chunks in pieces of the reader's choice. */
export class ByteCursor {
  readonly #chunks: AsyncIterator<Uint8Array>
  #rest: Uint8Array = new Uint8Array(0)

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** The next `length` bytes, or null where the stream ended before the first of them. */
  async take(length: number): Promise<Uint8Array | null> {
    const pieces: Uint8Array[] = []
    let missing = length
    while (missing > 0) {
      const piece = await this.some(missing)
      if (piece === null) {
        if (missing === length) return null
        throw new ArchiveProblem('ends in the middle')
      }
      pieces.push(piece)
      missing -= piece.length
    }
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces)
  }

  /** At least one and at most `limit` bytes, or null at the end. */
  async some(limit: number): Promise<Uint8Array | null> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next()
      if (next.done === true) return null
      this.#rest = next.value
    }
    const piece = this.#rest.subarray(0, limit)
    this.#rest = this.#rest.subarray(piece.length)
    return piece
  }

  /** Stops the stream where it is. */
  async close(): Promise<void> {
    await this.#chunks.return?.()
  }
}
