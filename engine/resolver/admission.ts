import { bySpecificity, matchesPattern } from '../base/pattern.ts'
import type { PolicyVerdict } from '../model/policy.ts'
import { satisfies } from '../model/version-range.ts'
import { isDevelopmentVersion } from '../model/version.ts'
import type { InstallWish, Pin, Policy, Release } from './package-source.ts'
import type { Pool } from './pool.ts'
import { fits, isDevelopment, isRevoked, isStrangers } from './pool-layout.ts'

/**
 * Why a release that exists may not be taken. `disabled`: its repository is not in use. `stranger`: its name is
 * another publisher's.
 */
export type Obstacle =
  | 'disabled'
  | 'architecture'
  | 'policy'
  | 'revoked'
  | 'stranger'
  | 'untrusted'
  | 'held'
  | 'pinned'
  | 'other-repository'
  | 'development'

const notOrdinary = isDevelopment | isRevoked | isStrangers

/** What may be taken under a policy, and which repository comes first. Answers about a name are remembered. */
export class Admission {
  readonly #pool: Pool
  readonly #policy: Policy
  readonly #installedAs: (name: number) => Release | undefined
  /** By number of the repository in the pool; -1 where it is not in use. */
  readonly #ranks: readonly number[]
  readonly #pins: ReadonlyMap<number, readonly Pin[]>
  readonly #held: ReadonlySet<number>
  /** Repositories from which the request wants a name, and names of which it wants a development release. */
  readonly #wanted = new Map<number, Set<string>>()
  readonly #unlocked = new Set<number>()
  readonly #homes = new Map<number, readonly number[]>()
  readonly #onlyDevelopment = new Map<number, boolean>()
  readonly #refusals = new Map<number, PolicyVerdict | null>()
  /** One repository, no rules of anybody: every release that fits and is stable may be taken. */
  readonly isPlain: boolean

  constructor(
    pool: Pool,
    policy: Policy,
    {
      installedAs,
      wishes,
    }: {
      readonly installedAs: (name: number) => Release | undefined
      readonly wishes: readonly InstallWish[]
    },
  ) {
    this.#pool = pool
    this.#policy = policy
    this.#installedAs = installedAs
    const ranks = new Map(policy.repositories.map(({ name }, rank) => [name, rank]))
    this.#ranks = pool.about.sources.map(({ repository }) => ranks.get(repository) ?? -1)
    this.#pins = Map.groupBy(policy.pins, ({ name }) => pool.findName(name))
    this.#held = new Set(Array.from(policy.holds, (name) => pool.findName(name)))
    for (const { name, repository, constraints } of wishes) {
      const number = pool.findName(name)
      if (repository !== undefined)
        this.#wanted.set(number, (this.#wanted.get(number) ?? new Set()).add(repository))
      if (constraints.some(({ version }) => isDevelopmentIn(version))) this.#unlocked.add(number)
    }
    const inUse = this.#ranks.filter((rank) => rank >= 0).length
    const rules = policy.pins.length + policy.holds.size + policy.owners.length
    this.isPlain =
      inUse < 2 && rules === 0 && policy.refusalOf === undefined && policy.isTrusted === undefined
  }

  /** Smaller is better. */
  rankOf(release: number): number {
    return this.#ranks[this.#pool.sourceOf(release)]!
  }

  /** Known at a glance to be free of obstacles; false says nothing. */
  isOrdinary(release: number): boolean {
    if (!this.isPlain) return false
    const flags = this.#pool.data.releaseFlags[release]! & (fits | notOrdinary)
    return flags === fits && this.rankOf(release) >= 0
  }

  /** Null where the release may be taken. Not for what is installed: that may always stay. */
  obstacleTo(release: number): Obstacle | null {
    const pool = this.#pool
    if (this.rankOf(release) < 0) return 'disabled'
    if (!pool.has(release, fits)) return 'architecture'
    if (pool.has(release, isRevoked)) return 'revoked'
    if (pool.has(release, isStrangers)) return 'stranger'
    const name = pool.data.releaseNames[release]!
    const ruledOut = this.isPlain ? null : this.#ruledOut(release, name)
    if (ruledOut !== null) return ruledOut
    return pool.has(release, isDevelopment) && !this.#takesDevelopment(name) ? 'development' : null
  }

