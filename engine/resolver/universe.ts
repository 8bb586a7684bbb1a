import { compareVersions, type VersionScheme } from '../model/version.ts'
import { Admission, type Obstacle } from './admission.ts'
import { Overlay } from './overlay.ts'
import type { InstalledPackage, InstallWish, Policy, Release } from './package-source.ts'
import { fits, isEqualToLast, isExclusion } from './pool-layout.ts'
import type { Lists, Pool } from './pool.ts'
import { digestNumber } from './pool-sections.ts'
import { Terms } from './terms.ts'

/** An installed package as the solver sees it. */
export interface Installed {
  readonly release: number
  readonly name: number
  readonly text: string
  readonly chosen: boolean
  /** Clauses that the person accepted to be unmet, in their one spelling. */
  readonly unmet: readonly string[]
}

/**
 * The pool, what is installed besides it, and the policy, as one: releases, names and clauses as numbers. What
 * satisfies a term is worked out when it is asked for, so that a large pool costs nothing where it is not touched.
 */
export class Universe {
  readonly pool: Pool
  readonly overlay: Overlay
  readonly terms: Terms
  readonly installed: readonly Installed[]
  /** Release by name. */
  readonly installedByName: ReadonlyMap<number, number>
  readonly admission: Admission
  readonly releaseCount: number
  /** Something is installed that no repository offers any more. */
  readonly hasOverlay: boolean
  /** Of the pool and the overlay; numbers from here on are the request's own. */
  readonly clauseCount: number
  readonly #overlayRelations: Lists
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
    this.terms = new Terms(this)
    // By name, so that the order in which they are listed changes nothing.
    this.installed = installed.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((each) => this.#place(each))
    this.installedByName = new Map(this.installed.map(({ name, release }) => [name, release]))
    this.releaseCount = pool.releaseCount + this.overlay.releases.length
    this.hasOverlay = this.overlay.releases.length > 0
    this.clauseCount = pool.clauseCount + this.overlay.clauseCount
    this.#overlayRelations = this.overlay.relations()
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

  isInstalled(release: number): boolean {
    return this.#isInstalled[release] === 1
  }

  /** No other release has its name. */
  isOnlyOne(release: number): boolean {
    if (this.hasOverlay) return false
    const name = this.nameOf(release)
    const { nameReleases } = this.pool.data
    return nameReleases[name + 1]! - nameReleases[name]! === 1
  }

  isUsable(release: number): boolean {
    const known = this.#usable[release]!
    if (known !== 0) return known === 1
    const usable = this.admission.isOrdinary(release) || this.admission.obstacleTo(release) === null
    this.#usable[release] = usable ? 1 : 2
    return usable
  }

  obstacleTo(release: number): Obstacle | null {
    return this.isInstalled(release) ? null : this.admission.obstacleTo(release)
  }

  nameOf(release: number): number {
    const own = release - this.pool.releaseCount
    return own < 0 ? this.pool.data.releaseNames[release]! : this.overlay.releases[own]!.name
  }

  describe(release: number): Release {
    return release < this.pool.releaseCount ? this.pool.describe(release) : this.overlay.describe(release)
  }

  nameText(release: number): string {
    return this.overlay.nameText(this.nameOf(release))
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
    const own = this.pool.releasesNamed(name)
    return this.hasOverlay ? [...own, ...this.overlay.namesakes(name)] : own
  }

  /** Those that may be taken: by repository, then newest first. */
  usableNamed(name: number): number[] {
    const usable = this.releasesNamed(name).filter((release) => this.isUsable(release))
    return this.terms.inOrder(usable)
  }

  /** Usable releases of the same name and scheme that are newer than `release`, best first. */
  newerThan(release: number): number[] {
    return this.#compared(release, (order) => order > 0)
  }

  olderThan(release: number): number[] {
    return this.#compared(release, (order) => order < 0)
  }

  /** Both of one name. */
  isOlder(release: number, than: number): boolean {
    return this.scheme(release) === this.scheme(than) && this.#orderOf(release, than) < 0
  }

  /** The newest release that would update `release` but for this obstacle; null without one. */
  newerHidden(release: number, obstacle: Obstacle): number | null {
    const scheme = this.scheme(release)
    const newer = this.releasesNamed(this.nameOf(release)).find(
      (other) =>
        this.scheme(other) === scheme &&
        this.obstacleTo(other) === obstacle &&
        this.#orderOf(other, release) > 0,
    )
    return newer ?? null
  }

  #compared(release: number, isWanted: (order: number) => boolean): number[] {
    // Most names have one release.
    if (this.isOnlyOne(release)) return []
    const scheme = this.scheme(release)
    return this.usableNamed(this.nameOf(release)).filter(
      (other) =>
        other !== release && this.scheme(other) === scheme && isWanted(this.#orderOf(other, release)),
    )
  }

  /** Versions of one name and scheme: the pool has them in order, so only what is not in it must be compared. */
  #orderOf(one: number, other: number): number {
    if (Math.max(one, other) >= this.pool.releaseCount)
      return compareVersions(this.version(one), this.version(other), this.scheme(one))
    const [newer, older] = one < other ? [one, other] : [other, one]
    for (let at = newer + 1; at <= older; at += 1) if (!this.pool.has(at, isEqualToLast)) return other - one
    return 0
  }

