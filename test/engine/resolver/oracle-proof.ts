import type { ProofFact, ProofStep } from '../../../engine/model/proof.ts'
import { formatConstraints } from '../../../engine/model/version-range.ts'
import {
  answersTo,
  candidatesFor,
  comingFor,
  namesOf,
  type Candidate,
  type State,
  type Universe,
} from './oracle.ts'
import { mayCome } from './oracle-policy.ts'
import { answers, compareWritten, readTerms } from './plain-words.ts'

export function factsIn(steps: readonly ProofStep[]): readonly ProofFact[] {
  return steps.flatMap(({ text, because }) => [text, ...factsIn(because)])
}

/** What is known of a universe, for judging what is said of it. */
export class Witness {
  readonly #all: readonly Candidate[]
  readonly #universe: Universe
  /** What is there or may come. */
  readonly usable: readonly Candidate[]

  constructor(all: readonly Candidate[], universe: Universe) {
    this.#all = all
    this.#universe = universe
    this.usable = all.filter((each) => each.installed !== null || mayCome(each, all, universe))
  }

  isTrue(fact: ProofFact): boolean {
    const { installed, policy } = this.#universe
    switch (fact.kind) {
      case 'wanted':
        return this.#wishes().some(({ name }) => name === fact.name)
      case 'depends':
        return this.#labelled(fact.release, fact.repository).some(({ declared }) =>
          declared.dependencies.some((text) => spelled(text) === fact.clause),
        )
      case 'conflicts':
        return this.#labelled(fact.release).some((each) => this.#excludes(each, fact.other))
      case 'installed':
        return installed.some(({ name, version }) => name === fact.name && version === fact.version)
      case 'protected':
        return policy.protected.has(fact.name)
      case 'not-allowed':
        return this.#labelled(fact.release, fact.repository).some((each) => !this.usable.includes(each))
      case 'no-release':
        return this.#meeting(fact.clause) === 0 || this.#isHopelessWish(fact.clause)
      default:
        return true
    }
  }

  /** Whether a state that is as the fact says may be `state`. */
  allows(fact: ProofFact, state: State): boolean {
    switch (fact.kind) {
      case 'wanted':
        return this.#wishes()
          .filter(({ name }) => name === fact.name)
          .every((wish) => (state & this.#granting(wish)) !== 0)
      case 'depends':
        return (
          (state & bitsOf(this.#labelled(fact.release, fact.repository))) === 0 ||
          (state & this.#meeting(fact.clause)) !== 0
        )
      case 'conflicts':
        return (
          (state & bitsOf(this.#labelled(fact.release))) === 0 ||
          (state & bitsOf(this.#labelled(fact.other))) === 0
        )
      case 'installed':
        return this.#mayBeAfter(fact.name, state)
      case 'protected':
        return (state & bitsOf(this.#named(fact.name))) !== 0
      default:
        return true
    }
  }

  /** What the request removes is not there, and no name twice. */
  isAsked(state: State): boolean {
    return this.#universe.wishes.every((wish) => {
      const goes = wish.kind === 'remove' || wish.kind === 'replace'
      return !goes || (state & bitsOf(this.#named(wish.name))) === 0
    })
  }

  #wishes() {
    return this.#universe.wishes.flatMap((wish) => {
      if (wish.kind === 'install') return [wish]
      return wish.kind === 'replace' ? [comingFor(wish)] : []
    })
  }

  #granting(wish: ReturnType<typeof comingFor>): State {
    return bitsOf(candidatesFor(wish, this.#all, this.#universe).filter((each) => this.usable.includes(each)))
  }

  #isHopelessWish(clause: string): boolean {
    return this.#wishes().some((wish) => {
      const text = `${wish.name} ${formatConstraints(wish.constraints)}`.trim()
      return text === clause && this.#granting(wish) === 0
    })
  }

  #meeting(clause: string): State {
    const terms = readTerms(clause)
    return bitsOf(this.usable.filter((each) => terms.some((term) => answersTo(each, term, this.#universe))))
  }

  #excludes({ declared }: Candidate, other: string): boolean {
    const others = this.#labelled(other)
    const terms = [...declared.conflicts, ...declared.breaks].flatMap(readTerms)
    return terms.some((term) => others.some((each) => answers(each.declared, term)))
  }

  #labelled(label: string, repository?: string): readonly Candidate[] {
    return this.#all.filter(
      ({ declared }) =>
        `${declared.name} ${declared.version}` === label &&
        (repository === undefined || declared.repository === repository),
    )
  }

  #named(name: string): readonly Candidate[] {
    return this.usable.filter(({ declared }) => declared.name === name)
  }

  #mayBeAfter(name: string, state: State): boolean {
    const { installed, wishes, policy } = this.#universe
    const old = installed.find((each) => each.name === name)
    if (old === undefined || namesOf(wishes).has(name)) return true
    const order = ({ declared }: Candidate) => compareWritten(declared.version, old.version)
    const ways = this.#named(name).filter((each) => each.installed !== null || order(each) > 0)
    const isBinding = old.chosen || policy.holds.has(name)
    if (isBinding && (state & bitsOf(ways)) === 0) return false
    const isUpdate = wishes.some(({ kind }) => kind.startsWith('update'))
    return !isUpdate || (state & bitsOf(this.#named(name).filter((each) => order(each) < 0))) === 0
  }
}

function bitsOf(list: readonly Candidate[]): State {
  return list.reduce((sum, { bit }) => sum | bit, 0)
}

/** In the one spelling, alternatives that say the same told once. */
function spelled(relation: string): string {
  return [...new Set(relation.split(' | '))].join(' | ')
}
