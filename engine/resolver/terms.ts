import { isProblem, parseConstraints, satisfies, type Constraint } from '../model/version-range.ts'
import { provides } from './match-term.ts'
import { wide } from './pool-layout.ts'
import { formatTerm } from './relations.ts'
import type { Admission } from './admission.ts'
import type { Overlay } from './overlay.ts'
import type { Pool } from './pool.ts'

/** What terms are asked of. */
interface TermWorld {
  readonly pool: Pool
  readonly overlay: Overlay
  readonly admission: Admission
  readonly hasOverlay: boolean
  readonly isUsable: (release: number) => boolean
  readonly isInstalled: (release: number) => boolean
  readonly nameOf: (release: number) => number
}

/** What terms and clauses say, and which releases meet them. */
export class Terms {
  readonly #universe: TermWorld

  constructor(universe: TermWorld) {
    this.#universe = universe
  }

  /** Alternatives of a clause, in writing order. */
  of(clause: number): ArrayLike<number> {
    const { pool, overlay } = this.#universe
    if (clause < pool.termCount) return [clause]
    if (clause >= pool.clauseCount) return overlay.clauseAt(clause)
    const row = clause - pool.termCount
    const { clauses, clauseStarts } = pool.data
    return clauses.subarray(clauseStarts[row], clauseStarts[row + 1])
  }

  /** Known at a glance to be met by nothing, as most exclusions of old versions are; false says nothing. */
  isNeverMet(term: number): boolean {
    const { pool, hasOverlay } = this.#universe
    return pool.data.termCounts[term] === 0 && !hasOverlay
  }

  /** The release that meets a term of the pool, where that is easily known to be the only one; else -1. */
  onlyMatch(term: number): number {
    const { pool, hasOverlay, admission } = this.#universe
    if (pool.data.termCounts[term] !== 1 || hasOverlay || !admission.isPlain) return -1
    const release = pool.data.termFroms[term]!
    return this.#universe.isUsable(release) ? release : -1
  }

  /** Appends what meets a term and may be taken: releases of the name itself, then what provides it. */
  matching(term: number, into: number[]): void {
    const { pool, admission } = this.#universe
    const start = into.length
    this.#add(term, into, !admission.isPlain)
    const isInOrder = admission.isPlain && term < pool.termCount
    if (!isInOrder && into.length - start > 1) this.#rank(into, start, this.nameOf(term))
  }

  /**
   * Appends what a term excludes, in no order: whatever may be taken and says that it meets it. Also who may not provide
   * the name does not go with what conflicts with it, or it could come, and could not stay once it is there.
   */
  excluded(term: number, into: number[]): void {
    this.#add(term, into, false)
  }

