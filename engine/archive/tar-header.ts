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

/** True where `block` is one of the two that end an archive. */
export function isZero(block: Uint8Array): boolean {
  for (let at = 0; at < block.length; at += 1) if (block[at] !== 0) return false
  return true
}

export function decodeHeader(block: Buffer): TarHeader {
  if (octal(block, 148, 8) !== checksum(block)) throw new ArchiveProblem('header checksum is wrong')
  if (latin(block, 257, 8) !== 'ustar\x0000') throw new ArchiveProblem('not in POSIX ustar format')
  const flag = latin(block, 156, 1)
  const type = types.get(flag)
  if (type === undefined) throw new ArchiveProblem(`entry of type ${JSON.stringify(flag)}`)
  checkNothing(block, [108, 116], 'owner is not root')
  checkNothing(block, [329, 337], 'the number of a device on what is none')
  const size = octal(block, 124, 12)
  const hasContent = type === 'file' || type === 'pax'
  if (!hasContent && size !== 0) throw new ArchiveProblem('a link or directory with content')
  return { type, path: pathOf(block), target: text(block, 157, 100), mode: modeOf(block), size }
}

/** Throws unless the number fields that begin there are zero. */
function checkNothing(block: Buffer, starts: readonly number[], problem: string): void {
  if (starts.some((start) => octal(block, start, 8) !== 0)) throw new ArchiveProblem(problem)
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
  const match = /^ *([0-7]*)[ \0]*$/.exec(latin(block, start, length))
  if (match === null) throw new ArchiveProblem('number field is not octal')
  return match[1] === '' ? 0 : Number.parseInt(match[1] ?? '', 8)
}

export function text(block: Buffer, start: number, length: number): string {
  const field = block.subarray(start, start + length)
  const end = field.indexOf(0)
  if (end !== -1 && !isZero(field.subarray(end))) throw new ArchiveProblem('bytes hidden after a NUL')
  return utf8(end === -1 ? field : field.subarray(0, end))
}

function utf8(bytes: Buffer): string {
  // Nearly every name is ASCII, and a decoder for each costs more than the rest of its header.
  const plain = bytes.toString('latin1')
  if (!/[\x80-\xff]/.test(plain)) return plain
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
  let sum = 8 * 0x20
  for (let index = 0; index < blockBytes; index += 1) {
    if (index < 148 || index >= 156) sum += block[index] ?? 0
  }
  return sum
}
