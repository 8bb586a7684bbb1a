import { end, start, type Candidates } from './candidates.ts'
import { isExclusion } from './pool-layout.ts'
import type { Universe } from './universe.ts'

export const needKinds = ['dependency', 'recommended', 'suggested'] as const
export type NeedKind = (typeof needKinds)[number]

/** By which clauses a release needs others. */
export function clausesOf(kind: NeedKind, release: number, universe: Universe): readonly number[] {
  switch (kind) {
    case 'dependency':
      return universe.dependenciesOf(release)
    case 'recommended':
      return Array.from(universe.extrasOf('recommends', release))
    case 'suggested':
      return Array.from(universe.extrasOf('suggests', release))
  }
}

/** Who needs a release, and by which clause. */
export interface Need {
  readonly by: number
  readonly clause: number
}

/** What is needed, and by whom: the first need that was met, nearest to the roots. */
export interface Needed {
  readonly has: (release: number) => boolean
  /** Null for roots, which are there for their own sake. */
  readonly needOf: (release: number) => Need | null
}

const root = -1

interface Places {
  readonly universe: Universe
  readonly candidates: Candidates
}

/**
 * What of `present` (1 by release) some roots need, through dependencies, recommendations and suggestions. Where two
 * packages satisfy one need, both count as needed.
 */
export class Needs implements Needed {
  readonly #universe: Universe
  readonly #candidates: Candidates
  readonly #present: Int8Array
  /** By release: who needs it + 2, and the clause. */
  readonly #needers: Int32Array
  readonly #clauses: Int32Array
  readonly #isTold: Uint8Array
  readonly #queue: number[] = []
  #head = 0

  constructor(present: Int8Array, { universe, candidates }: Places) {
    this.#universe = universe
    this.#candidates = candidates
    this.#present = present
    this.#needers = new Int32Array(universe.releaseCount)
    this.#clauses = new Int32Array(universe.releaseCount)
    this.#isTold = new Uint8Array(universe.clauseCount)
  }

  has(release: number): boolean {
    return this.#needers[release] !== 0
  }

  needOf(release: number): Need | null {
    const needer = this.#needers[release]!
    return needer < 2 ? null : { by: needer - 2, clause: this.#clauses[release]! }
  }

  #add(release: number, by: number, clause: number): void {
    if (this.#present[release] !== 1 || this.#needers[release] !== 0) return
    this.#needers[release] = by + 2
    this.#clauses[release] = clause
    this.#queue.push(release)
  }

  /** The roots, what they need, what that needs, and so on. */
  follow(roots: readonly number[]): void {
    for (let at = 0; at < roots.length; at += 1) this.#add(roots[at]!, root, 0)
    const universe = this.#universe
    const tell = (by: number, clause: number) => this.#tell(by, clause)
    for (; this.#head < this.#queue.length; this.#head += 1) {
      const by = this.#queue[this.#head]!
      const { starts, items } = universe.relationsOf(by)
      const row = universe.rowOf(by)
      for (let at = starts[row]!; at < starts[row + 1]!; at += 1)
        if (items[at]! < isExclusion) this.#tell(by, items[at]!)
      universe.forEachExtra('recommends', by, tell)
      universe.forEachExtra('suggests', by, tell)
    }
  }

  #tell(by: number, clause: number): void {
    if (this.#isTold[clause] === 1) return
    this.#isTold[clause] = 1
    const { pool, isDirect } = this.#universe
    if (!isDirect) return this.#addRow(by, clause)
    if (clause < pool.termCount) return this.#addTerm(clause, by, clause)
    const { clauses, clauseStarts } = pool.data
    const row = clause - pool.termCount
    for (let at = clauseStarts[row]!; at < clauseStarts[row + 1]!; at += 1)
      this.#addTerm(clauses[at]!, by, clause)
  }

  #addRow(by: number, clause: number): void {
    const row = this.#candidates.rowOf(clause)
    const { items, rows } = this.#candidates
    for (let at = rows[row + start]!; at < rows[row + end]!; at += 1) this.#add(items[at]!, by, clause)
  }

  /** What meets a term and is there is looked for among all that does: no row is made for it. */
  #addTerm(term: number, by: number, clause: number): void {
    const { pool } = this.#universe
    const { termFroms, termCounts } = pool.data
    if (termCounts[term] === 0) return
    const behind = pool.termEnd(term)
    for (let release = termFroms[term]!; release < behind; release += 1) this.#add(release, by, clause)
    const others = pool.othersMeeting(term)
    for (let at = 0; at < others.length; at += 1) this.#add(others[at]!, by, clause)
  }
}

/** How `by` says the clause. */
export function kindOfNeed({ by, clause }: Need, universe: Universe): NeedKind {
  return needKinds.find((kind) => clausesOf(kind, by, universe).includes(clause)) ?? 'dependency'
}