  /** What a release depends on (clauses) and excludes (terms, marked): row `rowOf` of these lists. */
  relationsOf(release: number): Lists {
    return release < this.pool.releaseCount ? this.pool.relations : this.#overlayRelations
  }

  rowOf(release: number): number {
    return release < this.pool.releaseCount ? release : release - this.pool.releaseCount
  }

  dependenciesOf(release: number): number[] {
    return this.#relationsOf(release).filter((item) => item < isExclusion)
  }

  exclusionsOf(release: number): number[] {
    return this.#relationsOf(release)
      .filter((item) => item >= isExclusion)
      .map((item) => item - isExclusion)
  }

  /** What a release would like to have: clauses. */
  extrasOf(kind: 'recommends' | 'suggests', release: number): ArrayLike<number> {
    const own = release - this.pool.releaseCount
    if (own >= 0) return this.overlay.releases[own]![kind]
    const { starts, items } = kind === 'recommends' ? this.pool.recommends : this.pool.suggests
    return items.subarray(starts[release], starts[release + 1])
  }

  forEachExtra(
    kind: 'recommends' | 'suggests',
    release: number,
    tell: (release: number, clause: number) => void,
  ): void {
    const own = release - this.pool.releaseCount
    if (own >= 0) return this.overlay.releases[own]![kind].forEach((clause) => tell(release, clause))
    const starts = kind === 'recommends' ? this.pool.recommends.starts : this.pool.suggests.starts
    if (starts[release] === starts[release + 1]) return
    const { items } = kind === 'recommends' ? this.pool.recommends : this.pool.suggests
    for (let at = starts[release]!; at < starts[release + 1]!; at += 1) tell(release, items[at]!)
  }

  #relationsOf(release: number): number[] {
    const { starts, items } = this.relationsOf(release)
    const row = this.rowOf(release)
    return Array.from(items.subarray(starts[row], starts[row + 1]))
  }

  #place(each: InstalledPackage): Installed {
    const { name: text, chosen, unmet } = each
    const number = this.pool.findName(text)
    const offered = number < 0 ? null : this.#findOffered(number, each)
    const spelled = unmet.length === 0 ? unmet : unmet.map((clause) => this.overlay.spell(clause))
    if (offered !== null) return { release: offered, name: number, text, chosen, unmet: spelled }
    const release = this.overlay.add(each.declare())
    return { release, name: this.nameOf(release), text, chosen, unmet: spelled }
  }

  /** The very release in the pool: the same build, from the same repository. */
  #findOffered(name: number, { version, repository, digest }: InstalledPackage): number | null {
    const { pool } = this
    const { nameReleases, releaseDigests } = pool.data
    const wanted = digestNumber(digest)
    const last = nameReleases[name + 1] ?? 0
    let found: number | null = null
    for (let release = nameReleases[name] ?? 0; release < last; release += 1) {
      if (releaseDigests[release] !== wanted || !pool.has(release, fits)) continue
      if (pool.repositoryOf(release) !== repository) continue
      // Versions are texts that are not read with the pool; only where half a digest says too little are they asked.
      if (found !== null) return this.#findByVersion(name, version, repository)
      found = release
    }
    return found
  }

  #findByVersion(name: number, version: string, repository: string): number | null {
    const { pool } = this
    const same = pool
      .releasesNamed(name)
      .find(
        (release) =>
          pool.has(release, fits) &&
          pool.version(release) === version &&
          pool.repositoryOf(release) === repository,
      )
    return same ?? null
  }
}
