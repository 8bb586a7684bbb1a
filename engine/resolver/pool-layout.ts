/**
 * The file of a pool: a header of 32-bit numbers, then the sections one after the other, each at a multiple of 8
 * bytes, then the magic number again, so that a file that was cut off is known by its end. Numbers are in the byte
 * order of the machine; the magic number reads differently in the other one.
 */
const magic = 0x4c4f4f50
/** Goes up with every change of what a section means. */
const format = 1

/** What a section holds: `bytes`, unsigned 32-bit `numbers`, or `doubles`. */
const kinds = {
  /** JSON: architecture and sources. */
  about: 'bytes',
  /** All texts as one, in UTF-8; their starts are counted in UTF-16 units of the decoded text. */
  text: 'bytes',
  textStarts: 'numbers',
  /** Open addressing: number of a name + 1, or 0. Names are the first texts, sorted. */
  nameTable: 'numbers',
  /** Releases of name n are `nameReleases[n]` up to `nameReleases[n + 1]`: newest first, foreign ones last. */
  nameReleases: 'numbers',
  releaseNames: 'numbers',
  releaseVersions: 'numbers',
  releaseRepositories: 'numbers',
  releaseArchitectures: 'numbers',
  /** Bits: 1 fits this machine, 2 of the development channel, 4 versions in Debian's order. */
  releaseFlags: 'bytes',
  /** First 8 bytes of the digest of the manifest, as two numbers. */
  releaseDigests: 'numbers',
  /** Size and installed size. */
  releaseSizes: 'doubles',
  dependencyStarts: 'numbers',
  dependencies: 'numbers',
  recommendStarts: 'numbers',
  recommends: 'numbers',
  suggestStarts: 'numbers',
  suggests: 'numbers',
  /** Terms; conflicts and breaks alike. */
  conflictStarts: 'numbers',
  conflicts: 'numbers',
  replaceStarts: 'numbers',
  replaces: 'numbers',
  /** Pairs: name, and text of the version + 1 or 0. */
  provideStarts: 'numbers',
  provides: 'numbers',
  /** Releases of other names that provide a name, by name. */
  providerStarts: 'numbers',
  providers: 'numbers',
  /** Alternatives of a clause, as terms in writing order. */
  clauseStarts: 'numbers',
  clauses: 'numbers',
  /** A term: a name, and the text of its constraints + 1 or 0. Terms of one name lie together. */
  termNames: 'numbers',
  termConstraints: 'numbers',
  /** Releases of the name itself that meet a term: `from` up to `to`, as pairs. */
  termRanges: 'numbers',
  /** Further releases that meet it: those that provide the name, or that no range holds. */
  matchStarts: 'numbers',
  matches: 'numbers',
} as const

type Kinds = typeof kinds
interface Arrays {
  readonly bytes: Uint8Array
  readonly numbers: Uint32Array
  readonly doubles: Float64Array
}
export type Sections = { readonly [N in keyof Kinds]: Arrays[Kinds[N]] }

const names = Object.keys(kinds) as (keyof Kinds)[]
/** Magic, format, length of the file; then offset and length in bytes of each section. */
const headerBytes = 4 * (3 + 2 * names.length)
const unit = { bytes: 1, numbers: 4, doubles: 8 } as const

export function writeSections(sections: Sections): Uint8Array {
  let length = aligned(headerBytes)
  const offsets = names.map((name) => {
    const offset = length
    length = aligned(offset + sections[name].byteLength)
    return offset
  })
  length += 8
  const file = new Uint8Array(length)
  const header = new Uint32Array(file.buffer, 0, headerBytes / 4)
  header.set([magic, format, length])
  names.forEach((name, index) => {
    const { buffer, byteOffset, byteLength } = sections[name]
    header.set([offsets[index]!, byteLength], 3 + 2 * index)
    file.set(new Uint8Array(buffer, byteOffset, byteLength), offsets[index])
  })
  new Uint32Array(file.buffer, length - 8, 1)[0] = magic
  return file
}

/** Views into `file`, without copying; null where it is no whole pool of this format. */
export function readSections(file: Uint8Array): Sections | null {
  const bytes = file.byteOffset % 8 === 0 ? file : file.slice()
  const { buffer, byteOffset, byteLength } = bytes
  if (byteLength < headerBytes + 8 || byteLength % 8 !== 0) return null
  const header = new Uint32Array(buffer, byteOffset, headerBytes / 4)
  const end = new Uint32Array(buffer, byteOffset + byteLength - 8, 1)
  if (header[0] !== magic || header[1] !== format || header[2] !== byteLength || end[0] !== magic) return null
  const sections = new Map<keyof Kinds, Arrays[keyof Arrays]>()
  for (const [index, name] of names.entries()) {
    const [offset, length] = header.subarray(3 + 2 * index)
    const size = unit[kinds[name]]
    if (offset! % 8 !== 0 || offset! + length! > byteLength || length! % size !== 0) return null
    sections.set(name, view(kinds[name], buffer, byteOffset + offset!, length! / size))
  }
  return Object.fromEntries(sections) as unknown as Sections
}

function view(kind: keyof Arrays, buffer: ArrayBufferLike, offset: number, length: number) {
  switch (kind) {
    case 'bytes':
      return new Uint8Array(buffer, offset, length)
    case 'numbers':
      return new Uint32Array(buffer, offset, length)
    case 'doubles':
      return new Float64Array(buffer, offset, length)
  }
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8
}

/** Of a name, for the table of names: FNV-1a over its UTF-16 units. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

export const fits = 1
export const isDevelopment = 2
export const isDebian = 4
