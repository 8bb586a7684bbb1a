/** A tar reader that reads what our builder writes and refuses everything else. */
import { ByteCursor, type Reading } from './byte-cursor.ts'
import { maximumPaddingBytes, maximumPaxBytes } from './limits.ts'
import { ArchiveProblem } from './problem.ts'
import { blockBytes, decodeHeader, decodePax, isZero, type PaxRecords, type TarHeader } from './tar-header.ts'

export interface TarMember {
  readonly type: 'file' | 'directory' | 'symlink'
  readonly path: string
  readonly target: string
  readonly mode: number
  /** Bytes. */
  readonly size: number
}

/** Reads the members in order. Throws `ArchiveProblem`, also for anything but zeros after the end. */
export class TarReader {
  readonly #cursor = new ByteCursor()
  /** Bytes of the present member: those of its content that nobody read, and those behind it. */
  #unread = 0
  #padding = 0;

  /** The next member, or null behind the last one. What was left unread is skipped. */
  *next(): Reading<TarMember | null> {
    while (this.#unread > 0) yield* this.some()
    yield* expectPadding(this.#cursor, this.#padding)
    this.#padding = 0
    const header = yield* nextHeader(this.#cursor)
    if (header === null) {
      yield* expectOnlyZeros(this.#cursor)
      return null
    }
    const { type, path, target, mode, size } = header
    if (type === 'pax') throw new ArchiveProblem('pax header after a pax header')
    if (type !== 'symlink' && target !== '')
      throw new ArchiveProblem('link target on something that is no link')
    this.#unread = size
    this.#padding = paddingOf(size)
    const shown = type === 'directory' && path.endsWith('/') ? path.slice(0, -1) : path
    return { type, path: shown, target, mode, size }
  }

  /** More of the present member's content, as much as there is at once, or null at its end. */
  *some(): Reading<Uint8Array | null> {
    if (this.#unread === 0) return null
    const piece = yield* this.#cursor.some(this.#unread)
    if (piece === null) throw new ArchiveProblem('ends in the middle')
    this.#unread -= piece.length
    return piece
  }
}

/** The next member's header with its extensions applied, or null at the end mark. */
function* nextHeader(cursor: ByteCursor): Reading<TarHeader | null> {
  const block = yield* expectBlock(cursor)
  if (isZero(block)) {
    if (!isZero(yield* expectBlock(cursor))) throw new ArchiveProblem('half an end mark')
    return null
  }
  const header = decodeHeader(block)
  if (header.type !== 'pax') return header
  if (header.size === 0 || header.size > maximumPaxBytes)
    throw new ArchiveProblem('pax header of unusual size')
  const bytes = yield* cursor.take(header.size)
  if (bytes === null) throw new ArchiveProblem('ends in the middle')
  const records = decodePax(bytes)
  yield* expectPadding(cursor, paddingOf(header.size))
  const next = yield* expectBlock(cursor)
  if (isZero(next)) throw new ArchiveProblem('pax header without a member')
  return extended(decodeHeader(next), records)
}

function extended(header: TarHeader, pax: PaxRecords): TarHeader {
  if (pax.linkpath !== undefined && header.type !== 'symlink')
    throw new ArchiveProblem('linkpath on something that is no link')
  return {
    ...header,
    path: pax.path ?? header.path,
    target: pax.linkpath ?? header.target,
  }
}

function* expectBlock(cursor: ByteCursor): Reading<Buffer> {
  const block = cursor.here(blockBytes) ?? (yield* cursor.take(blockBytes))
  if (block === null) throw new ArchiveProblem('ends without an end mark')
  return block
}

/** Bytes that fill the last block of `size` bytes. */
function paddingOf(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes
}

function* expectPadding(cursor: ByteCursor, length: number): Reading<void> {
  if (length === 0) return
  const padding = cursor.here(length) ?? (yield* cursor.take(length))
  if (padding === null || !isZero(padding)) throw new ArchiveProblem('padding is not zeros')
}

function* expectOnlyZeros(cursor: ByteCursor): Reading<void> {
  let total = 0
  for (let piece = yield* cursor.some(blockBytes); piece !== null; piece = yield* cursor.some(blockBytes)) {
    total += piece.length
    if (!isZero(piece) || total > maximumPaddingBytes) throw new ArchiveProblem('data after the end')
  }
}
