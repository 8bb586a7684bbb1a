import { crc32, inflateSync } from 'node:zlib'
import { pictureSize } from './picture-size.ts'

/** What is wrong with the bytes of a PNG, or null. Its head says nothing of what follows, and a window shows a hole. */
export function pngProblem(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks = chunksOf(file)
  if (chunks === null) return 'is cut off or damaged'
  const [head] = chunks
  if (head?.type !== 'IHDR' || head.data.length !== 13 || chunks.at(-1)?.type !== 'IEND')
    return 'is cut off or damaged'
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)
  return holds(Buffer.concat(packed), rawBytes(file, head.data)) ? null : 'has damaged pixels'
}

interface Chunk {
  readonly type: string
  readonly data: Buffer
}

/** Null where one is cut off, or is not what its sum says. */
function chunksOf(file: Buffer): Chunk[] | null {
  const chunks: Chunk[] = []
  for (let at = 8; at < file.length && chunks.at(-1)?.type !== 'IEND';) {
    const length = at + 12 <= file.length ? file.readUInt32BE(at) : Infinity
    const end = at + 12 + length
    if (end > file.length || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return null
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, end - 4) })
    at = end
  }
  return chunks
}

/** Values of a pixel, by the type of colour. */
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** Bytes of its rows, at least: those of an interlaced picture have a few more. */
function rawBytes(file: Buffer, head: Buffer): number | null {
  const size = pictureSize(file)
  const values = channels[head[9] ?? -1]
  if (size === null || values === undefined) return null
  return size.height * Math.ceil((size.width * values * (head[8] ?? 0)) / 8)
}

function holds(packed: Buffer, least: number | null): boolean {
  if (least === null) return false
  try {
    // Each row has a byte before it, and an interlaced picture is cut into seven.
    return inflateSync(packed, { maxOutputLength: 2 * least + 1_000_000 }).length >= least
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}
