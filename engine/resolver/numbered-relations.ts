import type { FilledList } from '../base/filled-list.ts'
import { Interned } from '../base/interned.ts'
import type { Provision } from '../model/relation.ts'
import { formatConstraints, type Constraint } from '../model/version-range.ts'
import type { NumberLists } from './number-lists.ts'
import { NumberedPairs } from './numbered-pairs.ts'
import { alternativesIn, exclusionsIn, provisionIn, type WrittenTerm } from './relations.ts'

/** As a term, with numbers for its texts. */
export interface NumberedTerm {
  readonly name: number
  readonly constraints: readonly Constraint[]
  readonly constraintText: number
}

export interface NumberedProvision {
  readonly name: number
  readonly version: string | null
  /** Number of the version as a text; -1 where there is none. */
  readonly versionText: number
}

/**
 * Reads relations into numbers: a text is read once, however many releases have it, and nothing is looked up by an object.
 * A clause of one term is the number of the term, and one of several is `severalAt` of its place, which is negative.
 */
export class NumberedRelations {
  readonly names = new Interned()
  /** Versions, constraints, architectures. */
  readonly texts = new Interned()
  /** Relations as they are written. */
  readonly written = new Interned()
  readonly terms: NumberedTerm[] = []
  /** Clauses of several terms. */
  readonly several: (readonly number[])[] = []
  readonly provisions: NumberedProvision[] = []
  readonly #termIds = new NumberedPairs()
  readonly #severalIds = new Map<string, number>()
  /** By number of a relation: what it is, once it was asked for as that. */
  readonly #clauses: (number | undefined)[] = []
  readonly #exclusions: (readonly number[] | undefined)[] = []
  readonly #provided: (number | undefined)[] = []

  /** Each once, in the order in which they are written. */
  addClauses(written: FilledList, into: NumberLists): void {
    this.#makeRoom()
    for (let at = 0; at < written.length; at += 1) into.pushDistinct(this.#clause(written.at(at)))
  }

  /** Terms of which none may be met, each once, with `mark` added. */
  addExclusions(written: FilledList, into: NumberLists, mark = 0): void {
    this.#makeRoom()
    for (let at = 0; at < written.length; at += 1)
      for (const term of this.#excluded(written.at(at))) into.pushDistinct(term + mark)
  }

  /** Numbers of what can be read. */
  addProvided(written: FilledList, into: NumberLists): void {
    this.#makeRoom()
    for (let at = 0; at < written.length; at += 1) {
      const provision = this.#provision(written.at(at))
      if (provision >= 0) into.push(provision)
    }
  }

  /** Lists of one length: one with gaps would be looked up in more slowly. */
  #makeRoom(): void {
    while (this.#clauses.length < this.written.count) {
      this.#clauses.push(undefined)
      this.#exclusions.push(undefined)
      this.#provided.push(undefined)
    }
  }

  #clause(written: number): number {
    let clause = this.#clauses[written]
    if (clause === undefined) {
      const terms = distinct(alternativesIn(this.written.texts[written]!).map((term) => this.#term(term)))
      clause = terms.length === 1 ? terms[0]! : this.#several(terms)
      this.#clauses[written] = clause
    }
    return clause
  }

  #several(terms: readonly number[]): number {
    const key = terms.join(' ')
    let place = this.#severalIds.get(key)
    if (place === undefined) {
      place = this.several.push(terms) - 1
      this.#severalIds.set(key, place)
    }
    return severalAt(place)
  }

  #excluded(written: number): readonly number[] {
    let terms = this.#exclusions[written]
    if (terms === undefined) {
      terms = exclusionsIn(this.written.texts[written]!).map((term) => this.#term(term))
      this.#exclusions[written] = terms
    }
    return terms
  }

  #provision(written: number): number {
    let provision = this.#provided[written]
    if (provision === undefined) {
      const read = provisionIn(this.written.texts[written]!)
      provision = read === null ? -1 : this.provisions.push(this.#numbered(read)) - 1
      this.#provided[written] = provision
    }
    return provision
  }

  #numbered({ name, version }: Provision): NumberedProvision {
    const versionText = version === null ? -1 : this.texts.idOf(version)
    return { name: this.names.idOf(name), version, versionText }
  }

  #term({ name: text, constraints }: WrittenTerm): number {
    const name = this.names.idOf(text)
    const constraintText = this.texts.idOf(formatConstraints(constraints))
    const term = this.#termIds.idOf(name, constraintText)
    if (term === this.terms.length) this.terms.push({ name, constraints, constraintText })
    return term
  }
}

/** The number of a clause of several terms, by its place among them; and back. */
export function severalAt(number: number): number {
  return -1 - number
}

function distinct(numbers: readonly number[]): readonly number[] {
  return isDistinct(numbers) ? numbers : [...new Set(numbers)]
}

/** Of a short list; of any other nothing is known. */
function isDistinct(numbers: readonly number[]): boolean {
  return numbers.length <= few && numbers.every((number, at) => numbers.indexOf(number) === at)
}

/** Numbers that are compared with each other sooner than a set is made of them. */
const few = 16
