import type { Provision } from '../model/relation.ts'
import { formatConstraints, type Constraint } from '../model/version-range.ts'
import { Interned } from './interned.ts'
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
  readonly terms: NumberedTerm[] = []
  /** Clauses of several terms. */
  readonly several: (readonly number[])[] = []
  readonly provisions: NumberedProvision[] = []
  readonly #termIds = new Map<number, number>()
  readonly #severalIds = new Map<string, number>()
  readonly #clausesByText = new Map<string, number>()
  readonly #exclusionsByText = new Map<string, readonly number[]>()
  readonly #provisionsByText = new Map<string, number>()

  /** Each once, in the order in which they are written. */
  clauses(texts: readonly string[]): readonly number[] {
    return distinct(texts.map((text) => this.#clause(text)))
  }

  /** Terms of which none may be met. */
  exclusions(texts: readonly string[]): readonly number[] {
    return distinct(texts.flatMap((text) => this.#excluded(text)))
  }

  /** Numbers of what can be read. */
  provided(texts: readonly string[]): readonly number[] {
    return texts.map((text) => this.#provision(text)).filter((provision) => provision >= 0)
  }

  #clause(text: string): number {
    let clause = this.#clausesByText.get(text)
    if (clause === undefined) {
      const terms = distinct(alternativesIn(text).map((term) => this.#term(term)))
      clause = terms.length === 1 ? terms[0]! : this.#numberOf(terms)
      this.#clausesByText.set(text, clause)
    }
    return clause
  }

  #numberOf(terms: readonly number[]): number {
    const key = terms.join(' ')
    let place = this.#severalIds.get(key)
    if (place === undefined) {
      place = this.several.push(terms) - 1
      this.#severalIds.set(key, place)
    }
    return severalAt(place)
  }

  #excluded(text: string): readonly number[] {
    let terms = this.#exclusionsByText.get(text)
    if (terms === undefined) {
      terms = exclusionsIn(text).map((term) => this.#term(term))
      this.#exclusionsByText.set(text, terms)
    }
    return terms
  }

  #provision(text: string): number {
    let provision = this.#provisionsByText.get(text)
    if (provision === undefined) {
      const read = provisionIn(text)
      provision = read === null ? -1 : this.provisions.push(this.#numbered(read)) - 1
      this.#provisionsByText.set(text, provision)
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
    const key = name * mostTexts + constraintText
    let term = this.#termIds.get(key)
    if (term === undefined) {
      term = this.terms.push({ name, constraints, constraintText }) - 1
      this.#termIds.set(key, term)
    }
    return term
  }
}

/** Both numbers of a term in one that is exact: no map holds more than 2^24 texts. */
const mostTexts = 2 ** 24

/** The number of a clause of several terms, by its place among them; and back. */
export function severalAt(number: number): number {
  return -1 - number
}

function distinct(numbers: readonly number[]): readonly number[] {
  return numbers.length < 2 ? numbers : [...new Set(numbers)]
}
