import type { VersionScheme } from '../model/version.ts'
import { AsciiText, findIn, isTable, type NameSection, type SearchableText } from './names.ts'
import type { Release } from './package-source.ts'
import {
  isDebian,
  SectionReader,
  wide,
  type FirstSections,
  type LaterName,
  type ReadPart,
  type Section,
} from './pool-layout.ts'

const manyLookups = 64

/** A repository in a pool, and the digest of the index its releases were read from. */
export interface PoolSource {
  readonly repository: string
  readonly digest: string
}

export interface PoolAbout {
  readonly architecture: string
  readonly sources: readonly PoolSource[]
}

/** A list of lists: list r is `items[starts[r]]` up to `items[starts[r + 1]]`. */
export interface Lists {
  readonly starts: Uint32Array
  readonly items: Uint32Array
}

/**
 * All releases of all repositories as numbers in typed arrays, read from one file as it is. A *term* is a name with
 * constraints, a *clause* a list of terms of which one must be met; equal ones have one number.
 */
export class Pool {
  readonly about: PoolAbout
  readonly data: FirstSections
  readonly releaseCount: number
  readonly termCount: number
  /** Clauses of one term are that term; those of several follow. */
  readonly clauseCount: number
  /** Names of packages; the numbers of other names follow. */
  readonly packageCount: number
  readonly relations: Lists
  readonly #reader: SectionReader
  #bytes: AsciiText | null = null
  #lookups = 0
  #recommends: Lists | null = null
  #suggests: Lists | null = null
  readonly #texts = new Map<Uint8Array, string>()

  constructor(reader: SectionReader, about: PoolAbout) {
    this.#reader = reader
    this.about = about
    this.data = reader.first
    this.releaseCount = this.data.releaseNames.length
    this.termCount = this.data.termNames.length
    this.clauseCount = this.termCount + this.data.clauseStarts.length - 1
    this.packageCount = this.data.nameReleases.length - 1
    this.relations = { starts: this.data.relationStarts, items: this.data.relations }
  }

  get recommends(): Lists {
    this.#recommends ??= { starts: this.later('recommendStarts'), items: this.later('recommends') }
    return this.#recommends
  }

  get suggests(): Lists {
    this.#suggests ??= { starts: this.later('suggestStarts'), items: this.later('suggests') }
    return this.#suggests
  }

  get nameCount(): number {
    return this.packageCount + this.later('virtualStarts').length - 1
  }

  later<N extends LaterName>(name: N): Section<N> {
    return this.#reader.later(name)
  }

