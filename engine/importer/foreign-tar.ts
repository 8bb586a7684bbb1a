/** A reader of the tar archives that dpkg and its relatives write: GNU and POSIX, with everything odd refused. */
import { ByteCursor, type Reading } from '../archive/byte-cursor.ts'
import { maximumPaddingBytes, maximumPaxBytes } from '../archive/limits.ts'
import { ArchiveProblem } from '../archive/problem.ts'
import { blockBytes, checksum, isZero, latin, octal, text } from '../archive/tar-header.ts'
import { decodeForeignPax, type PaxNames } from './foreign-pax.ts'

export interface ForeignMember {
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink'
  /** As written, `./usr/bin/jq`. */
  readonly path: string
  readonly target: string
  /** With its setuid and setgid bits. */
  readonly mode: number
  /** Bytes. */
  readonly size: number
}

type Extension = 'pax' | 'long-path' | 'long-target'
interface Header extends Omit<ForeignMember, 'type'> {
  readonly type: ForeignMember['type'] | Extension
}

const types = new Map<string, Header['type']>([
  ['0', 'file'],
  ['\0', 'file'],
  ['1', 'hardlink'],
  ['2', 'symlink'],
  ['5', 'directory'],
  ['x', 'pax'],
  ['L', 'long-path'],
  ['K', 'long-target'],
])

/** Reads the members in order. Throws `ArchiveProblem`, also for anything but zeros after the end. */
export class ForeignTarReader {
  readonly #cursor = new ByteCursor()
  #unread = 0
  #padding = 0;

  /** The next member, or null behind the last one. What was left unread is skipped. */
  *next(): Reading<ForeignMember | null> {
    for (let rest = yield* this.some(); rest !== null; rest = yield* this.some());
    yield* skipPadding(this.#cursor, this.#padding)
    this.#padding = 0
    const member = yield* nextMember(this.#cursor)
    if (member === null) {
      yield* expectOnlyZeros(this.#cursor)
      return null
    }
    this.#unread = member.size
    this.#padding = paddingOf(member.size)
    return member
  }

  /** More of the present member's content, or null at its end. */
  *some(): Reading<Uint8Array | null> {
    if (this.#unread === 0) return null
    const piece = yield* this.#cursor.some(this.#unread)
    if (piece === null) throw new ArchiveProblem('ends in the middle')
    this.#unread -= piece.length
    return piece
  }
}

/** The next member with what the extension headers in front of it say, each kind at most once. */
function* nextMember(cursor: ByteCursor): Reading<ForeignMember | null> {
  const names: { path?: string; target?: string; size?: number } = {}
  for (let seen = 0; seen < 4; seen += 1) {
    const block = yield* expectBlock(cursor)
    if (isZero(block)) return yield* endOf(cursor, seen)
    const header = decodeHeader(block)
    if (!isExtension(header)) return extended(header, names)
    Object.assign(names, yield* extensionOf(cursor, header))
  }
  throw new ArchiveProblem('extension after extension')
}

function* endOf(cursor: ByteCursor, extensions: number): Reading<null> {
  if (extensions > 0) throw new ArchiveProblem('an extension without a member')
  if (!isZero(yield* expectBlock(cursor))) throw new ArchiveProblem('half an end mark')
  return null
}

function isExtension(header: Header): header is Header & { readonly type: Extension } {
  return header.type === 'pax' || header.type === 'long-path' || header.type === 'long-target'
}

function* extensionOf(cursor: ByteCursor, { type, size }: Header): Reading<PaxNames> {
  if (size === 0 || size > maximumPaxBytes) throw new ArchiveProblem('extension of unusual size')
  const bytes = yield* cursor.take(size)
  if (bytes === null) throw new ArchiveProblem('ends in the middle')
  const read = type === 'pax' ? decodeForeignPax(bytes) : longName(type, text(bytes, 0, size))
  yield* skipPadding(cursor, paddingOf(size))
  return read
}

function longName(type: Header['type'], name: string): PaxNames {
  return type === 'long-path' ? { path: name } : { target: name }
}

function extended(header: Header, names: PaxNames): ForeignMember {
  const { path = header.path, target = header.target, size = header.size } = names
  const type = header.type as ForeignMember['type']
  const isLink = type === 'symlink' || type === 'hardlink'
  if (!isLink && target !== '') throw new ArchiveProblem('link target on something that is no link')
  if (type !== 'file' && size !== 0) throw new ArchiveProblem('a link or directory with content')
  return { type, path, target, mode: header.mode, size }
}

/** The owner says nothing: everything belongs to root afterwards. */
function decodeHeader(block: Buffer): Header {
  if (octal(block, 148, 8) !== checksum(block)) throw new ArchiveProblem('header checksum is wrong')
  const magic = latin(block, 257, 8)
  const isPosix = magic === 'ustar\x0000'
  if (!isPosix && magic !== 'ustar  \0') throw new ArchiveProblem('neither GNU nor POSIX tar')
  const flag = latin(block, 156, 1)
  const type = types.get(flag)
  if (type === undefined) throw new ArchiveProblem(`entry of type ${JSON.stringify(flag)}`)
  // GNU keeps times where POSIX has the beginning of a long path.
  const prefix = isPosix ? text(block, 345, 155) : ''
  const name = text(block, 0, 100)
  const path = prefix === '' ? name : `${prefix}/${name}`
  const mode = octal(block, 100, 8) & 0o7777
  return { type, path, target: text(block, 157, 100), mode, size: octal(block, 124, 12) }
}

function* expectBlock(cursor: ByteCursor): Reading<Buffer> {
  const block = yield* cursor.take(blockBytes)
  if (block === null) throw new ArchiveProblem('ends without an end mark')
  return block
}

function paddingOf(size: number): number {
  return (blockBytes - (size % blockBytes)) % blockBytes
}

function* skipPadding(cursor: ByteCursor, length: number): Reading<void> {
  if (length > 0 && (yield* cursor.take(length)) === null) throw new ArchiveProblem('ends in the middle')
}

function* expectOnlyZeros(cursor: ByteCursor): Reading<void> {
  let total = 0
  for (let piece = yield* cursor.some(blockBytes); piece !== null; piece = yield* cursor.some(blockBytes)) {
    total += piece.length
    if (!isZero(piece) || total > maximumPaddingBytes) throw new ArchiveProblem('data after the end')
  }
}
