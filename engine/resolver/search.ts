import type { AtRest } from './at-rest.ts'
import { asker, end, start, type Candidates } from './candidates.ts'
import { analyze, expandCause, type Assignments } from './analyze.ts'
import {
  clauseReason,
  factReason,
  learnedReason,
  literalsOf,
  onlyReason,
  pairReason,
  Reason,
  type Cause,
} from './cause.ts'
import { Learned } from './learned.ts'
import { isMetByNamesake } from './met.ts'
import type { Need } from './need.ts'
import { askerOf, causeOf } from './reasons.ts'
import { isExclusion } from './pool-layout.ts'
import { absent, present, Trail, type Literal } from './trail.ts'
import { takeToStay } from './take-to-stay.ts'
import type { Universe } from './universe.ts'
import { Watches } from './watches.ts'

/** Who asks for a clause: nobody, the request itself, or release d - 2. */
const nobody = 0
const request = 1

/**
 * Finds which releases can be there so that every dependency is met and nothing is beside what it excludes: unit
 * propagation, learning from each conflict, jumping back to where what was learned decides something.
 *
 * The facts of the pool are never written down as clauses. A dependency is shared by all releases that declare it:
 * it becomes binding when the first of them is there, and is watched through two of its candidates. What a release
 * excludes is looked up when it comes. Decisions come from outside, in an order of preference.
 */
export class Search {
  readonly trail: Trail
  /** Clauses that bind and left a choice when they were asked for, in that order. */
  readonly choices: number[] = []
  readonly candidates: Candidates
  /** Something at rest would have to go, or what was decided together contradicts itself. */
  isDisturbed = false
  readonly #universe: Universe
  readonly #spend: () => void
  readonly #watches: Watches
  readonly #learned: Learned
  /** Number of choices at which each decision was made. */
  readonly #choiceLimits: number[] = []
  readonly #waived: ReadonlyMap<number, ReadonlySet<number>>
  readonly #rivals: number[] = []
  /** What is taken to stay, without looking at what it needs, until `isDisturbed`. */
  readonly #atRest: AtRest | null
  readonly #isGrouping: boolean
  /** The level on which several were decided together; 0 before. */
  #groupLevel = 0
  #head = 0
  /** What cannot be: a cause whose literals are all false. */
  #conflict: Cause | null = null

