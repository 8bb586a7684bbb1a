import { parseProvision, parseRelation, type Provision } from '../model/relation.ts'
import { formatConstraints, isProblem, type Constraint } from '../model/version-range.ts'

/** A name with constraints; without any, every version meets it. */
export interface Term {
  readonly name: string
  readonly constraints: readonly Constraint[]
  /** Empty where there are none. */
  readonly constraintText: string
}

/** Terms of which one must be met. */
export interface Clause {
  readonly terms: readonly Term[]
}

/** A term as it is written. */
export type WrittenTerm = Pick<Term, 'name' | 'constraints'>

const none: readonly never[] = []

/**
 * Terms of which one must be met. A relation that cannot be read becomes a need that nothing satisfies, so that such a
 * package is never installed half-understood. (The builder refuses it; it can come from elsewhere.)
 */
export function alternativesIn(text: string): readonly WrittenTerm[] {
  const relation = parseRelation(text)
  return isProblem(relation) ? [{ name: ` ${text.toWellFormed()}`, constraints: [] }] : relation.alternatives
}

/** What a release cannot be beside, each by itself; what cannot be read excludes nothing. */
export function exclusionsIn(text: string): readonly WrittenTerm[] {
  const relation = parseRelation(text)
  return isProblem(relation) ? none : relation.alternatives
}

/** What cannot be read provides nothing. A version of another scheme than the release's neither. */
export function provisionIn(text: string): Provision | null {
  const provision = parseProvision(text)
  return isProblem(provision) ? null : provision
}

/** Reads relations; equal terms are one object, and equal clauses, so that each is encoded once. */
export class Relations {
  readonly #clausesByText = new Map<string, Clause>()
  readonly #exclusionsByText = new Map<string, readonly Term[]>()
  readonly #provisionsByText = new Map<string, Provision | null>()
  readonly #terms = new Map<string, Term>()
  readonly #clauses = new Map<string, Clause>()

  clause(text: string): Clause {
    let clause = this.#clausesByText.get(text)
    if (clause === undefined) {
      clause = this.#interned(
        alternativesIn(text).map(({ name, constraints }) => this.term(name, constraints)),
      )
      this.#clausesByText.set(text, clause)
    }
    return clause
  }

  exclusions(texts: readonly string[]): readonly Term[] {
    return texts.length === 0 ? none : [...new Set(texts.flatMap((text) => this.#excluded(text)))]
  }

  #excluded(text: string): readonly Term[] {
    let terms = this.#exclusionsByText.get(text)
    if (terms === undefined) {
      terms = exclusionsIn(text).map(({ name, constraints }) => this.term(name, constraints))
      this.#exclusionsByText.set(text, terms)
    }
    return terms
  }

  provision(text: string): Provision | null {
    let provision = this.#provisionsByText.get(text)
    if (provision === undefined) {
      provision = provisionIn(text)
      this.#provisionsByText.set(text, provision)
    }
    return provision
  }

  term(name: string, constraints: readonly Constraint[]): Term {
    const constraintText = formatConstraints(constraints)
    const key = `${name} ${constraintText}`
    const known = this.#terms.get(key) ?? { name, constraints, constraintText }
    this.#terms.set(key, known)
    return known
  }

  #interned(terms: readonly Term[]): Clause {
    const distinct = [...new Set(terms)]
    const key = distinct.map(formatTerm).join(' | ')
    const known = this.#clauses.get(key) ?? { terms: distinct }
    this.#clauses.set(key, known)
    return known
  }
}

export function formatTerm({ name, constraintText }: Pick<Term, 'name' | 'constraintText'>): string {
  return constraintText === '' ? name.trim() : `${name} ${constraintText}`
}
