import { FilledList } from '../base/filled-list.ts'
import type { Interned } from '../base/interned.ts'
import { parseRelation } from '../model/relation.ts'
import { isProblem } from '../model/version-range.ts'
import type { Users } from '../search/users.ts'
import type { GoneRelease } from './change-log.ts'

/** Names that relations use; a relation is read once, however many releases have it. */
export class UsedNames {
  /** Relations as they are written. */
  readonly #written: Interned
  readonly #users: Users
  /** Numbers of the names of each relation, one behind the other, and where they end. */
  readonly #names = new FilledList()
  readonly #ends = new FilledList()

  constructor(written: Interned, users: Users) {
    this.#written = written
    this.#users = users
  }

  /** Counts what relations name, by the numbers of the relations, for the package that has begun. */
  use(relations: FilledList): void {
    for (let at = 0; at < relations.length; at += 1) {
      const relation = relations.at(at)
      if (relation >= this.#ends.length) this.#readTo(relation)
      const end = this.#ends.at(relation)
      for (let from = relation === 0 ? 0 : this.#ends.at(relation - 1); from < end; from += 1)
        this.#users.use(this.#names.at(from))
    }
  }

  #readTo(relation: number): void {
    for (let next = this.#ends.length; next <= relation; next += 1) {
      for (const name of namesIn(this.#written.texts[next]!)) this.#names.push(this.#users.numberOf(name))
      this.#ends.push(this.#names.length)
    }
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