  constructor(
    universe: Universe,
    candidates: Candidates,
    options: {
      /** Called for each step of work; throws to stop. */
      readonly spend: () => void
      /** Clauses, by release, that do not bind it. */
      readonly waived: ReadonlyMap<number, ReadonlySet<number>>
      /** Where what is installed is taken to stay. */
      readonly atRest: AtRest | null
      /** What stays is decided together, and not one by one. */
      readonly together: boolean
    },
  ) {
    this.#universe = universe
    this.candidates = candidates
    this.#spend = options.spend
    this.#learned = new Learned(options.spend)
    this.#waived = options.waived
    this.#atRest = options.atRest
    this.#isGrouping = options.together
    this.trail = new Trail(universe.releaseCount)
    this.#watches = new Watches(candidates, this.trail, (clause) => {
      this.#conflict ??= { kind: 'clause', clause, asker: this.askerOf(clause) }
    })
  }

  /** One of the list's candidates must be there. */
  require(clause: number): void {
    this.#ask(clause, request)
  }

  /** The literal must hold, by the request's fact of this number. */
  state(literal: Literal, fact: number): void {
    const value = this.trail.valueOf(literal)
    if (value === 0) this.trail.assign(literal, factReason(fact))
    else if (value === -1) this.#conflict ??= { kind: 'fact', fact, literal }
  }

  decide(release: number): void {
    this.trail.beginLevel()
    this.#choiceLimits.push(this.choices.length)
    this.trail.assign(present(release), Reason.none)
  }

  /** What is decided together has been, or nothing is. */
  get isGroupTaken(): boolean {
    return !this.#isGrouping || this.#groupLevel > 0
  }

  /** Begins the decision that `join` adds to. Of what is at rest, all that is still open stays: nothing of it contradicts. */
  beginGroup(): void {
    this.trail.beginLevel()
    this.#choiceLimits.push(this.choices.length)
    this.#groupLevel = this.trail.level
    if (this.#atRest === null) return
    const { bound, free } = this.#atRest
    if (!takeToStay(free, this.trail) || !takeToStay(bound, this.trail)) this.isDisturbed = true
  }

  join(release: number): void {
    this.trail.assign(present(release), Reason.none)
  }

  /** Draws all conclusions; learns and jumps back as needed. False where there is no way. */
  settle(): boolean {
    for (;;) {
      this.#propagate()
      if (this.isDisturbed) return false
      if (this.#conflict === null) return true
      if (this.trail.level === 0 || this.#isOfGroup(this.#conflict)) return false
      this.#learnFrom(this.#conflict)
    }
  }

  /** At least one of these must hold although none does: learns that and jumps back. False where there is no way. */
  refuse(literals: readonly Literal[]): boolean {
    this.#conflict = { kind: 'given', literals }
    if (literals.every((literal) => this.trail.levelOf(literal >> 1) === 0)) return false
    this.#learnFrom(this.#conflict)
    return this.settle()
  }

  /** The facts that the contradiction at level 0 rests on. */
  core(): readonly Cause[] {
    if (this.#conflict === null) return []
    return expandCause(this.#conflict, this.#assignments(), (index) => this.#learned.clauses[index]!.sources)
  }

  /** The release that asked first for a clause; below 0 for the request, or where nobody did. */
  askerOf(clause: number): number {
    return askerOf(clause, this.candidates)
  }

  /** The clause that made a release come without a decision, and who asked for it; null for another reason. */
  needBehind(release: number): Need | null {
    const cause = this.#causeOf(release)
    return cause?.kind === 'clause' ? { clause: cause.clause, by: cause.asker } : null
  }

  #propagate(): void {
    const { trail } = this
    while (this.#conflict === null && !this.isDisturbed && this.#head < trail.length) {
      this.#spend()
      const literal = trail.literals[this.#head++]!
      const release = literal >> 1
      if ((literal & 1) === 1) this.#leave(release)
      else if (this.#atRest === null || !this.#universe.isInstalled(release)) this.#enter(release)
      if (this.#conflict === null && this.#learned.count > 0) this.#visitLearned(literal ^ 1)
    }
  }

  /** The release is there: what it excludes is not, and what it depends on must be. */
  #enter(release: number): void {
    const universe = this.#universe
    const { starts, items } = universe.relationsOf(release)
    const row = universe.rowOf(release)
    const last = starts[row + 1]!
    const waived = this.#waived.size === 0 ? undefined : this.#waived.get(release)
    const { values } = this.trail
    if (!universe.isOnlyOne(release))
      universe.forEachNamesake(release, (other) => this.#exclude(release, other))
    for (let at = starts[row]!; at < last && this.#conflict === null; at += 1) {
      const clause = items[at]!
      if (clause >= isExclusion) this.#excludeRivals(release, clause - isExclusion)
      // What is met by what was there before stays so for as long as this release does; nearly every clause is.
      else if (!isMetByNamesake(clause, universe.pool, values) && waived?.has(clause) !== true)
        this.#depend(release, clause)
    }
  }

  /** Nearly every clause is one term that one release meets: such a clause needs no row, only its asker. */
  #depend(release: number, clause: number): void {
    const only = this.#universe.terms.onlyMatch(clause)
    if (only < 0) return this.#ask(clause, release + 2)
    const value = this.trail.values[only]
    if (value === 0) this.trail.assign(present(only), onlyReason(release))
    else if (value === -1) this.#conflict ??= { kind: 'clause', clause, asker: release }
  }

  #excludeRivals(release: number, term: number): void {
    if (this.#universe.terms.isNeverMet(term)) return
    const rivals = this.#rivals
    rivals.length = 0
    this.#universe.terms.excluded(term, rivals)
    const name = this.#universe.nameOf(release)
    for (const other of rivals) if (this.#universe.nameOf(other) !== name) this.#exclude(release, other)
  }

  #exclude(release: number, other: number): void {
    const value = this.trail.values[other]
    if (value === 0) {
      // Counted, because one release may have ten thousand namesakes.
      this.#spend()
      this.trail.assign(absent(other), pairReason(release))
    } else if (value === 1) this.#conflict ??= { kind: 'pair', release, other }
  }

  /** A clause binds from now on, unless it does already: it is met, decided, hopeless, or watched. */
  #ask(clause: number, by: number): void {
    const row = this.candidates.rowOf(clause)
    const { items, rows } = this.candidates
    if (rows[row + asker] !== nobody) return
    rows[row + asker] = by
    const last = rows[row + end]!
    const { values } = this.trail
    let first = -1
    let second = -1
    for (let at = rows[row + start]!; at < last; at += 1) {
      const release = items[at]!
      const value = values[release]
      if (value === 1) return
      if (value === -1) continue
      if (first < 0) first = release
      else if (second < 0) second = release
    }
    if (first < 0) this.#conflict ??= { kind: 'clause', clause, asker: by - 2 }
    else if (second < 0) this.trail.assign(present(first), clauseReason(clause))
    else {
      this.choices.push(clause)
      this.#watches.watch(row, clause, [first, second])
    }
  }

  /** The release is not there. */
  #leave(release: number): void {
    if (this.#atRest !== null && this.#universe.isInstalled(release)) this.isDisturbed = true
    this.#watches.leave(release)
  }

  /** Between things that were decided together: which of them is to blame is not known then. */
  #isOfGroup(conflict: Cause): boolean {
    if (this.#groupLevel === 0) return false
    const literals = literalsOf(conflict, this.candidates, this.#learned.clauses)
    this.isDisturbed = literals.every((literal) => this.trail.levelOf(literal >> 1) <= this.#groupLevel)
    return this.isDisturbed
  }

  #visitLearned(literal: Literal): void {
    const imply = (index: number, implied: Literal | null) => {
      if (implied === null) this.#conflict = { kind: 'learned', index }
      else this.trail.assign(implied, learnedReason(index))
    }
    this.#learned.visit(literal, (each) => this.trail.valueOf(each), imply)
  }

  #learnFrom(conflict: Cause): void {
    this.#spend()
    const { literals, sources, level } = analyze(conflict, this.#assignments())
    this.#conflict = null
    this.#jumpTo(level)
    const index = this.#learned.add({ literals: [...literals], sources })
    this.trail.assign(literals[0]!, learnedReason(index))
  }

  #jumpTo(level: number): void {
    this.trail.backTo(level, (release) => this.candidates.withdraw(release))
    if (level < this.#groupLevel) this.#groupLevel = 0
    this.choices.length = this.#choiceLimits[level]!
    this.#choiceLimits.length = level
    this.#head = this.trail.length
  }

  #assignments(): Assignments {
    return {
      trail: this.trail,
      causeOf: (release) => this.#causeOf(release),
      literalsOf: (cause) => literalsOf(cause, this.candidates, this.#learned.clauses),
    }
  }

  #causeOf(release: number): Cause | null {
    const { trail, candidates } = this
    return causeOf(release, { trail, candidates, universe: this.#universe, waived: this.#waived })
  }
}
