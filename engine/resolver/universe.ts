import { compareVersions, type VersionScheme } from '../model/version.ts'
import { Admission, type Obstacle } from './admission.ts'
import { atRestIn, type AtRest } from './at-rest.ts'
import { Overlay } from './overlay.ts'
import type { InstalledPackage, InstallWish, Policy, Release } from './package-source.ts'
import { placeIn, type Installed, type Placed } from './placed.ts'
import { isAlone, isEqualToLast, isExclusion } from './pool-layout.ts'
import type { Lists, Pool } from './pool.ts'
import { Terms } from './terms.ts'

/** What was found out about a release. */
const State = { usable: 1, refused: 2 } as const

/**
 * The pool, what is installed besides it, and the policy, as one: releases, names and clauses as numbers. What
 * satisfies a term is worked out when it is asked for, so that a large pool costs nothing where it is not touched.
 */
export class Universe {
  readonly pool: Pool
  readonly overlay: Overlay
  readonly terms: Terms
  readonly installed: readonly Installed[]
  readonly admission: Admission
  readonly releaseCount: number
  /** Something is installed that no repository offers any more. */
  readonly hasOverlay: boolean
  /** Of the pool and the overlay; numbers from here on are the request's own. */
  readonly clauseCount: number
  readonly #overlayRelations: Lists
  #installedByName: ReadonlyMap<number, number> | null = null
  readonly #placed: Placed
  readonly #policy: Policy
  /** By release: not asked yet, or one of these; made for the first one that is not ordinary. */
  #states: Uint8Array | null = null

  constructor(
    pool: Pool,
    installed: readonly InstalledPackage[],
    policy: Policy,
    wishes: readonly InstallWish[],
  ) {
    this.pool = pool
    this.#policy = policy
    this.overlay = new Overlay(pool)
    this.terms = new Terms(this)
    this.#placed = placeIn(pool, installed)
    this.installed = this.#place(this.#placed)
    this.releaseCount = pool.releaseCount + this.overlay.releases.length
    this.hasOverlay = this.overlay.releases.length > 0
    this.clauseCount = pool.clauseCount + this.overlay.clauseCount
    this.#overlayRelations = this.overlay.relations()
    const installedAs = (name: number) => {
      const release = this.installedByName.get(name)
      return release === undefined ? undefined : this.describe(release)
    }
    this.admission = new Admission(pool, policy, { installedAs, wishes })
  }

  /** What meets a term is what the pool says: nothing lies over it, and nobody rules who may provide a name. */
  get isDirect(): boolean {
    return !this.hasOverlay && this.#policy.owners.length === 0
  }

  /** Null where not all that is installed can stay as it is, or that is not as easily said. */
  atRest(): AtRest | null {
    return this.isDirect ? atRestIn(this.pool, this.#placed) : null
  }

  /** Release by name. */
  get installedByName(): ReadonlyMap<number, number> {
    this.#installedByName ??= new Map(this.installed.map(({ name, release }) => [name, release]))
    return this.#installedByName
  }

  isInstalled(release: number): boolean {
    // All that lies over the pool is installed.
    return release >= this.pool.releaseCount || this.#placed.here[release] === 1
  }

  /** No other release has its name. */
  isOnlyOne(release: number): boolean {
    return !this.hasOverlay && this.pool.has(release, isAlone)
  }

  /** What is installed may always stay. */
  isUsable(release: number): boolean {
    if (this.admission.isOrdinary(release) || this.isInstalled(release)) return true
    const states = (this.#states ??= new Uint8Array(this.releaseCount))
    if (states[release] === 0)
      states[release] = this.admission.obstacleTo(release) === null ? State.usable : State.refused
    return states[release] === State.usable
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

  repositoryOf(release: number): string {
    const own = release - this.pool.releaseCount
    return own < 0 ? this.pool.repositoryOf(release) : this.overlay.releases[own]!.declared.repository
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
    return this.isOnlyOne(release) ? [] : this.#compared(release, (order) => order > 0)
  }

  olderThan(release: number): number[] {
    return this.isOnlyOne(release) ? [] : this.#compared(release, (order) => order < 0)
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
    const scheme = this.scheme(release)
    const found: number[] = []
    this.forEachNamesake(release, (other) => {
      if (!this.isUsable(other) || this.scheme(other) !== scheme) return
      if (isWanted(this.#orderOf(other, release))) found.push(other)
    })
    return found.length > 1 ? this.terms.inOrder(found) : found
  }

  /** Other releases of its name, whether they may be taken or not. */
  forEachNamesake(release: number, tell: (other: number) => void): void {
    if (this.isOnlyOne(release)) return
    if (this.hasOverlay) {
      for (const other of this.releasesNamed(this.nameOf(release))) if (other !== release) tell(other)
      return
    }
    const { releaseNames } = this.pool.data
    const name = releaseNames[release]
    for (let other = this.pool.firstNamesake(release); releaseNames[other] === name; other += 1)
      if (other !== release) tell(other)
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

  /** What no repository offers any more gets a number above the pool's. */
  #place({ installed, packages, isOffered }: Placed): readonly Installed[] {
    if (isOffered) return installed
    return installed.map((each, index) => {
      if (each.release >= 0) return each
      const release = this.overlay.add(packages[index]!.declare())
      return { ...each, release, name: this.nameOf(release) }
    })
  }
}
