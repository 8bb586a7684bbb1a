/**
 * The file of a pool: a header of 32-bit numbers, then the sections one after the other, each at a multiple of 8
 * bytes, then the magic number again, so that a file that was cut off is known by its end. Numbers are in the byte
 * order of the machine; the magic number reads differently in the other one.
 *
 * What every request touches comes first and is read at once (on the machines we measured, reading costs about
 * 0.6 ms a megabyte, nearly all of it for fresh pages); what only some ask for follows, and is read when asked for.
 */
export const magic = 0x4c4f4f50
/** Goes up with every change of what a section means. */
const format = 5

/** What a section holds: `bytes`, unsigned `shorts` of 16 bits or `numbers` of 32. */
const first = {
  /** JSON: architecture and sources. */
  about: 'bytes',
  /** Releases of one name are neighbours: newest first, foreign ones last. */
  releaseNames: 'numbers',
  /** See the bits below. */
  releaseFlags: 'bytes',
  /** By release: clauses it depends on, and terms it excludes, these with `isExclusion` added. */
  relationStarts: 'numbers',
  relations: 'numbers',
  /** Clauses of several terms. Clause c of one term is that term, c < number of terms; the others follow. */
  clauseStarts: 'numbers',
  clauses: 'numbers',
  /** A term is a name with constraints. Terms of one name lie together. Releases of the name itself that meet a term: the first one, and how many, or `wide`. */
  termFroms: 'numbers',
  termCounts: 'bytes',
  /** Terms whose count is `wide`, sorted; for each the end of its range, then further releases that meet it. */
  wideTerms: 'numbers',
  wideStarts: 'numbers',
  wideItems: 'numbers',
} as const

const later = {
  /**
   * Names of packages, sorted, in UTF-8; a name's number is its place. Starts of texts count UTF-16 units. Names that
   * nobody bears as a package follow.
   */
  nameText: 'bytes',
  nameStarts: 'numbers',
  /** Open addressing over names of packages: number + 1, or 0. */
  nameTable: 'numbers',
  /** Releases of name n are `nameReleases[n]` up to `nameReleases[n + 1]`. */
  nameReleases: 'numbers',
  releaseRepositories: 'shorts',
  /** By the upper bits of a number: where its rows begin in `digests`. */
  digestStarts: 'numbers',
  /** Sorted rows: first 4 bytes of the digest of a manifest, hash of the release's name, release. */
  digests: 'numbers',
  termNames: 'numbers',
  /** Names that are only provided or mentioned: sorted, and their table. */
  virtualText: 'bytes',
  virtualStarts: 'numbers',
  virtualTable: 'numbers',
  /** Versions, constraints, architectures. */
  text: 'bytes',
  textStarts: 'numbers',
  releaseVersions: 'numbers',
  releaseArchitectures: 'shorts',
  /** Size and installed size: the lower 32 bits of each, and the bits above. */
  releaseSizes: 'numbers',
  releaseSizesAbove: 'shorts',
  recommendStarts: 'numbers',
  recommends: 'numbers',
  suggestStarts: 'numbers',
  suggests: 'numbers',
  replaceStarts: 'numbers',
  replaces: 'numbers',
  /** Pairs: name, and text of the version + 1 or 0. */
  provideStarts: 'numbers',
  provides: 'numbers',
  /** Names that others than their own packages provide, sorted, and who does. */
  providedNames: 'numbers',
  providerStarts: 'numbers',
  providers: 'numbers',
  /** Text of the constraints + 1, or 0. */
  termConstraints: 'numbers',
} as const

export const kinds = { ...first, ...later }
type Kinds = typeof kinds
export interface Arrays {
  readonly bytes: Uint8Array
  readonly shorts: Uint16Array
  readonly numbers: Uint32Array
}
export type SectionName = keyof Kinds
export type LaterName = keyof typeof later
/** Sections of 32-bit numbers that are not read at once. */
export type LaterNumbers = { [N in LaterName]: Kinds[N] extends 'numbers' ? N : never }[LaterName]
export type Section<N extends SectionName> = Arrays[Kinds[N]]
export type Sections = { readonly [N in SectionName]: Section<N> }
export type FirstSections = { readonly [N in keyof typeof first]: Section<N> }

