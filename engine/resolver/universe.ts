import { parseConstraints, isProblem, satisfies, type Constraint } from '../model/version-range.ts'
import { compareVersions, type VersionScheme } from '../model/version.ts'
import { Admission, type Obstacle } from './admission.ts'
import { provides } from './match-term.ts'
import { Overlay } from './overlay.ts'
import type { InstalledPackage, InstallWish, Policy, Release } from './package-source.ts'
import { fits } from './pool-layout.ts'
import type { Lists, Pool } from './pool.ts'
import { digestNumbers } from './pool-sections.ts'
import { formatTerm } from './relations.ts'

/** An installed package as the solver sees it. */
export interface Installed {
  readonly release: number
  readonly name: number
  readonly text: string
  readonly chosen: boolean
  /** Clauses that the person accepted to be unmet. */
  readonly unmet: readonly string[]
}

/**
 * The pool, what is installed besides it, and the policy, as one: releases, names and clauses as numbers. What
 * satisfies a clause is worked out when it is first asked for, so that a large pool costs nothing where it is not
 * touched.
 */
export class Universe {
  readonly pool: Pool
  readonly overlay: Overlay
  readonly installed: readonly Installed[]
  /** Release by name. */
  readonly installedByName: ReadonlyMap<number, number>
  readonly admission: Admission
  readonly #isInstalled: Uint8Array
  /** 0 not asked yet, 1 may be taken, 2 may not. */
  readonly #usable: Uint8Array

  constructor(
    pool: Pool,
    installed: readonly InstalledPackage[],
    policy: Policy,
    wishes: readonly InstallWish[],
  ) {
    this.pool = pool
    this.overlay = new Overlay(pool)
    // By name, so that the order in which they are listed changes nothing.
    this.installed = installed.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((each) => this.#place(each))
    this.installedByName = new Map(this.installed.map(({ name, release }) => [name, release]))
    this.#usable = new Uint8Array(this.releaseCount)
    this.#isInstalled = new Uint8Array(this.releaseCount)
    for (const { release } of this.installed) {
      this.#isInstalled[release] = 1
      this.#usable[release] = 1
    }
    const installedAs = (name: number) => {
      const release = this.installedByName.get(name)
      return release === undefined ? undefined : this.describe(release)
    }
    this.admission = new Admission(pool, policy, { installedAs, wishes })
  }

  get releaseCount(): number {
    return this.pool.releaseCount + this.overlay.releases.length
  }

  /** Clauses of the pool and the overlay; numbers from here on are the request's own. */
  get clauseCount(): number {
    return this.pool.clauseCount + this.overlay.clauseCount
  }

  isInstalled(release: number): boolean {
    return this.#isInstalled[release] === 1
  }

  isUsable(release: number): boolean {
    const known = this.#usable[release]!
    if (known !== 0) return known === 1
    const usable = this.admission.obstacleTo(release) === null
    this.#usable[release] = usable ? 1 : 2
    return usable
  }

  obstacleTo(release: number): Obstacle | null {
    return this.isInstalled(release) ? null : this.admission.obstacleTo(release)
  }

  nameOf(release: number): number {
    const own = release - this.pool.releaseCount
    return own < 0 ? this.pool.sections.releaseNames[release]! : this.overlay.releases[own]!.name
  }

  describe(release: number): Release {
    return release < this.pool.releaseCount ? this.pool.describe(release) : this.overlay.describe(release)
  }

  version(release: number): string {
    const own = release - this.pool.releaseCount
    return own < 0 ? this.pool.version(release) : this.overlay.releases[own]!.declared.version
  }

  scheme(release: number): VersionScheme {
    const own = release - this.pool.releaseCount
    return own < 0 ? this.pool.scheme(release) : this.overlay.releases[own]!.declared.scheme
  }

  /** Every release of a name, whether it may be taken or not. */
  releasesNamed(name: number): number[] {
    const { nameReleases } = this.pool.sections
    const [from, to] = [nameReleases[name] ?? 0, nameReleases[name + 1] ?? 0]
    const own = this.overlay.borne.get(name)?.filter(({ isOwn }) => isOwn) ?? []
    return [
      ...Array.from({ length: to - from }, (_, index) => from + index),
      ...own.map(({ release }) => release),
    ]
  }

  /** Those that may be taken: by repository, then newest first. */
  usableNamed(name: number): number[] {
    return this.#ranked(this.releasesNamed(name).filter((release) => this.isUsable(release)))
  }

  /** Usable releases of the same name and scheme that are newer than `release`, best first. */
  newerThan(release: number): number[] {
    return this.#compared(release, (order) => order > 0)
  }

  olderThan(release: number): number[] {
    return this.#compared(release, (order) => order < 0)
  }

  #compared(release: number, fitsOrder: (order: number) => boolean): number[] {
    const name = this.nameOf(release)
    const { nameReleases } = this.pool.sections
    // Most names have one release.
    if (release < this.pool.releaseCount && nameReleases[name + 1]! - nameReleases[name]! === 1) return []
    const scheme = this.scheme(release)
    const version = this.version(release)
    return this.usableNamed(name).filter(
      (other) =>
        other !== release &&
        this.scheme(other) === scheme &&
        fitsOrder(compareVersions(this.version(other), version, scheme)),
    )
  }

