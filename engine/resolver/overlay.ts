import { satisfies, type Constraint } from '../model/version-range.ts'
import type { VersionScheme } from '../model/version.ts'
import type { Declaration, Release } from './package-source.ts'
import { isExclusion } from './pool-layout.ts'
import type { Lists, Pool } from './pool.ts'
import { Relations, type Clause, type Term } from './relations.ts'

/** A name that a release answers to: its own with its version, or one that it provides. */
export interface Borne {
  readonly release: number
  readonly version: string | null
  readonly scheme: VersionScheme
  readonly isOwn: boolean
}

export interface OverlayRelease {
  readonly declared: Declaration
  readonly name: number
  readonly recommends: readonly number[]
  readonly suggests: readonly number[]
}

/**
 * What one request knows besides the pool: installed releases that no repository offers any more, and names, terms
 * and clauses that only they or the request mention. Numbers go on where the pool's end.
 */
export class Overlay {
  readonly #pool: Pool
  readonly #relations = new Relations()
  readonly #names = new Map<string, number>()
  readonly #nameTexts: string[] = []
  readonly #terms: Term[] = []
  readonly #termIds = new Map<Term, number>()
  readonly #clauses: (readonly number[])[] = []
  readonly #clauseIds = new Map<Clause, number>()
  readonly #rows: number[][] = []
  readonly releases: OverlayRelease[] = []
  /** What answers to a name, by its number; empty on a machine whose releases are all still offered. */
  readonly borne = new Map<number, Borne[]>()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  get clauseCount(): number {
    return this.#clauses.length
  }

  add(declared: Declaration): number {
    const id = this.#pool.releaseCount + this.releases.length
    const clauses = (texts: readonly string[]) => [
      ...new Set(texts.map((text) => this.#clause(this.#relations.clause(text)))),
    ]
    const name = this.nameOf(declared.name)
    const excluded = this.#relations.exclusions([...declared.conflicts, ...declared.breaks])
    this.#rows.push([
      ...clauses(declared.dependencies),
      ...excluded.map((term) => (this.#term(term) | isExclusion) >>> 0),
    ])
    this.releases.push({
      declared,
      name,
      recommends: clauses(declared.recommends),
      suggests: clauses(declared.suggests),
    })
    const { version, scheme } = declared
    this.#bear(name, { release: id, version, scheme, isOwn: true })
    for (const text of declared.provides) {
      const provision = this.#relations.provision(text)
      if (provision === null) continue
      this.#bear(this.nameOf(provision.name), {
        release: id,
        version: provision.version,
        scheme,
        isOwn: false,
      })
    }
    return id
  }

  /** What the releases depend on and exclude, as a pool has it; when all were added. */
  relations(): Lists {
    const starts = new Uint32Array(this.#rows.length + 1)
    for (const [index, row] of this.#rows.entries()) starts[index + 1] = starts[index]! + row.length
    return { starts, items: Uint32Array.from(this.#rows.flat()) }
  }

  describe(id: number): Release {
    const { name, version, scheme, architecture, repository, size, installedSize } =
      this.releases[id - this.#pool.releaseCount]!.declared
    return { id, name, version, scheme, architecture, repository, size, installedSize }
  }

  /** Its releases of a name. */
  namesakes(name: number): number[] {
    const own = this.borne.get(name)?.filter(({ isOwn }) => isOwn) ?? []
    return own.map(({ release }) => release)
  }

  /** The number of a name; a new one where nobody has mentioned it. */
  nameOf(text: string): number {
    const known = this.#pool.findName(text)
    if (known >= 0) return known
    const own = this.#names.get(text) ?? this.#pool.nameCount + this.#nameTexts.length
    if (!this.#names.has(text)) {
      this.#names.set(text, own)
      this.#nameTexts.push(text)
    }
    return own
  }

  nameText(name: number): string {
    return name < this.#pool.nameCount
      ? this.#pool.nameText(name)
      : this.#nameTexts[name - this.#pool.nameCount]!
  }

  /** A term, and the number it has here. */
  term(name: string, constraints: readonly Constraint[]): number {
    return this.#term(this.#relations.term(name, constraints))
  }

  termAt(id: number): Term {
    return this.#terms[id - this.#pool.termCount]!
  }

  /** Terms of a clause that only this overlay has. */
  clauseAt(id: number): readonly number[] {
    return this.#clauses[id - this.#pool.clauseCount]!
  }

  /** Which of the overlay's releases answer to `name` and meet the constraints. */
  meeting(name: number, constraints: readonly Constraint[]): readonly Borne[] {
    const answering = this.borne.get(name) ?? []
    return answering.filter(
      ({ version, scheme }) =>
        constraints.length === 0 || (version !== null && satisfies(version, constraints, scheme)),
    )
  }

  #term(term: Term): number {
    const id = this.#termIds.get(term) ?? this.#pool.termCount + this.#terms.length
    if (!this.#termIds.has(term)) {
      this.#termIds.set(term, id)
      this.#terms.push(term)
    }
    return id
  }

  #clause(clause: Clause): number {
    const id = this.#clauseIds.get(clause) ?? this.#pool.clauseCount + this.#clauses.length
    if (!this.#clauseIds.has(clause)) {
      this.#clauseIds.set(clause, id)
      this.#clauses.push(clause.terms.map((term) => this.#term(term)))
    }
    return id
  }

  #bear(name: number, borne: Borne): void {
    const others = this.borne.get(name)
    if (others === undefined) this.borne.set(name, [borne])
    else others.push(borne)
  }
}
