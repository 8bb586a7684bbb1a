import { longTextOf } from '../base/code-units.ts'

/**
 * The file of a search index: a header of 32-bit numbers, then the sections one after the other, each at a multiple of
 * 8 bytes, then the magic number again, so that a file that was cut off is known by its end. Numbers are in the byte
 * order of the machine; the magic number reads differently in the other one.
 */
const magic = 0x48435253
/** Goes up with every change of what a section means, and of how texts become words. */
const format = 12

const kinds = {
  /** JSON, see `IndexAbout`. */
  about: 'bytes',
  /** All different words, sorted by UTF-16 units, one after the other; word w ends where w + 1 starts. */
  wordText: 'shorts',
  wordStarts: 'numbers',
  /** By word: which letters are in it, see `lettersOf`. */
  wordLetters: 'numbers',
  /** By word: every field in which any package has it. */
  wordFields: 'shorts',
  /** Packages of word w are `hits[hitStarts[w]]` up to `hits[hitStarts[w + 1]]`, ascending, each with its fields. */
  hitStarts: 'numbers',
  hits: 'numbers',
  hitFields: 'shorts',
  /** By package from here on. Packages are sorted by name, then repository; names as words above. */
  nameText: 'shorts',
  nameStarts: 'numbers',
  /** Rows of the catalog. */
  releases: 'numbers',
  repositories: 'shorts',
  licenses: 'numbers',
  categoryStarts: 'numbers',
  categories: 'numbers',
  /** Role (2 bits), verified (1 bit), standing (2 bits), looks (2 bits). */
  flags: 'bytes',
  /** Bytes. */
  sizes: 'reals',
  /** When it was published, in milliseconds since 1970. */
  moments: 'reals',
  /** How many packages need, recommend or suggest what has this name. */
  users: 'numbers',
  /** 0 to 120, see `standingWorth`. */
  worths: 'bytes',
  /** Packages whose folded title is not their name, ascending, and these titles. */
  titled: 'numbers',
  titleText: 'shorts',
  titleStarts: 'numbers',
  /** Names that packages need, recommend or suggest, and nobody has; sorted, and how many do. */
  missingText: 'shorts',
  missingStarts: 'numbers',
  missingUsers: 'numbers',
  /** What is shown of each, in UTF-8. */
  cardText: 'bytes',
  cardStarts: 'numbers',
  /** All packages in other orders: by title; newest first; smallest first. */
  byTitle: 'numbers',
  byDay: 'numbers',
  bySize: 'numbers',
} as const

type Kinds = typeof kinds
interface Arrays {
  readonly bytes: Uint8Array
  readonly shorts: Uint16Array
  readonly numbers: Uint32Array
  readonly reals: Float64Array
}
export type SectionName = keyof Kinds
export type Sections = { readonly [N in SectionName]: Arrays[Kinds[N]] }

const names = Object.keys(kinds) as SectionName[]
const unit = { bytes: 1, shorts: 2, numbers: 4, reals: 8 } as const
/** Magic, format, length of the file, checksum of the sections; then offset and length of each section. */
const fixed = 4
const headerBytes = aligned(4 * (fixed + 2 * names.length))

/** Texts one after the other, in UTF-16. */
export function textSections(texts: readonly string[]): { text: Uint16Array; starts: Uint32Array } {
  const starts = new Uint32Array(texts.length + 1)
  for (let at = 0; at < texts.length; at += 1) starts[at + 1] = starts[at]! + texts[at]!.length
  const units = new Uint16Array(starts.at(-1)!)
  let end = 0
  for (let at = 0; at < texts.length; at += 1) {
    const text = texts[at]!
    for (let unit = 0; unit < text.length; unit += 1) units[end++] = text.charCodeAt(unit)
  }
  return { text: units, starts }
}

/** All texts of such a section at once. */
export function stringsOf(units: Uint16Array, starts: Uint32Array): string[] {
  const whole = longTextOf(units)
  return Array.from({ length: starts.length - 1 }, (_, at) => whole.slice(starts[at], starts[at + 1]))
}

export function writeSections(sections: Sections): Uint8Array {
  let length = headerBytes
  const offsets = names.map((name) => {
    const offset = length
    length = aligned(length + sections[name].byteLength)
    return offset
  })
  const file = new Uint8Array(length + 8)
  const header = new Uint32Array(file.buffer, 0, headerBytes / 4)
  for (const [index, name] of names.entries()) {
    const { buffer, byteOffset, byteLength } = sections[name]
    header.set([offsets[index]!, byteLength], fixed + 2 * index)
    file.set(new Uint8Array(buffer, byteOffset, byteLength), offsets[index])
  }
  header.set([magic, format, file.length])
  new Uint32Array(file.buffer, length, 1)[0] = magic
  header[3] = checksumOf(file)
  return file
}

/**
 * Views into the file, without copying. Null where it is no whole index of this format, or was changed; for who knows that
 * it was not, `isChecked` saves the time of looking at all of it.
 */
export function readSections(given: Uint8Array, isChecked: boolean): Sections | null {
  if (given.byteLength < headerBytes + 8 || given.byteLength % 8 !== 0) return null
  const file = given.byteOffset % 8 === 0 ? given : given.slice()
  const header = new Uint32Array(file.buffer, file.byteOffset, headerBytes / 4)
  if (!isWhole(file, header) || (!isChecked && header[3] !== checksumOf(file))) return null
  const sections: Partial<Record<SectionName, Arrays[keyof Arrays]>> = {}
  for (const [index, name] of names.entries()) {
    const offset = header[fixed + 2 * index]!
    const length = header[fixed + 2 * index + 1]!
    if (!isPlace(offset, length, file.byteLength - 8) || length % unit[kinds[name]] !== 0) return null
    sections[name] = view(kinds[name], file, offset, length)
  }
  return sections as Sections
}

function isWhole(file: Uint8Array, header: Uint32Array): boolean {
  if (header[0] !== magic || header[1] !== format || header[2] !== file.byteLength) return false
  const end = new Uint32Array(file.buffer, file.byteOffset + file.byteLength - 8, 1)[0]
  return end === magic
}

function isPlace(offset: number, length: number, end: number): boolean {
  return offset % 8 === 0 && offset >= headerBytes && offset + length <= end
}

/**
 * FNV-1a over all numbers of the file but the checksum itself. What is damaged inside would answer wrongly rather than
 * not at all, and reading it costs less than a millisecond for each million bytes.
 */
function checksumOf(file: Uint8Array): number {
  const numbers = new Uint32Array(file.buffer, file.byteOffset, file.byteLength / 4)
  let hash = 0x811c9dc5
  for (let at = 4; at < numbers.length; at += 1) hash = Math.imul(hash ^ numbers[at]!, 0x01000193)
  return (hash ^ (hash >>> 13)) >>> 0
}

function view(kind: keyof Arrays, { buffer, byteOffset }: Uint8Array, offset: number, length: number) {
  switch (kind) {
    case 'bytes':
      return new Uint8Array(buffer, byteOffset + offset, length)
    case 'shorts':
      return new Uint16Array(buffer, byteOffset + offset, length / 2)
    case 'numbers':
      return new Uint32Array(buffer, byteOffset + offset, length / 4)
    case 'reals':
      return new Float64Array(buffer, byteOffset + offset, length / 8)
  }
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8
}
