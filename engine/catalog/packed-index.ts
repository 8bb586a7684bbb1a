import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { systemCode } from '../system-errors.ts'
import { readOwnSync } from '../plain-file.ts'

const leastPiece = 65_536
/** How many times its packed size an index is, at most, nearly always. */
const usualGrowth = 5

/** A search index as it lies on the disk, a fourth of its size: reading all of it packed takes no longer than as it is. */
export function packedIndex(index: Uint8Array): Uint8Array {
  return zstdCompressSync(index, {
    // All of it in one piece: pieces are copied once more in the end.
    chunkSize: Math.max(leastPiece, index.length),
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  })
}

/** Null where there is none, or where it was changed: its checksum was made when it was packed. */
export function readPacked(file: string): Uint8Array | null {
  try {
    const packed = readOwnSync(file)
    return zstdDecompressSync(packed, { chunkSize: Math.max(leastPiece, usualGrowth * packed.length) })
  } catch (error) {
    if (systemCode(error) === null) throw error
    return null
  }
}
