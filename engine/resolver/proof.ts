import type { ProofFact, ProofStep } from '../model/proof.ts'
import { removedNames } from './clash.ts'
import type { ChoiceOrigin, Facts } from './facts.ts'
import { clauseOf, type Origin } from './origin.ts'
import { tellOnce } from './tell-once.ts'

/** A tree in which each fact of the core appears once, where it first matters. `core` is minimal. */
export function prove(core: readonly Origin[], facts: Facts): readonly ProofStep[] {
  return tellOnce(new Proof(core, facts).tree())
}

/** Deeper than anybody reads, and than what prints it could follow. What lies below is left out. */
const deepest = 64

class Proof {
  #depth = 0
  readonly #core: readonly Origin[]
  readonly #facts: Facts
  /** By what a fact is told for: why a release is there, or why one cannot be. */
  readonly #told = { justify: new Set<Origin>(), refute: new Set<Origin>() }

  constructor(core: readonly Origin[], facts: Facts) {
    this.#core = core
    this.#facts = facts
  }

  tree(): readonly ProofStep[] {
    const wishes = this.#core.filter((origin) => origin.kind === 'wish')
    if (wishes.length > 0) return wishes.flatMap((wish) => this.#start(wish, wish.wish.name))
    const lost = removedNames(this.#core, this.#facts)
    if (lost.size > 0)
      return Array.from(lost, (name) =>
        step({ kind: 'impossible', name }, [step({ kind: 'unwanted', name }), ...this.#neededBy(name)]),
      )
    return this.#core.flatMap((origin) =>
      origin.kind === 'stay' || origin.kind === 'protected'
        ? this.#start(origin, this.#facts.name(origin.release))
        : [],
    )
  }

  #start(origin: ChoiceOrigin, name: string): readonly ProofStep[] {
    if (!this.#tell(origin, 'refute')) return []
    this.#told.justify.add(origin)
    return [step({ kind: 'impossible', name }, [step(this.#facts.of(origin)), ...this.#refuteAll(origin)])]
  }

  /** Whether it was not told for this yet; then it is now. */
  #tell(origin: Origin, role: 'justify' | 'refute'): boolean {
    const told = this.#told[role]
    return !told.has(origin) && told.add(origin).size > 0
  }

  /** Why none of the candidates can be. */
  #refuteAll(origin: ChoiceOrigin): readonly ProofStep[] {
    return this.#deeper(() => this.#refuteEach(origin))
  }

  #deeper(tell: () => readonly ProofStep[]): readonly ProofStep[] {
    if (this.#depth >= deepest) return []
    this.#depth += 1
    const steps = tell()
    this.#depth -= 1
    return steps
  }

  #refuteEach(origin: ChoiceOrigin): readonly ProofStep[] {
    const hidden = this.#facts.notAllowed(origin).map((fact) => step(fact))
    if (origin.candidates.length > 0) {
      const empty = this.#facts.emptyAlternatives(origin).map((fact) => step(fact))
      return [...origin.candidates.flatMap((release) => this.#refute(release)), ...hidden, ...empty]
    }
    return hidden.length > 0 ? hidden : [step(this.#facts.noRelease(origin))]
  }

  /** Why `release` cannot be. */
  #refute(release: number): readonly ProofStep[] {
    const against = this.#core.filter((origin) => clauseOf(origin).unless.includes(release))
    return against.flatMap((origin) => (this.#tell(origin, 'refute') ? this.#refuteBy(origin, release) : []))
  }

  #refuteBy(origin: Origin, release: number): readonly ProofStep[] {
    switch (origin.kind) {
      case 'dependency':
        return [step(this.#facts.of(origin), this.#refuteAll(origin))]
      case 'no-downgrade':
        return [step(this.#facts.installed(origin.installed))]
      case 'conflict':
        return [step(this.#facts.of(origin), this.#justify(otherOf(origin, release)))]
      case 'one-version':
        return this.#justify(otherOf(origin, release))
      default:
        return [step({ kind: 'unwanted', name: this.#facts.name(release) })]
    }
  }

  /** Why `release` is there, or has to be: who wants it, and why nothing else will do. */
  #justify(release: number): readonly ProofStep[] {
    return this.#core.flatMap((origin) => {
      if (!('candidates' in origin) || !origin.candidates.includes(release)) return []
      if (!this.#tell(origin, 'justify')) return []
      const others = origin.candidates.filter((each) => each !== release)
      const because = this.#deeper(() => [
        ...(origin.kind === 'dependency' ? this.#justify(origin.release) : []),
        ...others.flatMap((each) => this.#refute(each)),
      ])
      return [step(this.#facts.of(origin), because)]
    })
  }

  /** Why the packages named `name` have to be there, against the wish to remove them. */
  #neededBy(name: string): readonly ProofStep[] {
    const releases = this.#core.flatMap((origin) =>
      origin.kind === 'removal' && this.#facts.name(origin.release) === name ? [origin.release] : [],
    )
    return releases.flatMap((release) => this.#justify(release))
  }
}

function otherOf({ release, other }: { release: number; other: number }, one: number): number {
  return release === one ? other : release
}

function step(text: ProofFact, because: readonly ProofStep[] = []): ProofStep {
  return { text, because }
}
