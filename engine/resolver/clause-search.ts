/**
 * Finds which variables can be true so that every clause has a true literal, for explicit clauses: the few facts of
 * a contradiction that is being reduced. (The search over a whole pool is search.ts, which never writes its clauses
 * down.) Unit propagation over two watched literals, learning from each conflict, jumping back.
 */

/** Variable v is the literal 2v where it is true, and 2v + 1 where it is false. */
export type Literal = number
export const positive = (variable: number): Literal => variable * 2
export const negative = (variable: number): Literal => variable * 2 + 1
const variableOf = (literal: Literal): number => literal >> 1

export interface Clause<Origin> {
  /** The first two are watched. */
  readonly literals: Literal[]
  /** Where it comes from; null where it was learned from `sources`. */
  readonly origin: Origin | null
  readonly sources: readonly Clause<Origin>[]
}

export class ClauseSearch<Origin> {
  readonly #spend: () => void
  /** 1 true, -1 false, 0 open; by variable, as the next two. */
  readonly #values: number[] = []
  readonly #levels: number[] = []
  readonly #reasons: (Clause<Origin> | null)[] = []
  readonly #watchers: Clause<Origin>[][] = []
  readonly #trail: Literal[] = []
  /** Length of the trail at which each decision was made. */
  readonly #limits: number[] = []
  #head = 0
  #conflict: Clause<Origin> | null = null

  /** `spend` is called for each step of work, and throws to stop. */
  constructor(spend: () => void) {
    this.#spend = spend
  }

  get level(): number {
    return this.#limits.length
  }

  /** 1 true, -1 false, 0 open. */
  value(variable: number): number {
    return this.#values[variable]!
  }

  addVariable(): number {
    this.#levels.push(0)
    this.#reasons.push(null)
    this.#watchers.push([], [])
    return this.#values.push(0) - 1
  }

  addClause(literals: readonly Literal[], origin: Origin): void {
    this.#add({ literals: [...new Set(literals)], origin, sources: [] })
  }

  decide(literal: Literal): void {
    this.#limits.push(this.#trail.length)
    this.#assign(literal, null)
  }

  /** Draws all conclusions; learns and jumps back as needed. Answers the contradiction where there is no way. */
  settle(): Clause<Origin> | null {
    for (;;) {
      const conflict = this.#propagate()
      if (conflict === null) return null
      if (this.level === 0) return conflict
      this.#learnFrom(conflict)
    }
  }

  /** Origins of the clauses that the contradiction found at level 0 rests on. */
  coreOf(conflict: Clause<Origin>): ReadonlySet<Origin> {
    const origins = new Set<Origin>()
    const seen = new Set<Clause<Origin>>()
    const open = [conflict]
    for (let clause = open.pop(); clause !== undefined; clause = open.pop()) {
      if (seen.has(clause)) continue
      seen.add(clause)
      if (clause.origin !== null) origins.add(clause.origin)
      open.push(...clause.sources)
      for (const literal of clause.literals) {
        const reason = this.#reasons[variableOf(literal)]
        if (reason !== null && reason !== undefined) open.push(reason)
      }
    }
    return origins
  }