  /** Whether a release meets a term, usable or not. */
  isMetBy(term: number, release: number): boolean {
    const { pool, overlay } = this.#universe
    const name = this.nameOf(term)
    const constraints = this.constraintsOf(term)
    if (release >= pool.releaseCount)
      return overlay.meeting(name, constraints).some((borne) => borne.release === release)
    if (this.#universe.nameOf(release) === name && this.#isVersionWithin(release, constraints)) return true
    return this.#provides(release, name, constraints)
  }

  nameOf(term: number): number {
    const { pool, overlay } = this.#universe
    return term < pool.termCount ? pool.termName(term) : overlay.nameOf(overlay.termAt(term).name)
  }

  constraintsOf(term: number): readonly Constraint[] {
    const { pool, overlay } = this.#universe
    if (term >= pool.termCount) return overlay.termAt(term).constraints
    const text = pool.termConstraints(term)
    if (text === 0) return []
    const constraints = parseConstraints(pool.text(text - 1))
    return isProblem(constraints) ? [] : constraints
  }

  text(term: number): string {
    const { pool, overlay } = this.#universe
    if (term >= pool.termCount) return formatTerm(overlay.termAt(term))
    const text = pool.termConstraints(term)
    return formatTerm({
      name: pool.nameText(pool.termName(term)),
      constraintText: text === 0 ? '' : pool.text(text - 1),
    })
  }

  clauseText(clause: number): string {
    return Array.from(this.of(clause), (term) => this.text(term)).join(' | ')
  }

  /** Sorts releases of one name: by repository, then as the pool has them. */
  inOrder(releases: number[]): number[] {
    const { admission, hasOverlay } = this.#universe
    if (!admission.isPlain || hasOverlay) this.#rank(releases, 0, -1)
    return releases
  }

  /** `isRuled`: only what may provide the name. */
  #add(term: number, into: number[], isRuled: boolean): void {
    const { pool, hasOverlay } = this.#universe
    if (term >= pool.termCount) return this.#addOwn(term, into, isRuled)
    const start = into.length
    // A damaged file could name releases that there are not.
    const end = Math.min(pool.termEnd(term), pool.releaseCount)
    for (let release = pool.data.termFroms[term]!; release < end; release += 1) {
      if (this.#universe.isUsable(release)) into.push(release)
    }
    if (pool.data.termCounts[term] === wide) this.#addOthers(term, into, isRuled)
    if (hasOverlay) this.#addOverlaid(term, into, start)
  }

  #addOthers(term: number, into: number[], isRuled: boolean): void {
    const { pool } = this.#universe
    const others = pool.othersMeeting(term)
    // Without rules, whoever is usable may provide anything; the term's name is not read with the pool.
    const name = isRuled ? pool.termName(term) : null
    for (let at = 0; at < others.length; at += 1) {
      const release = others[at]!
      if (name === null ? this.#universe.isUsable(release) : this.#answers(release, name)) into.push(release)
    }
  }

  /** Installed releases that the pool does not have may meet the term too. */
  #addOverlaid(term: number, into: number[], start: number): void {
    const { overlay } = this.#universe
    const name = this.nameOf(term)
    if (!overlay.borne.has(name)) return
    for (const { release } of overlay.meeting(name, this.constraintsOf(term)))
      if (!into.includes(release, start)) into.push(release)
  }

  /** As `#add`, for a term that the pool does not have. */
  #addOwn(term: number, into: number[], isRuled: boolean): void {
    const universe = this.#universe
    const { name: text, constraints } = universe.overlay.termAt(term)
    const name = universe.overlay.nameOf(text)
    const start = into.length
    for (const release of universe.pool.releasesNamed(name)) {
      if (universe.isUsable(release) && this.#isVersionWithin(release, constraints)) into.push(release)
    }
    for (const release of Array.from(universe.pool.providersOf(name))) {
      if (into.includes(release, start)) continue
      const answers = isRuled ? this.#answers(release, name) : universe.isUsable(release)
      if (answers && this.#provides(release, name, constraints)) into.push(release)
    }
    this.#addOverlaid(term, into, start)
  }

  #isVersionWithin(release: number, constraints: readonly Constraint[]): boolean {
    const { pool } = this.#universe
    return constraints.length === 0 || satisfies(pool.version(release), constraints, pool.scheme(release))
  }

  #provides(release: number, name: number, constraints: readonly Constraint[]): boolean {
    const { pool } = this.#universe
    const items = pool.providedBy(release)
    const provided = []
    for (let at = 0; at < items.length; at += 2) {
      const version = items[at + 1]!
      if (items[at] === name)
        provided.push({ name: '', version: version === 0 ? null : pool.text(version - 1) })
    }
    return provides({ scheme: pool.scheme(release), provided }, constraints)
  }

  #answers(release: number, name: number): boolean {
    const universe = this.#universe
    if (!universe.isUsable(release)) return false
    // A rule that came later does not break what is here.
    if (universe.isInstalled(release) || universe.nameOf(release) === name) return true
    return universe.admission.mayProvide(release, name)
  }

  /** Sorts `into` from `start` on: releases of `name` itself first, by repository, then as the pool has them. */
  #rank(into: number[], start: number, name: number): void {
    const { pool, admission } = this.#universe
    const rank = (release: number) =>
      release < pool.releaseCount ? admission.rankOf(release) >>> 0 : Number.MAX_SAFE_INTEGER
    const isOwn = (release: number) => Number(name < 0 || this.#universe.nameOf(release) === name)
    const sorted = into.slice(start).sort((a, b) => isOwn(b) - isOwn(a) || rank(a) - rank(b) || a - b)
    for (const [index, release] of sorted.entries()) into[start + index] = release
  }
}