  #ruledOut(release: number, name: number): Obstacle | null {
    if (this.refusalOf(release) !== null) return 'policy'
    if (this.#policy.isTrusted?.(this.#pool.describe(release)) === false) return 'untrusted'
    if (this.#held.has(name) && this.#installedAs(name) !== undefined) return 'held'
    if (this.#isPinnedAway(release, name)) return 'pinned'
    return this.#homesOf(name).includes(this.rankOf(release)) ? null : 'other-repository'
  }

  /** What policy files say against a release. */
  refusalOf(release: number): PolicyVerdict | null {
    const { refusalOf } = this.#policy
    if (refusalOf === undefined) return null
    const known = this.#refusals.get(release)
    if (known !== undefined) return known
    const refusal = refusalOf(this.#pool.describe(release))
    this.#refusals.set(release, refusal)
    return refusal
  }

  /** Whether `release` may answer to `name` by providing it: a name with an owner is provided only by the owner. */
  mayProvide(release: number, name: number): boolean {
    if (this.#policy.owners.length === 0) return true
    return this.#ownersOf(name)?.includes(this.rankOf(release)) ?? true
  }

  #isPinnedAway(release: number, name: number): boolean {
    const pins = this.#pins.get(name) ?? []
    const { version, scheme, repository } = pins.length === 0 ? unread : this.#pool.describe(release)
    return pins.some(
      (pin) =>
        (pin.repository !== null && pin.repository !== repository) ||
        !satisfies(version, pin.constraints, scheme),
    )
  }

  /** Ranks of the repositories a name may come from. */
  #homesOf(name: number): readonly number[] {
    const known = this.#homes.get(name)
    if (known !== undefined) return known
    const homes = this.#findHomes(name)
    this.#homes.set(name, homes)
    return homes
  }

  #findHomes(name: number): readonly number[] {
    const owners = this.#ownersOf(name)
    // Not even by name: who wants it otherwise takes the ownership back first.
    return this.#homesAmong(name, owners).filter((rank) => owners?.includes(rank) ?? true)
  }

  /** As if there were no others than `owners`; null: among all. */
  #homesAmong(name: number, owners: readonly number[] | null): readonly number[] {
    const { repositories } = this.#policy
    const wanted = Array.from(this.#wanted.get(name) ?? [], (repository) =>
      repositories.findIndex((each) => each.name === repository),
    )
    const pinned = (this.#pins.get(name) ?? []).flatMap(({ repository }) =>
      repositories.flatMap((each, rank) => (each.name === repository ? [rank] : [])),
    )
    if (pinned.length > 0) return [...pinned, ...wanted]
    const first = this.#firstOffering(name, owners)
    const installed = this.#installedAs(name)
    const from = repositories.findIndex((each) => each.name === installed?.repository)
    if (from < 0 || first < 0 || owners?.includes(from) === false) return [first, ...wanted]
    // Where two are equal, a name stays where it came from: nobody takes it over by being called `aaa`.
    const isHigher = repositories[first]!.priority > repositories[from]!.priority
    return isHigher ? [first, from, ...wanted] : [from, ...wanted]
  }

  /**
   * Ranks of the namespace's owners: several where an administrator's address fits several, none where none is in use, so
   * that nobody may offer the name. Null where it has no owner.
   */
  #ownersOf(name: number): readonly number[] | null {
    const { owners, repositories } = this.#policy
    if (owners.length === 0) return null
    const text = name < this.#pool.nameCount ? this.#pool.nameText(name) : ''
    const fitting = owners
      .filter(({ pattern }) => matchesPattern(text, pattern))
      .toSorted(
        (a, b) =>
          Number(b.isBinding === true) - Number(a.isBinding === true) || bySpecificity(a.pattern, b.pattern),
      )
    const [first] = fitting
    if (first === undefined) return null
    const owning = new Set(
      fitting.flatMap(({ pattern, isBinding, repository }) =>
        pattern === first.pattern && isBinding === first.isBinding ? [repository] : [],
      ),
    )
    return repositories.flatMap((each, rank) => (owning.has(each.name) ? [rank] : []))
  }

  #firstOffering(name: number, owners: readonly number[] | null): number {
    let first = -1
    for (const release of this.#pool.releasesNamed(name)) {
      const rank = this.rankOf(release)
      if (rank < 0 || !this.#pool.has(release, fits) || (first >= 0 && rank >= first)) continue
      if (owners?.includes(rank) === false) continue
      // A repository of which nothing may be taken wins no name.
      if (this.refusalOf(release) === null) first = rank
    }
    return first
  }

  #takesDevelopment(name: number): boolean {
    if (this.#policy.development || this.#unlocked.has(name)) return true
    const installed = this.#installedAs(name)
    if (installed !== undefined && isDevelopmentVersion(installed.version, installed.scheme)) return true
    const known = this.#onlyDevelopment.get(name)
    if (known !== undefined) return known
    const hasNoStable = !this.#pool
      .releasesNamed(name)
      .some(
        (release) =>
          !this.#pool.has(release, isDevelopment) &&
          this.#pool.has(release, fits) &&
          this.rankOf(release) >= 0 &&
          (this.isPlain || this.#homesOf(name).includes(this.rankOf(release))),
      )
    this.#onlyDevelopment.set(name, hasNoStable)
    return hasNoStable
  }
}

const unread = { version: '', scheme: 'semver', repository: '' } as const

function isDevelopmentIn(version: string): boolean {
  return isDevelopmentVersion(version, 'semver') || isDevelopmentVersion(version, 'debian')
}
