import type { Declaration, InstalledPackage } from '../../../engine/resolver/package-source.ts'
import { mayCome } from './oracle-policy.ts'
import { answersTo, candidatesFor, listCandidates, namesOf, type Candidate, type Universe } from './oracle.ts'
import { answers, compareWritten, readTerms } from './plain-words.ts'

/** A request as a formula: variable v (from 1 on) is true where the candidate before it is there; -v denies it. */
export interface Formula {
  readonly candidates: readonly Candidate[]
  readonly clauses: readonly (readonly number[])[]
}

/** For universes with installs, removals, an update of everything, holds, pins and protected names; nothing by force. */
export function formulaOf(universe: Universe): Formula {
  const everything = listCandidates(universe)
  const namesakes = Map.groupBy(everything, ({ declared }) => declared.name)
  const candidates = everything.filter(
    (each) => each.installed !== null || mayCome(each, namesakes.get(each.declared.name)!, universe),
  )
  const writer = writerFor(candidates, universe)
  const respected = universe.installed.flatMap((old) => writer.respect(old))
  return {
    candidates,
    clauses: [...candidates.flatMap(writer.rulesOf), ...writer.granted(everything), ...respected],
  }
}

/** The clauses that a state breaks, in words. */
export function brokenBy(present: ReadonlySet<string>, { candidates, clauses }: Formula): readonly string[] {
  const label = (literal: number) => digestLabel(candidates[Math.abs(literal) - 1]!.declared)
  const isTrue = (literal: number) =>
    present.has(candidates[Math.abs(literal) - 1]!.declared.digest) === literal > 0
  return clauses
    .filter((clause) => !clause.some(isTrue))
    .map((clause) => clause.map((literal) => (literal > 0 ? '' : 'not ') + label(literal)).join(' or '))
}

function digestLabel({ name, version, repository }: Declaration): string {
  return `${name} ${version} ${repository}`
}

function writerFor(candidates: readonly Candidate[], universe: Universe) {
  const { wishes, policy } = universe
  const numbers = new Map(candidates.map((each, index) => [each, index + 1]))
  const byName = new Map<string, Candidate[]>()
  for (const each of candidates) {
    const provided = each.declared.provides.map((text) => readTerms(text)[0]!.name)
    for (const name of new Set([each.declared.name, ...provided])) {
      byName.set(name, [...(byName.get(name) ?? []), each])
    }
  }
  const numbersOf = (list: readonly Candidate[]) =>
    list.flatMap((each) => (numbers.has(each) ? [numbers.get(each)!] : []))
  const meeting = (relation: string) =>
    readTerms(relation).flatMap((term) =>
      (byName.get(term.name) ?? []).filter((each) => answersTo(each, term, universe)),
    )
  const excludedBy = (relation: string) =>
    readTerms(relation).flatMap((term) =>
      (byName.get(term.name) ?? []).filter(({ declared }) => answers(declared, term)),
    )
  const namesakes = (name: string) =>
    (byName.get(name) ?? []).filter(({ declared }) => declared.name === name)

  const rulesOf = (own: Candidate): readonly (readonly number[])[] => {
    const { name, dependencies, conflicts, breaks } = own.declared
    const not = -numbers.get(own)!
    const excluded = [...conflicts, ...breaks]
      .flatMap(excludedBy)
      .filter(({ declared }) => declared.name !== name)
    const twins = namesakes(name).filter((other) => numbers.get(other)! > -not)
    return [
      ...dependencies.map((relation) => [not, ...numbersOf(meeting(relation))]),
      ...numbersOf([...excluded, ...twins]).map((other) => [not, -other]),
    ]
  }

  const granted = (everything: readonly Candidate[]) =>
    wishes.flatMap((wish) => {
      if (wish.kind === 'install') return [numbersOf(candidatesFor(wish, everything, universe))]
      if (wish.kind === 'remove') return numbersOf(namesakes(wish.name)).map((each) => [-each])
      if (wish.kind === 'update-all') return []
      throw new Error(`no formula for ${wish.kind}`)
    })

  const respect = (old: InstalledPackage): readonly (readonly number[])[] => {
    const own = namesakes(old.name)
    const isNamed = namesOf(wishes).has(old.name)
    const isHeld = policy.holds.has(old.name)
    const than = (isWrong: (order: number) => boolean) =>
      numbersOf(
        own.filter(
          ({ declared, installed }) =>
            installed === null && isWrong(compareWritten(declared.version, old.version)),
        ),
      ).map((each) => [-each])
    const isUpdate = wishes.some(({ kind }) => kind === 'update-all')
    return [
      ...(policy.protected.has(old.name) || (!isNamed && (old.chosen || isHeld)) ? [numbersOf(own)] : []),
      ...(isHeld ? than(() => true) : []),
      ...(old.chosen && !isNamed ? than((order) => order <= 0) : []),
      ...(isUpdate && !isNamed ? than((order) => order < 0) : []),
    ]
  }
  return { rulesOf, granted, respect }
}
