import { longTextOf } from '../base/code-units.ts'
import type { VersionScheme } from '../model/version.ts'
import { Digests } from './digests.ts'
import { findNumber, firstFrom } from './find-number.ts'
import { findIn, Texts } from './names.ts'
import type { Release } from './package-source.ts'
import {
  isDebian,
  wide,
  type FirstSections,
  type LaterName,
  type LaterNumbers,
  type Section,
} from './pool-layout.ts'
import { type ReadPart, SectionReader } from './section-reader.ts'

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
  readonly #names: Texts
  readonly #virtualNames: Texts
  readonly #texts: Texts
  #digests: Digests | null = null
  #repositories: Uint16Array | null = null
  #recommends: Lists | null = null
  #suggests: Lists | null = null
  constructor(reader: SectionReader, about: PoolAbout) {
    this.#reader = reader
    this.about = about
    this.data = reader.first
    this.releaseCount = this.data.releaseNames.length
    this.termCount = this.data.termFroms.length
    this.clauseCount = this.termCount + this.data.clauseStarts.length - 1
    this.packageCount = reader.lengthOf('nameReleases') - 1
    this.#names = new Texts(reader, { text: 'nameText', starts: 'nameStarts' })
    this.#virtualNames = new Texts(reader, { text: 'virtualText', starts: 'virtualStarts' })
    this.#texts = new Texts(reader, { text: 'text', starts: 'textStarts' })
    this.relations = { starts: this.data.relationStarts, items: this.data.relations }
  }

  get digests(): Digests {
    this.#digests ??= new Digests(this.#reader)
    return this.#digests
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
    return this.packageCount + this.#virtualNames.count
  }

  later<N extends LaterName>(name: N): Section<N> {
    return this.#reader.later(name)
  }

  /** The number of a name, or -1 where nobody mentions it. */
  findName(name: string): number {
    const asked = { reader: this.#reader, text: name }
    const found = findIn(this.#names, 'nameTable', asked)
    if (found >= 0) return found
    const virtual = findIn(this.#virtualNames, 'virtualTable', asked)
    return virtual < 0 ? -1 : this.packageCount + virtual
  }

  nameText(name: number): string {
    return name < this.packageCount ? this.#names.get(name) : this.#virtualNames.get(name - this.packageCount)
  }

  /** The name that a term is about. */
  termName(term: number): number {
    return this.#number('termNames', term)
  }

  /** The text of a term's constraints + 1, or 0. */
  termConstraints(term: number): number {
    return this.#number('termConstraints', term)
  }

  /** A version, a constraint or an architecture. */
  text(index: number): string {
    return this.#texts.get(index)
  }

  version(release: number): string {
    return this.text(this.#number('releaseVersions', release))
  }

  scheme(release: number): VersionScheme {
    return this.has(release, isDebian) ? 'debian' : 'semver'
  }

  has(release: number, flag: number): boolean {
    return (this.data.releaseFlags[release]! & flag) !== 0
  }

  repositoryOf(release: number): string {
    return this.about.sources[this.sourceOf(release)]!.repository
  }

  /** The place of a release's repository among the sources. */
  sourceOf(release: number): number {
    if (this.about.sources.length < 2) return 0
    this.#repositories ??= this.later('releaseRepositories')
    return this.#repositories[release]!
  }

  /** All releases of a name: newest first, those for other machines last. */
  releasesNamed(name: number): number[] {
    const { releaseNames } = this.data
    const releases: number[] = []
    for (let release = this.#firstNamed(name); releaseNames[release] === name; release += 1)
      releases.push(release)
    return releases
  }

  /** The first release whose name is not before this one; names of packages have at least one each, and lie in order. */
  #firstNamed(name: number): number {
    const { releaseNames } = this.data
    const low = Math.min(name, this.releaseCount)
    const high = Math.min(name + this.releaseCount - this.packageCount, this.releaseCount)
    return firstFrom((at) => releaseNames[at]!, { low, high }, name)
  }

  /** The first of the neighbours that have the name of this release. */
  firstNamesake(release: number): number {
    const { releaseNames } = this.data
    let first = release
    while (first > 0 && releaseNames[first - 1] === releaseNames[release]) first -= 1
    return first
  }

  /** Releases of other names that provide `name`. */
  providersOf(name: number): ArrayLike<number> {
    const reader = this.#reader
    const row = findNumber((at) => reader.item('providedNames', at), reader.lengthOf('providedNames'), name)
    if (row < 0) return none
    return reader.part(
      'providers',
      reader.item('providerStarts', row),
      reader.item('providerStarts', row + 1),
    )
  }

  /** What a release provides: pairs of a name, and the text of its version + 1 or 0. */
  providedBy(release: number): ArrayLike<number> {
    const reader = this.#reader
    return reader.part(
      'provides',
      reader.item('provideStarts', release),
      reader.item('provideStarts', release + 1),
    )
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
      architecture: this.text(this.#reader.item('releaseArchitectures', release)),
      repository: this.repositoryOf(release),
      size: this.#size(2 * release),
      installedSize: this.#size(2 * release + 1),
    }
  }

  #size(index: number): number {
    const above = this.#reader.item('releaseSizesAbove', index)
    return this.#number('releaseSizes', index) + above * 2 ** 32
  }

  #number(section: LaterNumbers, index: number): number {
    return this.#reader.item(section, index)
  }

  #wideRow(term: number): number {
    const { wideTerms } = this.data
    return findNumber((at) => wideTerms[at]!, wideTerms.length, term)
  }
}

