/** Headers of a POSIX tar archive (ustar, with a pax header in front where a name does not fit), as `tar-header.ts` reads them. */
import { blockBytes, checksum, type HeaderType } from './tar-header.ts'

export interface WrittenMember {
  readonly type: Exclude<HeaderType, 'pax'>
  readonly path: string
  /** Of a link; empty for the others. */
  readonly target: string
  readonly mode: number
  /** Bytes. */
  readonly size: number
  /** Seconds since the Unix epoch. */
  readonly modified: number
}

/** Bytes of the fields for a name, for what stands in front of it, and for the target of a link. */
const nameBytes = 100
const prefixBytes = 155
const flags: Readonly<Record<HeaderType, string>> = { file: '0', symlink: '2', directory: '5', pax: 'x' }
/** What a reader sees who knows no pax. */
const standIn = 'PaxHeader'

/** What stands in front of the content of a member. Equal input gives equal bytes. */
export function encodeHeader(member: WrittenMember): Buffer {
  const place = placeOf(member.path)
  if (place !== null && Buffer.byteLength(member.target) <= nameBytes) return encodeBlock(member, place)
  const records = Buffer.from(paxRecord('path', member.path) + paxRecord('linkpath', member.target))
  const short = { ...member, target: member.target === '' ? '' : standIn }
  const names = { name: standIn, prefix: '' }
  const front = encodeBlock({ ...short, type: 'pax', size: records.length }, names)
  return Buffer.concat([front, records, fillOf(records.length), encodeBlock(short, names)])
}

/** Zeros that fill the last block of content. */
export function fillOf(size: number): Buffer {
  return Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes)
}

interface Place {
  readonly name: string
  readonly prefix: string
}

/** The path in the two fields, or null where it does not fit. Only ASCII reads the same everywhere. */
function placeOf(path: string): Place | null {
  if (Buffer.byteLength(path) !== path.length) return null
  if (path.length <= nameBytes) return { name: path, prefix: '' }
  const slash = path.indexOf('/', path.length - nameBytes - 1)
  return slash === -1 || slash > prefixBytes
    ? null
    : { name: path.slice(slash + 1), prefix: path.slice(0, slash) }
}

function encodeBlock(
  { type, target, mode, size, modified }: Omit<WrittenMember, 'type' | 'path'> & { type: HeaderType },
  { name, prefix }: Place,
): Buffer {
  const block = Buffer.alloc(blockBytes)
  block.write(name, 0)
  block.write(`${digits(mode, 6)}\0`, 100)
  // The owner is root, and no device has a number.
  for (const at of [108, 116, 329, 337]) block.write(`${digits(0, 6)}\0`, at)
  block.write(digits(size, 11), 124)
  block.write(digits(modified, 11), 136)
  block.write(flags[type], 156)
  block.write(target, 157)
  block.write('ustar\x0000', 257)
  block.write(prefix, 345)
  block.write(`${digits(checksum(block), 6)}\0`, 148)
  return block
}

/** An octal number and the space that ends it. */
function digits(value: number, length: number): string {
  return `${value.toString(8).padStart(length, '0')} `
}

/** `LENGTH KEY=VALUE\n`, whose length counts its own digits; nothing for an empty value. */
function paxRecord(key: string, value: string): string {
  if (value === '') return ''
  const rest = ` ${key}=${value}\n`
  const bytes = Buffer.byteLength(rest)
  let length = bytes
  while (length !== bytes + String(length).length) length = bytes + String(length).length
  return `${length}${rest}`
}