export const fits = 1
/** Of the development channel. */
export const isDevelopment = 2
/** Its version is in Debian's order. */
export const isDebian = 4
/** The order of versions calls it equal to the release before it. */
export const isEqualToLast = 8
/** No other release has its name. */
export const isAlone = 16
/** Its repository took it back. */
export const isRevoked = 32
/** Its name is another publisher's. */
export const isStrangers = 64

/** Added to a term in `relations`; so a pool has fewer than 2^31 terms. */
export const isExclusion = 0x8000_0000
export const wide = 255

export const names = Object.keys(kinds) as SectionName[]
export const firstNames = Object.keys(first) as (keyof typeof first)[]
export const indexOf = new Map(names.map((name, index) => [name, index]))
/**
 * Magic, format, length of the file, length of the part that is read first, a checksum of the header without itself, one
 * of everything behind the header; then offset and length of each section.
 */
export const fixed = 6
export const checksumAt = 4
const soundAt = 5
export const headerBytes = 4 * (fixed + 2 * names.length)
export const unit = { bytes: 1, shorts: 2, numbers: 4 } as const

export function writeSections(sections: Sections): Uint8Array {
  let length = aligned(headerBytes)
  const offsets = new Map<SectionName, number>()
  for (const name of names) {
    offsets.set(name, length)
    length = aligned(length + sections[name].byteLength)
  }
  const file = new Uint8Array(length + 8)
  const header = new Uint32Array(file.buffer, 0, headerBytes / 4)
  header.set([magic, format, file.length, offsets.get(names[firstNames.length]!)!])
  for (const [index, name] of names.entries()) {
    const { buffer, byteOffset, byteLength } = sections[name]
    header.set([offsets.get(name)!, byteLength], fixed + 2 * index)
    file.set(new Uint8Array(buffer, byteOffset, byteLength), offsets.get(name))
  }
  new Uint32Array(file.buffer, length, 1)[0] = magic
  header[soundAt] = checksumOf(new Uint32Array(file.buffer).subarray(headerBytes / 4))
  header[checksumAt] = checksumOf(header, checksumAt)
  return file
}

/**
 * Whether a whole pool is as it was written. Only who makes another one of it asks: what is damaged would live on in that
 * one, and reading all of it is what others avoid.
 */
export function isSound(file: Uint8Array): boolean {
  const numbers = alignedNumbers(file)
  return numbers[soundAt] === checksumOf(numbers.subarray(headerBytes / 4))
}

function alignedNumbers(file: Uint8Array): Uint32Array {
  const { buffer, byteOffset, byteLength } = alignedCopy(file)
  return new Uint32Array(buffer, byteOffset, byteLength / 4)
}

/** FNV-1a over numbers; over those of a header without the checksum itself. */
export function checksumOf(numbers: Uint32Array, without = -1): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < numbers.length; at += 1)
    if (at !== without) hash = Math.imul(hash ^ numbers[at]!, 0x01000193) ^ (hash >>> 13)
  return hash >>> 0
}

/** Bytes of a file's beginning from which `lengthsIn` can be read. */
export const prefixBytes = 4 * fixed

/** Length of the whole file and of the part to read first; null where this is the beginning of something else. */
export function lengthsIn(prefix: Uint8Array): { readonly whole: number; readonly first: number } | null {
  if (prefix.byteLength < prefixBytes) return null
  const header = new Uint32Array(prefix.slice(0, prefixBytes).buffer)
  const [, , whole, part] = header
  const isOurs = header[0] === magic && header[1] === format && whole! % 8 === 0
  return isOurs && part! >= headerBytes && part! + 8 <= whole! ? { whole: whole!, first: part! } : null
}

export function alignedCopy(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8
}