  /** The relations of one kind that a release declares. */
  listOf(kind: 'dependencies' | 'recommends' | 'suggests' | 'conflicts', release: number): ArrayLike<number> {
    const own = release - this.pool.releaseCount
    if (own >= 0) return this.overlay.releases[own]![kind]
    const { starts, items }: Lists = this.pool[kind]
    return items.subarray(starts[release], starts[release + 1])
  }

  /** Alternatives of a clause, in writing order. */
  termsOf(clause: number): ArrayLike<number> {
    if (clause >= this.pool.clauseCount) return this.overlay.clauseAt(clause)
    const { starts, items } = this.pool.clauseTerms
    return items.subarray(starts[clause], starts[clause + 1])
  }

  /** What meets a term and may be taken: releases of the name itself, then what provides it. Appends to `into`. */
  matching(term: number, into: number[]): void {
    if (term >= this.pool.termCount) return this.#matchingOwn(term, into)
    const { termNames, termRanges } = this.pool.sections
    const start = into.length
    const name = termNames[term]!
    for (let release = termRanges[2 * term]!; release < termRanges[2 * term + 1]!; release += 1) {
      if (this.isUsable(release)) into.push(release)
    }
    const { starts, items } = this.pool.matches
    for (let at = starts[term]!; at < starts[term + 1]!; at += 1) {
      if (this.#answers(items[at]!, name)) into.push(items[at]!)
    }
    if (this.overlay.borne.has(name)) {
      for (const { release } of this.overlay.meeting(name, this.constraintsOf(term)))
        if (!into.includes(release, start)) into.push(release)
    }
    if (!this.admission.isPlain && into.length - start > 1) this.#rank(into, start, name)
  }

  /** Whether a release meets a term, usable or not. */
  meets(release: number, term: number): boolean {
    const name = this.termName(term)
    const constraints = this.constraintsOf(term)
    const own = release - this.pool.releaseCount
    if (own >= 0) return this.overlay.meeting(name, constraints).some((borne) => borne.release === release)
    return this.nameOf(release) === name
      ? satisfies(this.version(release), constraints, this.scheme(release))
      : this.#provides(release, name, constraints)
  }

  constraintsOf(term: number): readonly Constraint[] {
    if (term >= this.pool.termCount) return this.overlay.termAt(term).constraints
    const text = this.pool.sections.termConstraints[term]!
    if (text === 0) return []
    const constraints = parseConstraints(this.pool.text(text - 1))
    return isProblem(constraints) ? [] : constraints
  }

  termName(term: number): number {
    return term < this.pool.termCount
      ? this.pool.sections.termNames[term]!
      : this.overlay.nameOf(this.overlay.termAt(term).name)
  }

  termText(term: number): string {
    if (term >= this.pool.termCount) return formatTerm(this.overlay.termAt(term))
    const { termNames, termConstraints } = this.pool.sections
    const text = termConstraints[term]!
    return formatTerm({
      name: this.pool.text(termNames[term]!),
      constraintText: text === 0 ? '' : this.pool.text(text - 1),
    })
  }

  clauseText(clause: number): string {
    return Array.from(this.termsOf(clause), (term) => this.termText(term)).join(' | ')
  }

  /** As `matching`, for a term that the pool does not have. */
  #matchingOwn(term: number, into: number[]): void {
    const { name: text, constraints } = this.overlay.termAt(term)
    const name = this.overlay.nameOf(text)
    const start = into.length
    for (const release of this.releasesNamed(name)) {
      if (this.isUsable(release) && satisfies(this.version(release), constraints, this.scheme(release)))
        into.push(release)
    }
    for (const release of Array.from(this.#providersOf(name))) {
      if (this.#answers(release, name) && this.#provides(release, name, constraints)) into.push(release)
    }
    for (const { release } of this.overlay.meeting(name, constraints)) {
      if (!into.includes(release, start)) into.push(release)
    }
    if (into.length - start > 1) this.#rank(into, start, name)
  }

  #providersOf(name: number): ArrayLike<number> {
    if (name >= this.pool.nameCount) return []
    const { starts, items } = this.pool.providers
    return items.subarray(starts[name], starts[name + 1])
  }

  #provides(release: number, name: number, constraints: readonly Constraint[]): boolean {
    const { starts, items } = this.pool.provides
    const provided = []
    for (let at = starts[release]!; at < starts[release + 1]!; at += 2) {
      const version = items[at + 1]!
      if (items[at] === name)
        provided.push({ name: '', version: version === 0 ? null : this.pool.text(version - 1) })
    }
    return provides({ scheme: this.scheme(release), provided }, constraints)
  }

