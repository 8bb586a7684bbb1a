import type { VersionScheme } from '../model/version.ts'
import type { Release } from './package-source.ts'
import { hashOf, isDebian, readSections, type Sections } from './pool-layout.ts'

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
  readonly releaseCount: number
  readonly clauseCount: number
  readonly termCount: number
  readonly nameCount: number
  readonly dependencies: Lists
  readonly recommends: Lists
  readonly suggests: Lists
  readonly conflicts: Lists
  readonly replaces: Lists
  readonly provides: Lists
  readonly providers: Lists
  readonly clauseTerms: Lists
  readonly matches: Lists
  readonly sections: Sections
  #text: string | null = null

  constructor(sections: Sections, about: PoolAbout) {
    this.sections = sections
    this.about = about
    this.releaseCount = sections.releaseNames.length
    this.clauseCount = sections.clauseStarts.length - 1
    this.termCount = sections.termNames.length
    this.nameCount = sections.nameReleases.length - 1
    this.dependencies = { starts: sections.dependencyStarts, items: sections.dependencies }
    this.recommends = { starts: sections.recommendStarts, items: sections.recommends }
    this.suggests = { starts: sections.suggestStarts, items: sections.suggests }
    this.conflicts = { starts: sections.conflictStarts, items: sections.conflicts }
    this.replaces = { starts: sections.replaceStarts, items: sections.replaces }
    this.provides = { starts: sections.provideStarts, items: sections.provides }
    this.providers = { starts: sections.providerStarts, items: sections.providers }
    this.clauseTerms = { starts: sections.clauseStarts, items: sections.clauses }
    this.matches = { starts: sections.matchStarts, items: sections.matches }
  }

  text(index: number): string {
    const { textStarts } = this.sections
    return this.#allText().slice(textStarts[index], textStarts[index + 1])
  }

  /** The number of a name, or -1. */
  findName(name: string): number {
    const { nameTable, textStarts } = this.sections
    const text = this.#allText()
    const mask = nameTable.length - 1
    for (let slot = hashOf(name) & mask; ; slot = (slot + 1) & mask) {
      const found = (nameTable[slot] ?? 0) - 1
      if (found < 0) return -1
      const start = textStarts[found]!
      if (textStarts[found + 1]! - start === name.length && text.startsWith(name, start)) return found
    }
  }

  /** Decoded once and as a whole: a slice of it costs nothing. */
  #allText(): string {
    this.#text ??= new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.sections.text)
    return this.#text
  }

  version(release: number): string {
    return this.text(this.sections.releaseVersions[release]!)
  }

  scheme(release: number): VersionScheme {
    return (this.sections.releaseFlags[release]! & isDebian) === 0 ? 'semver' : 'debian'
  }

  has(release: number, flag: number): boolean {
    return (this.sections.releaseFlags[release]! & flag) !== 0
  }

  #digestOf(release: number): string {
    const numbers = this.sections.releaseDigests.subarray(2 * release, 2 * release + 2)
    return Array.from(numbers, (number) => number.toString(16).padStart(8, '0')).join('')
  }

  repositoryOf(release: number): string {
    return this.about.sources[this.sections.releaseRepositories[release]!]!.repository
  }

  describe(release: number): Release {
    const { releaseNames, releaseArchitectures, releaseSizes } = this.sections
    return {
      id: release,
      name: this.text(releaseNames[release]!),
      version: this.version(release),
      scheme: this.scheme(release),
      architecture: this.text(releaseArchitectures[release]!),
      repository: this.repositoryOf(release),
      digest: this.#digestOf(release),
      size: releaseSizes[2 * release]!,
      installedSize: releaseSizes[2 * release + 1]!,
    }
  }
}

/** The pool in `file`; null where it is none, of another format, or cut off. */
export function openPool(file: Uint8Array): Pool | null {
  const sections = readSections(file)
  if (sections === null || !areConsistent(sections)) return null
  try {
    const about = JSON.parse(new TextDecoder().decode(sections.about)) as PoolAbout
    return new Pool(sections, about)
  } catch {
    return null
  }
}

/** Lists that end where their items do: what a file that was not written by us would hardly have. */
function areConsistent(sections: Sections): boolean {
  const releases = sections.releaseNames.length
  const ends = (starts: Uint32Array, items: Uint32Array, count: number) =>
    starts.length === count + 1 && starts[count] === items.length
  return (
    ends(sections.dependencyStarts, sections.dependencies, releases) &&
    ends(sections.recommendStarts, sections.recommends, releases) &&
    ends(sections.suggestStarts, sections.suggests, releases) &&
    ends(sections.conflictStarts, sections.conflicts, releases) &&
    ends(sections.replaceStarts, sections.replaces, releases) &&
    ends(sections.provideStarts, sections.provides, releases) &&
    ends(sections.providerStarts, sections.providers, sections.nameReleases.length - 1) &&
    ends(sections.clauseStarts, sections.clauses, sections.clauseStarts.length - 1) &&
    ends(sections.matchStarts, sections.matches, sections.termNames.length) &&
    sections.nameReleases.at(-1) === releases &&
    hasFreeSlot(sections.nameTable)
  )
}

/** Looking up a name ends at a free slot; a table without one was not written by us. */
function hasFreeSlot(table: Uint32Array): boolean {
  return table.length > 0 && (table.length & (table.length - 1)) === 0 && table.includes(0)
}
