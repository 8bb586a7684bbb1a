import { end, start } from './candidates.ts'
import type { Need } from './need.ts'
import type { Problem } from './problem.ts'
import type { Search } from './search.ts'
import type { Literal } from './trail.ts'

/** How far each list has been worked off; what lies before a cursor is settled until the search jumps back. */
interface Cursors {
  readonly agenda: number
  /** Among the search's choices. */
  readonly dependency: number
  /** Place on the trail. */
  readonly extra: number
}

interface Options {
  /** Filled with what each release was decided for. */
  readonly decidedFor: Map<number, Need>
  /** Asked when the agenda is done: literals of which one must hold after all, or null. */
  readonly isTooMuch: () => readonly Literal[] | null
}

/**
 * Decides in the order of preference: the agenda, then the dependencies of what is there in the order in which they
 * arose, then what newly arrived packages recommend or suggest. False where there is no way.
 */
export function decideAll(problem: Problem, search: Search, options: Options): boolean {
  const next = new Decisions(problem, search)
  while (search.settle()) {
    next.jumpBack()
    const wanted = next.fromAgenda()
    if (wanted === null && next.takeGroup()) continue
    const refused = wanted === null && !next.isCounted ? options.isTooMuch() : null
    if (refused !== null) {
      if (!search.refuse(refused)) return false
      continue
    }
    next.isCounted = wanted === null
    const decision = wanted ?? next.afterAgenda()
    if (decision === null) return true
    options.decidedFor.set(decision.release, decision)
    next.remember()
    search.decide(decision.release)
  }
  return false
}

/** A release to take, for whom (below 0: for the request) and by which of its clauses. */
interface Decision extends Need {
  readonly release: number
}

class Decisions {
  /** The agenda is worked off, and what it lost was counted. */
  isCounted = false
  readonly #problem: Problem
  readonly #search: Search
  readonly #saved: Cursors[] = []
  readonly #isNewExtra: (release: number, clause: number) => boolean
  #agenda = 0
  #dependency = 0
  #extra = 0

  constructor(problem: Problem, search: Search) {
    this.#problem = problem
    this.#search = search
    this.#isNewExtra = createNewcomers(problem)
  }

  remember(): void {
    this.#saved.push({ agenda: this.#agenda, dependency: this.#dependency, extra: this.#extra })
  }

  /** Goes back to where the search has jumped since the last decision. */
  jumpBack(): void {
    const { level } = this.#search.trail
    if (level >= this.#saved.length) return
    this.isCounted = false
    const { agenda, dependency, extra } = this.#saved[level]!
    this.#agenda = agenda
    this.#dependency = dependency
    this.#extra = extra
    this.#saved.length = level
  }

  /** Whether what stays was decided just now, all of it together. */
  takeGroup(): boolean {
    if (this.#search.isGroupTaken) return false
    this.remember()
    this.#search.beginGroup()
    for (let at = this.#agenda; at < this.#problem.agenda.length; at += 1) {
      const release = this.#firstOpen(this.#problem.agenda[at]!.clause)
      if (release >= 0) this.#search.join(release)
    }
    return true
  }

  fromAgenda(): Decision | null {
    const { agenda, wishCount } = this.#problem
    const end = this.#search.isGroupTaken ? agenda.length : wishCount
    for (; this.#agenda < end; this.#agenda += 1) {
      const { clause } = agenda[this.#agenda]!
      const release = this.#firstOpen(clause)
      if (release >= 0) return { release, clause, by: -1 }
    }
    return null
  }

  afterAgenda(): Decision | null {
    return this.#fromDependencies() ?? this.#fromExtras()
  }

  /** What is installed was decided before, on the agenda: it meets a dependency already, or cannot be. */
  #fromDependencies(): Decision | null {
    const { choices } = this.#search
    for (; this.#dependency < choices.length; this.#dependency += 1) {
      const clause = choices[this.#dependency]!
      const release = this.#firstOpen(clause)
      if (release >= 0) return { release, clause, by: this.#search.askerOf(clause) }
    }
    return this.#fromWaived()
  }

  /** What was accepted to be unmet stays so; what a newcomer may lack is met where it can be. */
  #fromWaived(): Decision | null {
    const { universe, waived } = this.#problem
    for (const [release, clauses] of waived) {
      if (this.#search.trail.values[release] !== 1 || universe.isInstalled(release)) continue
      const decision = this.#openIn([...clauses], release)
      if (decision !== null) return decision
    }
    return null
  }

  /** Recommendations and suggestions: one that cannot be is left out. */
  #fromExtras(): Decision | null {
    const { universe, input } = this.#problem
    const { recommends, suggests } = input.options
    if (!recommends && !suggests) return null
    for (; this.#extra < this.#search.trail.length; this.#extra += 1) {
      const literal = this.#search.trail.literals[this.#extra]!
      const release = literal >> 1
      if ((literal & 1) === 1 || universe.isInstalled(release)) continue
      const extras = [
        ...(recommends ? Array.from(universe.extrasOf('recommends', release)) : []),
        ...(suggests ? Array.from(universe.extrasOf('suggests', release)) : []),
      ].filter((clause) => this.#isNewExtra(release, clause))
      const decision = this.#openIn(extras, release)
      if (decision !== null) return decision
    }
    return null
  }

  #openIn(clauses: readonly number[], by: number): Decision | null {
    for (const clause of clauses) {
      const release = this.#firstOpen(clause)
      if (release >= 0) return { release, clause, by }
    }
    return null
  }

  /** -1 where one is there already, or none can be. */
  #firstOpen(clause: number): number {
    const { candidates } = this.#problem
    const { values } = this.#search.trail
    const row = candidates.rowOf(clause)
    const { items, rows } = candidates
    const last = rows[row + end]!
    let open = -1
    for (let at = rows[row + start]!; at < last; at += 1) {
      const value = values[items[at]!]
      if (value === 1) return -1
      if (value === 0 && open < 0) open = items[at]!
    }
    return open
  }
}

/** Whether a release recommends something anew: what its installed form did was taken or refused then. */
function createNewcomers({ universe }: Problem): (release: number, clause: number) => boolean {
  return (release, clause) => {
    const before = universe.installedByName.get(universe.nameOf(release))
    if (before === undefined) return true
    const old = [
      ...Array.from(universe.extrasOf('recommends', before)),
      ...Array.from(universe.extrasOf('suggests', before)),
    ]
    return !old.includes(clause)
  }
}