  #answers(release: number, name: number): boolean {
    if (!this.isUsable(release)) return false
    return this.nameOf(release) === name || this.admission.mayProvide(release, name)
  }

  #ranked(releases: number[]): number[] {
    if (!this.admission.isPlain || this.overlay.releases.length > 0) this.#rank(releases, 0, -1)
    return releases
  }

  /** Sorts `into` from `start` on: the name's own releases, by repository, in the order of the pool. */
  #rank(into: number[], start: number, name: number): void {
    const rank = (release: number) =>
      release < this.pool.releaseCount ? this.admission.rankOf(release) >>> 0 : Infinity
    const isOwn = (release: number) => Number(name < 0 || this.nameOf(release) === name)
    const sorted = into.slice(start).sort((a, b) => isOwn(b) - isOwn(a) || compare(rank(a), rank(b)) || a - b)
    for (const [index, release] of sorted.entries()) into[start + index] = release
  }

  #place(each: InstalledPackage): Installed {
    const { name: text, chosen, unmet } = each
    const release = this.#findOffered(each) ?? this.overlay.add(each.declare())
    return { release, name: this.nameOf(release), text, chosen, unmet }
  }

  /** The very release in the pool: the same build of the same version from the same repository. */
  #findOffered({ name, version, repository, digest }: InstalledPackage): number | null {
    const { nameReleases, releaseDigests } = this.pool.sections
    const number = this.pool.findName(name)
    if (number < 0) return null
    const [first, second] = digestNumbers(digest)
    for (let release = nameReleases[number]!; release < nameReleases[number + 1]!; release += 1) {
      const isSame =
        releaseDigests[2 * release] === first &&
        releaseDigests[2 * release + 1] === second &&
        this.pool.has(release, fits) &&
        this.pool.version(release) === version &&
        this.pool.repositoryOf(release) === repository
      if (isSame) return release
    }
    return null
  }
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}
