import { constants, createZstdDecompress, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeByStream, decodeZstd, nativeOf } from '../../../engine/archive/zstd-decoder.ts'

const decoders = {
  'within the thread': decodeZstd,
  'by Node’s stream': (source: Source) => decodeByStream(source),
}
type Source = AsyncIterable<Uint8Array>

/** Text over several pieces, noise, and zeros of which a few bytes come to many pieces. */
const content = Buffer.concat([
  Buffer.from('a text that comes again and again. '.repeat(30_000)),
  Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * index * 31) >> 5)),
  Buffer.alloc(3_000_000),
])

/** As a file is read: always into the same memory. */
async function* inOneBuffer(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.alloc(length)
  for (let at = 0; at < bytes.length; at += length) {
    const part = bytes.subarray(at, at + length)
    buffer.set(part)
    yield buffer.subarray(0, part.length)
    buffer.fill(0xff)
  }
}

async function all(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const copies: Uint8Array[] = []
  for await (const chunk of chunks) copies.push(Buffer.from(chunk))
  return Buffer.concat(copies)
}

test('this Node decodes within the thread', () => {
  expect(nativeOf(createZstdDecompress())).not.toBeNull()
})

describe.each(Object.entries(decoders))('%s', (_name, decode) => {
  test.each([1, 7, 1_000, 64 * 1024])('a frame in chunks of %i bytes comes out whole', async (length) => {
    const short = length < 1_000 ? content.subarray(1_040_000, 1_100_000) : content
    const params = { [constants.ZSTD_c_checksumFlag]: 1 }

    const decoded = await all(decode(inOneBuffer(zstdCompressSync(short, { params }), length)))

    expect(decoded.equals(short)).toBe(true)
  })

  test('a frame of nothing is nothing', async () => {
    expect(await all(decode(inOneBuffer(zstdCompressSync(Buffer.alloc(0)), 100)))).toHaveLength(0)
  })

  test('a changed byte breaks the checksum', async () => {
    const params = { [constants.ZSTD_c_checksumFlag]: 1 }
    const bytes = zstdCompressSync(content, { params })
    bytes[bytes.length - 1]! ^= 1

    await expect(all(decode(inOneBuffer(bytes, 1_000)))).rejects.toThrow(/checksum/i)
  })

  test('a cut frame and a second one are problems', async () => {
    const bytes = zstdCompressSync(content)

    await expect(all(decode(inOneBuffer(bytes.subarray(0, -9), 1_000)))).rejects.toThrow('ends in the middle')
    const twice = Buffer.concat([bytes, bytes])
    await expect(all(decode(inOneBuffer(twice, 1_000)))).rejects.toThrow('data after the end')
  })

  test('noise is no frame', async () => {
    const bytes = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), Buffer.alloc(500, 0x5a)])

    await expect(all(decode(inOneBuffer(bytes, 64)))).rejects.toThrow()
  })
})