  /** The number of a name, or -1 where nobody mentions it. */
  findName(name: string): number {
    const { nameStarts: starts, nameTable: table } = this.data
    const found = findIn({ text: this.#names(), starts, table }, name)
    if (found >= 0) return found
    const virtual = findIn(this.#virtualNames(), name)
    return virtual < 0 ? -1 : this.packageCount + virtual
  }

  nameText(name: number): string {
    if (name < this.packageCount) return this.#slice(this.data.nameText, this.data.nameStarts, name)
    return this.#slice(this.later('virtualText'), this.later('virtualStarts'), name - this.packageCount)
  }

  /** A version, a constraint or an architecture. */
  text(index: number): string {
    return this.#slice(this.later('text'), this.later('textStarts'), index)
  }

  version(release: number): string {
    return this.text(this.later('releaseVersions')[release]!)
  }

  scheme(release: number): VersionScheme {
    return this.has(release, isDebian) ? 'debian' : 'semver'
  }

  has(release: number, flag: number): boolean {
    return (this.data.releaseFlags[release]! & flag) !== 0
  }

  repositoryOf(release: number): string {
    return this.about.sources[this.data.releaseRepositories[release]!]!.repository
  }

  /** All releases of a name: newest first, those for other machines last. */
  releasesNamed(name: number): number[] {
    const { nameReleases } = this.data
    const releases: number[] = []
    const last = nameReleases[name + 1] ?? 0
    for (let release = nameReleases[name] ?? last; release < last; release += 1) releases.push(release)
    return releases
  }

  /** Releases of other names that provide `name`. */
  providersOf(name: number): ArrayLike<number> {
    const row = find(this.later('providedNames'), name)
    if (row < 0) return []
    const starts = this.later('providerStarts')
    return this.later('providers').subarray(starts[row], starts[row + 1])
  }

  /** The first release of a term's name behind those that meet the term. */
  termEnd(term: number): number {
    const { termFroms, termCounts, wideItems, wideStarts } = this.data
    const count = termCounts[term]!
    return count === wide ? wideItems[wideStarts[this.#wideRow(term)]!]! : termFroms[term]! + count
  }

  /** Further releases that meet a term: those that provide its name, or that no range holds. */
  othersMeeting(term: number): ArrayLike<number> {
    const { termCounts, wideItems, wideStarts } = this.data
    if (termCounts[term] !== wide) return none
    const row = this.#wideRow(term)
    return wideItems.subarray(wideStarts[row]! + 1, wideStarts[row + 1])
  }

  describe(release: number): Release {
    return {
      id: release,
      name: this.nameText(this.data.releaseNames[release]!),
      version: this.version(release),
      scheme: this.scheme(release),
      architecture: this.text(this.later('releaseArchitectures')[release]!),
      repository: this.repositoryOf(release),
      size: this.#size(2 * release),
      installedSize: this.#size(2 * release + 1),
    }
  }

  #size(index: number): number {
    return this.later('releaseSizes')[index]! + this.later('releaseSizesAbove')[index]! * 2 ** 32
  }

  #wideRow(term: number): number {
    return find(this.data.wideTerms, term)
  }

  /** A few names are compared as bytes; for more, decoding all of them at once is cheaper. */
  #names(): SearchableText {
    const { nameText, nameStarts } = this.data
    // Starts count the units of the text; where these are as many as its bytes, all of it is ASCII.
    const isAscii = nameStarts.at(-1) === nameText.length
    if (!isAscii || this.#lookups > manyLookups) return this.#textOf(nameText)
    this.#lookups += 1
    this.#bytes ??= new AsciiText(nameText)
    return this.#bytes
  }

  #virtualNames(): NameSection {
    return {
      text: this.#textOf(this.later('virtualText')),
      starts: this.later('virtualStarts'),
      table: this.later('virtualTable'),
    }
  }

  #slice(text: Uint8Array, starts: Uint32Array, index: number): string {
    return this.#textOf(text).slice(starts[index], starts[index + 1])
  }

  /** Decoded once and as a whole: a slice of it costs next to nothing. */
  #textOf(section: Uint8Array): string {
    const known = this.#texts.get(section)
    if (known !== undefined) return known
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(section)
    this.#texts.set(section, text)
    return text
  }
}

const none: ArrayLike<number> = []

/** The place of a number in a sorted list, or -1. */
function find(sorted: Uint32Array, wanted: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return sorted[low] === wanted ? low : -1
}

/**
 * The pool in a file whose first part (`lengthsIn`), or the whole of it, is in `part`; what is not in it is read by
 * `read`. Null where it is no pool, of another format, or cut off.
 */
export function openPool(part: Uint8Array, read: ReadPart = readFrom(part)): Pool | null {
  const reader = SectionReader.open(part, read)
  if (reader === null || !areConsistent(reader.first)) return null
  const about = readAbout(reader.first.about)
  return about === null ? null : new Pool(reader, about)
}

function readAbout(bytes: Uint8Array): PoolAbout | null {
  try {
    const about = JSON.parse(new TextDecoder().decode(bytes)) as Partial<PoolAbout> | null
    return Array.isArray(about?.sources) ? (about as PoolAbout) : null
  } catch {
    return null
  }
}

function readFrom(file: Uint8Array): ReadPart {
  return (offset, length) => file.subarray(offset, offset + length)
}

/** Lists that end where their items do: what a file that was not written by us would hardly have. */
function areConsistent(data: FirstSections): boolean {
  const releases = data.releaseNames.length
  const ends = (starts: Uint32Array, length: number, count: number) =>
    starts.length === count + 1 && starts[count] === length
  return (
    ends(data.nameReleases, releases, data.nameStarts.length - 1) &&
    data.nameStarts.length === data.nameReleases.length &&
    ends(data.relationStarts, data.relations.length, releases) &&
    ends(data.clauseStarts, data.clauses.length, data.clauseStarts.length - 1) &&
    ends(data.wideStarts, data.wideItems.length, data.wideTerms.length) &&
    data.releaseFlags.length === releases &&
    data.termFroms.length === data.termNames.length &&
    data.termCounts.length === data.termNames.length &&
    isTable(data.nameTable)
  )
}
