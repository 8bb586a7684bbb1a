import { gunzipSync } from 'node:zlib'
import type { PackedFile } from './jobs.ts'

const leastPiece = 65_536
/** Bytes in which gzip tells the length, modulo 2^32, in the end. */
const lengthBytes = 4

export function unpackedFile({ bytes, most }: PackedFile): Buffer {
  // In one piece, where the file tells its length truly: pieces are copied once more in the end.
  const chunkSize = Math.max(leastPiece, Math.min(most, toldLength(bytes)) + 1)
  return gunzipSync(bytes, { maxOutputLength: most, chunkSize })
}

function toldLength({ buffer, byteOffset, byteLength }: Uint8Array): number {
  if (byteLength < lengthBytes) return 0
  return new DataView(buffer, byteOffset + byteLength - lengthBytes).getUint32(0, true)
}
