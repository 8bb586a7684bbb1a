import type { Explanation } from '../../../engine/model/plan.ts'
import type { ProofFact, ProofStep } from '../../../engine/model/proof.ts'
import { clauseWords, rangeWords, splitClause } from '../../format/clause.ts'

/** Two packages that want something of a third which cannot be given to both. */
export interface ConflictPicture {
  readonly left: PictureNode
  readonly right: PictureNode
  readonly middle: PictureNode
  /** The whole picture as one sentence. */
  readonly words: string
}

export interface PictureNode {
  /** The package's name. */
  readonly name: string
  readonly note: string
  /** What it asks of the one in the middle. */
  readonly needs: string
}

/** The picture of a clash, or null where its facts do not have that shape: the sentences then stand alone. */
export function conflictPicture({ clash, proof }: Explanation): ConflictPicture | null {
  // What is installed, and what was asked for, may be told in the proof alone.
  const known = [...clash, ...proof.flatMap(factsOf)]
  return twoNeeds(clash, known) ?? oneExclusion(clash, known)
}

function factsOf({ text, because }: ProofStep): readonly ProofFact[] {
  return [text, ...because.flatMap(factsOf)]
}

/** Two releases that ask the same package for different versions. */
function twoNeeds(clash: readonly ProofFact[], known: readonly ProofFact[]): ConflictPicture | null {
  const needs = clash.filter((fact) => fact.kind === 'depends')
  const [one, other] = needs
  if (needs.length !== 2 || one === undefined || other === undefined) return null
  const [name, range] = splitClause(one.clause)
  const [otherName, otherRange] = splitClause(other.clause)
  if (name !== otherName || range === '' || otherRange === '') return null
  return {
    left: node(one.release, known, `needs ${rangeWords(range)}`),
    right: node(other.release, known, `needs ${rangeWords(otherRange)}`),
    middle: { name, note: 'Only one version at a time', needs: '' },
    words: `${one.release} needs ${clauseWords(one.clause)}. ${other.release} needs ${clauseWords(other.clause)}. Only one ${name} can be here at a time.`,
  }
}

/** A release that excludes another which is wanted too. */
function oneExclusion(clash: readonly ProofFact[], known: readonly ProofFact[]): ConflictPicture | null {
  const exclusions = clash.filter((fact) => fact.kind === 'conflicts')
  const [only] = exclusions
  if (exclusions.length !== 1 || only === undefined) return null
  const [shared] = splitClause(only.clause)
  if (shared === splitClause(only.other)[0]) return null
  return {
    left: node(only.release, known, `excludes ${shared}`),
    right: node(only.other, known, `is ${shared}`),
    middle: { name: shared, note: 'Both want this place', needs: '' },
    words: `${only.release} and ${only.other} cannot be here together: only one can be ${shared}.`,
  }
}

function node(release: string, known: readonly ProofFact[], needs: string): PictureNode {
  const [name, version] = splitClause(release)
  const reason = known.map((fact) => noteOf(fact, name)).find((note) => note !== null)
  const note = [version, reason ?? ''].filter((part) => part !== '').join(', ')
  return { name, note, needs }
}

function noteOf(fact: ProofFact, name: string): string | null {
  if (fact.kind === 'installed' && fact.name === name) return 'installed'
  if (fact.kind === 'wanted' && fact.name === name) return 'you asked for this'
  return null
}
