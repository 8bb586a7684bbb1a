import type { FilledList } from '../base/filled-list.ts'
import type { Interned } from '../base/interned.ts'
import { parseRelation } from '../model/relation.ts'
import { isProblem } from '../model/version-range.ts'
import type { Users } from '../search/users.ts'
import type { GoneRelease } from './change-log.ts'

interface Used {
  readonly names: readonly string[]
  /** Of these names. */
  readonly numbers: readonly number[]
}

/** Names that relations use; a relation is read once, however many releases have it. */
export class UsedNames {
  /** Relations as they are written. */
  readonly #written: Interned
  readonly #users: Users
  /** By number of a relation. */
  readonly #known: Used[] = []

  constructor(written: Interned, users: Users) {
    this.#written = written
    this.#users = users
  }

  /** Counts what relations name, by the numbers of the relations, for the package that has begun; each as often as it is told. */
  use(relations: FilledList): readonly string[] {
    const used: string[] = []
    for (let at = 0; at < relations.length; at += 1) {
      const { names, numbers } = this.#in(relations.at(at))
      this.#users.use(numbers)
      for (const name of names) used.push(name)
    }
    return used
  }

  #in(relation: number): Used {
    for (let next = this.#known.length; next <= relation; next += 1) {
      const names = namesIn(this.#written.texts[next]!)
      this.#known.push({ names, numbers: names.map((name) => this.#users.numberOf(name)) })
    }
    return this.#known[relation]!
  }
}

/** Each as often as it is told. */
export function namesUsedBy({ dependencies, recommends, suggests }: Omit<GoneRelease, 'name'>): string[] {
  return [...dependencies, ...recommends, ...suggests].flatMap(namesIn)
}

export function nameInRelation(relation: string): string {
  return /^[^\s(=<>]+/.exec(relation)?.[0] ?? ''
}

/** Names of a clause; what is counted need not be understood in whole. */
function namesIn(clause: string): string[] {
  const relation = clause.includes('|') ? parseRelation(clause) : null
  if (relation === null || isProblem(relation)) return [nameInRelation(clause)]
  return relation.alternatives.map(({ name }) => name)
}
