/**
 * The decoder of xz gives each block of each stream the dictionary that it asks for, up to 4 GiB, whatever filters
 * stand in front. So the bytes are followed on their way to it, and what is unusual never reaches it.
 */
import { ByteCursor, expect, pass, type Reading } from './byte-cursor.ts'
import { maximumDictionaryBytes } from './limits.ts'
import { ArchiveProblem } from './problem.ts'

/** Hands on the bytes of one xz stream (format 1.2) of LZMA2 alone. Throws `ArchiveProblem` at anything else. */
export async function* oneXzStream(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const cursor = new ByteCursor()
  const reading = walkStream(cursor)
  let isOver = reading.next(null).done === true
  for await (const chunk of source) {
    if (!isOver) isOver = reading.next(chunk).done === true
    else if (chunk.length > 0) throw new ArchiveProblem('data after the end')
    if (isOver && cursor.left > 0) throw new ArchiveProblem('data after the end')
    yield chunk
  }
  if (!isOver) reading.next(null)
}

function* walkStream(cursor: ByteCursor): Reading<void> {
  const head = yield* expect(cursor, 12)
  const checkBytes = checkBytesOf((head[6] ?? 0) * 256 + (head[7] ?? 0))
  let blocks = 0
  for (let size = yield* byte(cursor); size !== 0; size = yield* byte(cursor)) {
    checkBlockHeader(yield* expect(cursor, size * 4 + 3))
    const length = yield* walkLzma2(cursor)
    yield* pass(cursor, fillOf(length) + checkBytes)
    blocks += 1
  }
  yield* walkIndex(cursor, blocks)
  yield* pass(cursor, 12)
}

/** Bytes of the check behind each block, by the flags of the stream (2.1.1.2). */
function checkBytesOf(flags: number): number {
  if (flags > 15) throw new ArchiveProblem('xz flags that are reserved')
  return [0, 4, 8, 16, 32, 64][Math.ceil(flags / 3)] ?? 0
}

/** A block's header behind its size (3.1): one filter, LZMA2, with a dictionary that we have room for (5.3.1). */
function checkBlockHeader(header: Uint8Array): void {
  const flags = header[0] ?? 0
  let at = 1
  for (const size of [flags & 0x40, flags & 0x80]) if (size !== 0) at = afterNumber(header, at)
  if ((flags & 0x3f) !== 0 || header[at] !== 0x21 || header[at + 1] !== 1)
    throw new ArchiveProblem('xz filters other than LZMA2')
  const bits = header[at + 2] ?? 0
  if ((2 | (bits & 1)) * 2 ** (Math.floor(bits / 2) + 11) > maximumDictionaryBytes)
    throw new ArchiveProblem('wants more memory to unpack than allowed')
}

function afterNumber(header: Uint8Array, start: number): number {
  let at = start
  while (((header[at] ?? 0) & 0x80) !== 0) at += 1
  return at + 1
}

/** Passes the chunks of a block up to their end mark. Returns how many bytes they were. */
function* walkLzma2(cursor: ByteCursor): Reading<number> {
  for (let length = 0; ;) {
    const control = yield* byte(cursor)
    if (control === 0) return length + 1
    if (control > 2 && control < 0x80) throw new ArchiveProblem('broken LZMA2')
    const isPlain = control < 0x80
    // Behind the plain size, and behind the new properties that a chunk of this kind brings.
    const rest = yield* expect(cursor, isPlain ? 2 : control < 0xc0 ? 4 : 5)
    const at = isPlain ? 0 : 2
    const size = (rest[at] ?? 0) * 256 + (rest[at + 1] ?? 0) + 1
    yield* pass(cursor, size)
    length += 1 + rest.length + size
  }
}

/** The index lists the blocks (4): as many as there were, which a decoder makes room for. */
function* walkIndex(cursor: ByteCursor, blocks: number): Reading<void> {
  const count = yield* number(cursor)
  if (count.value !== blocks) throw new ArchiveProblem('xz index of other blocks')
  let length = 1 + count.length
  for (let left = 2 * blocks; left > 0; left -= 1) length += (yield* number(cursor)).length
  yield* pass(cursor, fillOf(length) + 4)
}

/** A number in the format's own form (1.2), of at most nine bytes. */
function* number(cursor: ByteCursor): Reading<{ readonly value: number; readonly length: number }> {
  let value = 0
  for (let length = 1; length <= 9; length += 1) {
    const next = yield* byte(cursor)
    value += (next & 0x7f) * 2 ** (7 * (length - 1))
    if (next < 0x80) return { value, length }
  }
  throw new ArchiveProblem('xz number without an end')
}

/** Bytes that fill up what is counted in fours. */
function fillOf(length: number): number {
  return (4 - (length % 4)) % 4
}

function* byte(cursor: ByteCursor): Reading<number> {
  return (yield* expect(cursor, 1))[0] ?? 0
}
