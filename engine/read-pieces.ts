import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import { plainFlags } from './plain-file.ts'

/** Bytes read at once, and in one turn of the event loop: a few milliseconds. */
const pieceBytes = 256 * 1024
const turnBytes = 16 * pieceBytes

/**
 * The bytes of a file, in pieces that hold until the next is asked for: always the same memory. Asking another thread to
 * read takes longer than reading, and most files are small.
 */
export async function* readPieces(file: string, start = 0): AsyncGenerator<Uint8Array> {
  const descriptor = openToRead(file)
  try {
    const buffer = Buffer.allocUnsafeSlow(pieceBytes)
    for (let total = 0; ;) {
      const length = readSync(descriptor, buffer, 0, pieceBytes, start + total)
      if (length === 0) return
      yield buffer.subarray(0, length)
      total += length
      // Others must have their turn while a large one is read.
      if (total % turnBytes === 0) await breathe()
    }
  } finally {
    closeSync(descriptor)
  }
}

export function openToRead(file: string): number {
  return openSync(file, plainFlags)
}

/** SHA-256 of a file, in hex. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of readPieces(file)) hash.update(piece)
  return hash.digest('hex')
}
