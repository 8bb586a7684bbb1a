import type { ProofFact } from '../../../engine/model/plan.ts'

/** Two packages that want something of a third which cannot be given to both. */
export interface ConflictPicture {
  readonly left: PictureNode
  readonly right: PictureNode
  readonly middle: PictureNode
  /** The whole picture as one sentence. */
  readonly words: string
}

export interface PictureNode {
  readonly title: string
  readonly note: string
  /** What it asks of the one in the middle. */
  readonly needs: string
}

/** The picture of a clash, or null where its facts do not have that shape: the sentences then stand alone. */
export function conflictPicture(clash: readonly ProofFact[]): ConflictPicture | null {
  return twoNeeds(clash) ?? oneExclusion(clash)
}

/** Two releases that ask the same package for different versions. */
function twoNeeds(clash: readonly ProofFact[]): ConflictPicture | null {
  const needs = clash.filter((fact) => fact.kind === 'depends')
  const [one, other] = needs
  if (needs.length !== 2 || one === undefined || other === undefined) return null
  const [name, range] = split(one.clause)
  const [otherName, otherRange] = split(other.clause)
  if (name !== otherName || range === '' || otherRange === '') return null
  return {
    left: node(one.release, clash, `needs ${range}`),
    right: node(other.release, clash, `needs ${otherRange}`),
    middle: { ...node(name, clash, ''), title: name },
    words: `${one.release} needs ${one.clause}. ${other.release} needs ${other.clause}. Only one ${name} can be here at a time.`,
  }
}

/** A release that excludes another which is wanted too. */
function oneExclusion(clash: readonly ProofFact[]): ConflictPicture | null {
  const exclusions = clash.filter((fact) => fact.kind === 'conflicts')
  const [only] = exclusions
  if (exclusions.length !== 1 || only === undefined) return null
  const [shared] = split(only.clause)
  if (shared === split(only.other)[0]) return null
  return {
    left: node(only.release, clash, `excludes ${shared}`),
    right: node(only.other, clash, `is ${shared}`),
    middle: { title: shared, note: 'Both want this place', needs: '' },
    words: `${only.release} and ${only.other} cannot be here together: only one can be ${shared}.`,
  }
}

function node(release: string, clash: readonly ProofFact[], needs: string): PictureNode {
  const [name, version] = split(release)
  const reason = clash.map((fact) => noteOf(fact, name)).find((note) => note !== null)
  const note = [version, reason ?? ''].filter((part) => part !== '').join(', ')
  return { title: name, note, needs }
}

function noteOf(fact: ProofFact, name: string): string | null {
  if (fact.kind === 'installed' && fact.name === name) return 'installed'
  if (fact.kind === 'wanted' && fact.name === name) return 'you asked for this'
  return null
}

/** `calc >= 1.2` is a name and a range; `calc 1.2` a name and a version. */
function split(text: string): readonly [name: string, rest: string] {
  const space = text.search(/[\s<>=~^!]/)
  return space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space).trim()]
}
