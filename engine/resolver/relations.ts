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

const none: readonly never[] = []

/** Reads relations; equal terms are one object, and equal clauses, so that each is encoded once. */
export class Relations {
  readonly #clausesByText = new Map<string, Clause>()
  readonly #exclusionsByText = new Map<string, readonly Term[]>()
  readonly #provisionsByText = new Map<string, Provision | null>()
  readonly terms = new Map<string, Term>()
  readonly clauses = new Map<string, Clause>()

  /**
   * A relation that cannot be read becomes a need that nothing satisfies, so that such a package is never
   * installed half-understood. (The builder refuses it; it can come from elsewhere.)
   */
  clause(text: string): Clause {
    let clause = this.#clausesByText.get(text)
    if (clause === undefined) {
      const relation = parseRelation(text)
      const terms = isProblem(relation)
        ? [this.term(` ${text.toWellFormed()}`, [])]
        : relation.alternatives.map(({ name, constraints }) => this.term(name, constraints))
      clause = this.#interned(terms)
      this.#clausesByText.set(text, clause)
    }
    return clause
  }

  /** What a release cannot be beside, each by itself; what cannot be read excludes nothing. */
  exclusions(texts: readonly string[]): readonly Term[] {
    return texts.length === 0 ? none : [...new Set(texts.flatMap((text) => this.#excluded(text)))]
  }

  #excluded(text: string): readonly Term[] {
    let terms = this.#exclusionsByText.get(text)
    if (terms === undefined) {
      const relation = parseRelation(text)
      terms = isProblem(relation)
        ? none
        : relation.alternatives.map(({ name, constraints }) => this.term(name, constraints))
      this.#exclusionsByText.set(text, terms)
    }
    return terms
  }

  /** What cannot be read provides nothing. A version of another scheme than the release's neither. */
  provision(text: string): Provision | null {
    let provision = this.#provisionsByText.get(text)
    if (provision === undefined) {
      const read = parseProvision(text)
      provision = isProblem(read) ? null : read
      this.#provisionsByText.set(text, provision)
    }
    return provision
  }

  term(name: string, constraints: readonly Constraint[]): Term {
    const constraintText = formatConstraints(constraints)
    const key = `${name} ${constraintText}`
    const known = this.terms.get(key) ?? { name, constraints, constraintText }
    this.terms.set(key, known)
    return known
  }

  #interned(terms: readonly Term[]): Clause {
    const distinct = [...new Set(terms)]
    const key = distinct.map(formatTerm).join(' | ')
    const known = this.clauses.get(key) ?? { terms: distinct }
    this.clauses.set(key, known)
    return known
  }
}

export function formatTerm({ name, constraintText }: Pick<Term, 'name' | 'constraintText'>): string {
  return constraintText === '' ? name.trim() : `${name} ${constraintText}`
}
