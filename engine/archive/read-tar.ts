/** A tar reader that reads what our builder writes and refuses everything else. */
import { ByteCursor } from './byte-cursor.ts'
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
  /** Reads the content, once, before the next member is asked for; what is left unread is skipped. */
  readonly content: () => AsyncIterable<Uint8Array>
}

/** The members in order. Throws `ArchiveProblem`, also for anything but zeros after the end. */
export async function* readTar(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TarMember> {
  const cursor = new ByteCursor(chunks)
  try {
    for (;;) {
      const header = await nextHeader(cursor)
      if (header === null) break
      yield* member(cursor, header)
    }
    await expectOnlyZeros(cursor)
  } finally {
    await cursor.close()
  }
}

async function* member(cursor: ByteCursor, header: TarHeader): AsyncGenerator<TarMember> {
  const { type, path, target, mode, size } = header
  if (type === 'pax') throw new ArchiveProblem('pax header after a pax header')
  if (type !== 'symlink' && target !== '')
    throw new ArchiveProblem('link target on something that is no link')
  let unread = size
  async function* content(): AsyncGenerator<Uint8Array> {
    while (unread > 0) {
      const piece = await cursor.some(unread)
      if (piece === null) throw new ArchiveProblem('ends in the middle')
      unread -= piece.length
      yield piece
    }
  }
  const shown = type === 'directory' && path.endsWith('/') ? path.slice(0, -1) : path
  yield { type, path: shown, target, mode, size, content }
  for (const rest = content(); (await rest.next()).done !== true;);
  await expectPadding(cursor, size)
}

/** The next member's header with its extensions applied, or null at the end mark. */
async function nextHeader(cursor: ByteCursor): Promise<TarHeader | null> {
  const block = await expectBlock(cursor)
  if (isZero(block)) {
    if (!isZero(await expectBlock(cursor))) throw new ArchiveProblem('half an end mark')
    return null
  }
  const header = decodeHeader(block)
  if (header.type !== 'pax') return header
  if (header.size === 0 || header.size > maximumPaxBytes)
    throw new ArchiveProblem('pax header of unusual size')
  const records = await cursor.take(header.size)
  if (records === null) throw new ArchiveProblem('ends in the middle')
  await expectPadding(cursor, header.size)
  const next = await expectBlock(cursor)
  if (isZero(next)) throw new ArchiveProblem('pax header without a member')
  return extended(decodeHeader(next), decodePax(records))
}

function extended(header: TarHeader, pax: PaxRecords): TarHeader {
  if (pax.linkpath !== undefined && header.type !== 'symlink')
    throw new ArchiveProblem('linkpath on something that is no link')
  if (pax.size !== undefined && header.type !== 'file')
    throw new ArchiveProblem('size on something that is no file')
  return {
    ...header,
    path: pax.path ?? header.path,
    target: pax.linkpath ?? header.target,
    size: pax.size ?? header.size,
  }
}

async function expectBlock(cursor: ByteCursor): Promise<Uint8Array> {
  const block = await cursor.take(blockBytes)
  if (block === null) throw new ArchiveProblem('ends without an end mark')
  return block
}

async function expectPadding(cursor: ByteCursor, size: number): Promise<void> {
  const over = size % blockBytes
  if (over === 0) return
  const padding = await cursor.take(blockBytes - over)
  if (padding === null || !isZero(padding)) throw new ArchiveProblem('padding is not zeros')
}

async function expectOnlyZeros(cursor: ByteCursor): Promise<void> {
  let total = 0
  for (let piece = await cursor.some(blockBytes); piece !== null; piece = await cursor.some(blockBytes)) {
    total += piece.length
    if (!isZero(piece) || total > maximumPaddingBytes) throw new ArchiveProblem('data after the end')
  }
}
