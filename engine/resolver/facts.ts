import type { ProofFact } from '../model/proof.ts'
import { formatConstraints } from '../model/version-range.ts'
import { hiddenFor, hiddenReleases, type Hidden } from './hidden.ts'
import type { Origin } from './origin.ts'
import type { InstallWish } from './package-source.ts'
import type { Universe } from './universe.ts'

export type ChoiceOrigin = Extract<Origin, { kind: 'wish' | 'stay' | 'protected' | 'dependency' }>

/** Versions, and releases that may not be taken, shown where none fits. */
const mostShown = 8

/** The facts that proofs and clashes are made of, in words' stead. */
export class Facts {
  readonly universe: Universe

  constructor(universe: Universe) {
    this.universe = universe
  }

  label(release: number): string {
    return `${this.name(release)} ${this.universe.version(release)}`
  }

  name(release: number): string {
    return this.universe.nameText(release)
  }

  of(origin: ChoiceOrigin | Extract<Origin, { kind: 'conflict' }>): ProofFact {
    switch (origin.kind) {
      case 'wish':
        return { ...wanted(origin.wish), ...(this.#goesBack(origin) ? { older: true as const } : {}) }
      case 'stay':
        return this.installed(origin.release)
      case 'protected':
        return { kind: 'protected', name: this.name(origin.release) }
      case 'dependency':
        return {
          kind: 'depends',
          release: this.label(origin.release),
          clause: this.universe.terms.clauseText(origin.clause),
          repository: this.universe.repositoryOf(origin.release),
        }
      case 'conflict':
        return {
          kind: 'conflicts',
          release: this.label(origin.release),
          clause: this.termText(origin),
          other: this.label(origin.other),
        }
    }
  }

  /** What a release says that it cannot be beside. */
  termText({ term }: Extract<Origin, { kind: 'conflict' }>): string {
    return this.universe.terms.text(term)
  }

  installed(release: number): ProofFact {
    return { kind: 'installed', name: this.name(release), version: this.universe.version(release) }
  }

  noRelease(origin: ChoiceOrigin): ProofFact {
    const { universe } = this
    const names =
      origin.kind === 'dependency'
        ? Array.from(universe.terms.of(origin.clause), (term) => universe.terms.nameOf(term))
        : [universe.overlay.nameOf(origin.kind === 'wish' ? origin.wish.name : this.name(origin.release))]
    const clause =
      origin.kind === 'dependency' ? universe.terms.clauseText(origin.clause) : this.#claimText(origin)
    return { kind: 'no-release', clause, available: this.#versionsOf(names) }
  }

  #versionsOf(names: readonly number[]): string[] {
    const { universe } = this
    const versions = names
      .flatMap((name) => universe.usableNamed(name))
      .map((release) => universe.version(release))
    return [...new Set(versions)].slice(0, mostShown)
  }

  /** Alternatives of a dependency that nothing meets, where another one has candidates. */
  emptyAlternatives(origin: ChoiceOrigin): readonly ProofFact[] {
    if (origin.kind !== 'dependency') return []
    const { terms } = this.universe
    const all = Array.from(terms.of(origin.clause))
    if (all.length < 2) return []
    const empty = all.filter((term) => {
      const found: number[] = []
      terms.matching(term, found)
      return found.length === 0
    })
    return empty.slice(0, mostShown).map((term) => ({
      kind: 'no-release',
      clause: terms.text(term),
      available: this.#versionsOf([terms.nameOf(term)]),
    }))
  }

  /** What would have satisfied it, had a rule not ruled it out. */
  notAllowed(origin: ChoiceOrigin): readonly ProofFact[] {
    return this.hidden(origin)
      .slice(0, mostShown)
      .map(({ release, reason, verdict }) => ({
        kind: 'not-allowed',
        release: this.label(release),
        repository: this.universe.repositoryOf(release),
        reason,
        ...(verdict === null ? {} : { verdict }),
      }))
  }

  hidden(origin: ChoiceOrigin): readonly Hidden[] {
    if (origin.kind === 'dependency') return hiddenFor(origin.clause, this.universe)
    if (origin.kind !== 'wish') return []
    const { name, constraints, older } = origin.wish
    const number = this.universe.overlay.nameOf(name)
    const hidden = hiddenReleases(number, () => constraints, this.universe)
    const installed = this.universe.installedByName.get(number)
    if (older !== true || installed === undefined) return hidden
    return hidden.filter(({ release }) => this.universe.isOlder(release, installed))
  }

  #goesBack(origin: Extract<ChoiceOrigin, { kind: 'wish' }>): boolean {
    const { universe } = this
    if (origin.wish.older === true) return true
    const installed = universe.installedByName.get(universe.overlay.nameOf(origin.wish.name))
    if (installed === undefined) return false
    const fitting = [...origin.candidates, ...this.hidden(origin).map(({ release }) => release)]
    return fitting.length > 0 && fitting.every((release) => universe.isOlder(release, installed))
  }

  #claimText(origin: Exclude<ChoiceOrigin, { kind: 'dependency' }>): string {
    if (origin.kind !== 'wish') return this.name(origin.release)
    const { name, constraint } = wanted(origin.wish)
    return constraint === null ? name : `${name} ${constraint}`
  }
}

function wanted({ name, constraints }: InstallWish) {
  const constraint = constraints.length === 0 ? null : formatConstraints(constraints)
  return { kind: 'wanted' as const, name, constraint }
}