const none: ArrayLike<number> = []

/**
 * The pool in a file whose first part (`lengthsIn`), or the whole of it, is in `part`; what is not in it is read by
 * `read`. Null where it is no pool, of another format, or cut off.
 */
export function openPool(part: Uint8Array, read: ReadPart = readFrom(part)): Pool | null {
  const reader = SectionReader.open(part, read)
  if (reader === null || !areConsistent(reader)) return null
  const about = readAbout(reader.first.about)
  return about === null ? null : new Pool(reader, about)
}

function readAbout(bytes: Uint8Array): PoolAbout | null {
  try {
    const about = JSON.parse(longTextOf(bytes)) as Partial<PoolAbout> | null
    return Array.isArray(about?.sources) ? (about as PoolAbout) : null
  } catch {
    return null
  }
}

function readFrom(file: Uint8Array): ReadPart {
  return (offset, length) => file.subarray(offset, offset + length)
}

/** Lists that end where their items do: what a file that was not written by us would hardly have. */
function areConsistent(reader: SectionReader): boolean {
  const { first: data } = reader
  const releases = data.releaseNames.length
  const ends = (starts: Uint32Array, length: number, count: number) =>
    starts.length === count + 1 && starts[count] === length
  return (
    areLongEnough(reader) &&
    ends(data.relationStarts, data.relations.length, releases) &&
    ends(data.clauseStarts, data.clauses.length, data.clauseStarts.length - 1) &&
    ends(data.wideStarts, data.wideItems.length, data.wideTerms.length) &&
    data.releaseFlags.length === releases &&
    data.termCounts.length === data.termFroms.length
  )
}

/** What is read later has as many items as what was read tells. */
function areLongEnough(reader: SectionReader): boolean {
  const { releaseNames, termFroms } = reader.first
  const names = reader.lengthOf('nameReleases')
  const tables = [
    reader.lengthOf('nameTable'),
    reader.lengthOf('virtualTable'),
    reader.lengthOf('digestStarts') - 1,
  ]
  return (
    names > 0 &&
    reader.lengthOf('nameStarts') === names &&
    reader.lengthOf('digests') === 3 * releaseNames.length &&
    reader.lengthOf('releaseRepositories') === releaseNames.length &&
    reader.lengthOf('termNames') === termFroms.length &&
    tables.every(isPowerOfTwo)
  )
}

function isPowerOfTwo(size: number): boolean {
  return size > 0 && (size & (size - 1)) === 0
}
