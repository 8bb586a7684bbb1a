/** Strict reading of the 512-byte blocks of a POSIX ustar archive. Everything unusual is a problem. */
import { ArchiveProblem } from './problem.ts'

export const blockBytes = 512

/** `pax` is the extension header in front of a member; the other types are members. */
export type HeaderType = 'file' | 'directory' | 'symlink' | 'pax'

export interface TarHeader {
  readonly type: HeaderType
  readonly path: string
  readonly target: string
  readonly mode: number
  readonly size: number
}

/** Extensions that a member may bring. */
export interface PaxRecords {
  readonly path?: string
  readonly linkpath?: string
}

const types = new Map<string, HeaderType>([
  ['0', 'file'],
  ['2', 'symlink'],
  ['5', 'directory'],
  ['x', 'pax'],
])

const zero = 0x30
const seven = 0x37
const space = 0x20

/** True where `block` is one of the two that end an archive. */
export function isZero(block: Uint8Array): boolean {
  for (let at = 0; at < block.length; at += 1) if (block[at] !== 0) return false
  return true
}

export function decodeHeader(block: Buffer): TarHeader {
  if (octal(block, 148, 8) !== checksum(block)) throw new ArchiveProblem('header checksum is wrong')
  if (!hasAt(block, 257, 'ustar\x0000')) throw new ArchiveProblem('not in POSIX ustar format')
  const flag = String.fromCharCode(block[156] ?? 0)
  const type = types.get(flag)
  if (type === undefined) throw new ArchiveProblem(`entry of type ${JSON.stringify(flag)}`)
  if (!areZero(block, 108)) throw new ArchiveProblem('owner is not root')
  if (!areZero(block, 329)) throw new ArchiveProblem('the number of a device on what is none')
  const size = octal(block, 124, 12)
  const hasContent = type === 'file' || type === 'pax'
  if (!hasContent && size !== 0) throw new ArchiveProblem('a link or directory with content')
  return { type, path: pathOf(block), target: text(block, 157, 100), mode: modeOf(block), size }
}

/** Whether the two number fields that begin there are zero. */
function areZero(block: Buffer, start: number): boolean {
  return octal(block, start, 8) === 0 && octal(block, start + 8, 8) === 0
}

function hasAt(block: Buffer, start: number, latinText: string): boolean {
  for (let at = 0; at < latinText.length; at += 1) {
    if (block[start + at] !== latinText.charCodeAt(at)) return false
  }
  return true
}

function pathOf(block: Buffer): string {
  const prefix = text(block, 345, 155)
  const name = text(block, 0, 100)
  return prefix === '' ? name : `${prefix}/${name}`
}

function modeOf(block: Buffer): number {
  const mode = octal(block, 100, 8)
  if ((mode & ~0o777) !== 0) throw new ArchiveProblem(`special permission bits: ${mode.toString(8)}`)
  return mode
}

/** Records `LENGTH KEY=VALUE\n` (POSIX pax), each key at most once. */
export function decodePax(bytes: Buffer): PaxRecords {
  const records = new Map<string, string>()
  for (let at = 0; at < bytes.length;) {
    const digits = /^([1-9][0-9]{0,6}) /.exec(latin(bytes, at, 8))?.[1]
    if (digits === undefined) throw new ArchiveProblem('pax record without a length')
    const end = at + Number(digits)
    if (end > bytes.length || bytes[end - 1] !== 0x0a)
      throw new ArchiveProblem('pax record with a wrong length')
    const record = utf8(bytes.subarray(at + digits.length + 1, end - 1))
    const equals = record.indexOf('=')
    const key = record.slice(0, equals)
    if (equals < 1 || records.has(key)) throw new ArchiveProblem('pax record is broken or doubled')
    records.set(key, record.slice(equals + 1))
    at = end
  }
  return knownRecords(records)
}

function knownRecords(records: ReadonlyMap<string, string>): PaxRecords {
  const known: { path?: string; linkpath?: string } = {}
  for (const [key, value] of records) {
    if (key === 'path') known.path = value
    else if (key === 'linkpath') known.linkpath = value
    // A size as well: no file of a package needs one, and a reader that passes it over would read on elsewhere.
    else throw new ArchiveProblem(`pax record ${JSON.stringify(key)}`)
  }
  return known
}

/** Octal digits ended by a space or NUL. The binary form of GNU tar is refused. */
export function octal(block: Buffer, start: number, length: number): number {
  const end = start + length
  let at = start
  while (at < end && block[at] === space) at += 1
  let value = 0
  for (; at < end; at += 1) {
    const digit = block[at] ?? 0
    if (digit < zero || digit > seven) break
    value = value * 8 + digit - zero
  }
  for (; at < end; at += 1) {
    if (block[at] !== space && block[at] !== 0) throw new ArchiveProblem('number field is not octal')
  }
  return value
}

/** The text before the first NUL, behind which there are only more of them. */
export function text(block: Buffer, start: number, length: number): string {
  const limit = start + length
  let end = start
  let bits = 0
  for (; end < limit; end += 1) {
    const byte = block[end] ?? 0
    if (byte === 0) break
    bits |= byte
  }
  for (let at = end; at < limit; at += 1) {
    if (block[at] !== 0) throw new ArchiveProblem('bytes hidden after a NUL')
  }
  if (start === end) return ''
  // Nearly every name is ASCII, and a decoder for each costs more than the rest of its header.
  return bits < 0x80 ? latin(block, start, end - start) : utf8(block.subarray(start, end))
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new ArchiveProblem('name is not UTF-8')
  }
}

export function latin(block: Buffer, start: number, length: number): string {
  return block.toString('latin1', start, start + length)
}

/** Sum of all bytes, with the checksum field itself counted as spaces. */
export function checksum(block: Buffer): number {
  let sum = 8 * space
  for (let index = 0; index < 148; index += 1) sum += block[index] ?? 0
  for (let index = 156; index < blockBytes; index += 1) sum += block[index] ?? 0
  return sum
}