  #valueOf(literal: Literal): number {
    const value = this.#values[variableOf(literal)]!
    return (literal & 1) === 0 ? value : -value
  }

  #assign(literal: Literal, reason: Clause<Origin> | null): void {
    const variable = variableOf(literal)
    this.#values[variable] = (literal & 1) === 0 ? 1 : -1
    this.#levels[variable] = this.level
    this.#reasons[variable] = reason
    this.#trail.push(literal)
  }

  #add(clause: Clause<Origin>): void {
    // Watched are the literals that stay open longest, so that jumping back leaves the watches right.
    clause.literals.sort((a, b) => this.#openness(b) - this.#openness(a))
    for (const literal of clause.literals.slice(0, 2)) this.#watchers[literal]!.push(clause)
    const [first, second] = clause.literals
    if (first === undefined || this.#valueOf(first) < 0) this.#conflict ??= clause
    else if (this.#valueOf(first) === 0 && (second === undefined || this.#valueOf(second) < 0)) {
      this.#assign(first, clause)
    }
  }

  #openness(literal: Literal): number {
    return this.#valueOf(literal) >= 0 ? Infinity : this.#levels[variableOf(literal)]!
  }

  #propagate(): Clause<Origin> | null {
    while (this.#conflict === null && this.#head < this.#trail.length) {
      this.#spend()
      const literal = this.#trail[this.#head]!
      this.#head += 1
      this.#conflict ??= this.#visitWatchers(literal ^ 1)
    }
    const conflict = this.#conflict
    this.#conflict = null
    return conflict
  }

  /** `literal` has become false: its watchers look for another one to watch. */
  #visitWatchers(literal: Literal): Clause<Origin> | null {
    const watchers = this.#watchers[literal]!
    let kept = 0
    for (let i = 0; i < watchers.length; i += 1) {
      const clause = watchers[i]!
      if (this.#moveWatch(clause, literal)) continue
      watchers[kept++] = clause
      const other = clause.literals[0]!
      if (clause.literals.length > 1 && this.#valueOf(other) >= 0) {
        if (this.#valueOf(other) === 0) this.#assign(other, clause)
        continue
      }
      while (++i < watchers.length) watchers[kept++] = watchers[i]!
      watchers.length = kept
      return clause
    }
    watchers.length = kept
    return null
  }

  /** Leaves the other watched literal first. True where the clause now watches another instead of `literal`. */
  #moveWatch(clause: Clause<Origin>, literal: Literal): boolean {
    this.#spend()
    const { literals } = clause
    if (literals[0] === literal && literals.length > 1) swap(literals, 0, 1)
    if (literals.length > 1 && this.#valueOf(literals[0]!) > 0) return false
    for (let i = 2; i < literals.length; i += 1) {
      if (this.#valueOf(literals[i]!) < 0) continue
      swap(literals, 1, i)
      this.#watchers[literals[1]!]!.push(clause)
      return true
    }
    return false
  }

  /** Resolves the conflict back to one literal of this level (the first unique implication point). */
  #learnFrom(conflict: Clause<Origin>): void {
    const seen = new Set<number>()
    const sources: Clause<Origin>[] = []
    const learned: Literal[] = []
    let open = 0
    let clause = conflict
    let position = this.#trail.length - 1
    for (;;) {
      sources.push(clause)
      for (const literal of clause.literals) open += this.#take(literal, { seen, sources, learned })
      while (!seen.has(variableOf(this.#trail[position]!))) position -= 1
      open -= 1
      if (open === 0) break
      clause = this.#reasons[variableOf(this.#trail[position]!)]!
      position -= 1
    }
    learned.unshift(this.#trail[position]! ^ 1)
    const levels = learned.slice(1).map((literal) => this.#levels[variableOf(literal)]!)
    this.#jumpTo(levels.reduce((a, b) => Math.max(a, b), 0))
    this.#add({ literals: learned, origin: null, sources })
  }

  /** Adds the literal to the conflict: 1 where it still has to be resolved, else it is learned or settled. */
  #take(
    literal: Literal,
    found: { seen: Set<number>; sources: Clause<Origin>[]; learned: Literal[] },
  ): number {
    const variable = variableOf(literal)
    if (found.seen.has(variable)) return 0
    found.seen.add(variable)
    const level = this.#levels[variable]!
    if (level === this.level) return 1
    if (level > 0) found.learned.push(literal)
    else found.sources.push(this.#reasons[variable]!)
    return 0
  }

  #jumpTo(level: number): void {
    const length = this.#limits[level]!
    while (this.#trail.length > length) {
      const variable = variableOf(this.#trail.pop()!)
      this.#values[variable] = 0
      this.#reasons[variable] = null
    }
    this.#limits.length = level
    this.#head = length
  }
}

function swap(literals: Literal[], i: number, j: number): void {
  const literal = literals[i]!
  literals[i] = literals[j]!
  literals[j] = literal
}
