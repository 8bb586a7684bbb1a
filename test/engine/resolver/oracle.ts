import type { Declaration, InstalledPackage, Policy, Wish } from '../../../engine/resolver/package-source.ts'
import { mayCome, mayProvide } from './oracle-policy.ts'
import { answers, compareWritten, isWithin, readTerms, type Term } from './plain-words.ts'

/**
 * The rules of docs/solver.md said a second time, as slowly and plainly as possible: every state is tried, and nothing
 * here is shared with the solver.
 */

/** Everything that a request is answered from. */
export interface Universe {
  readonly declarations: readonly Declaration[]
  readonly installed: readonly InstalledPackage[]
  readonly policy: Policy
  readonly wishes: readonly Wish[]
}

/** A release that is offered, or installed, or both. */
export interface Candidate {
  /** Its place in a state. */
  readonly bit: State
  readonly declared: Declaration
  readonly isOffered: boolean
  readonly installed: InstalledPackage | null
}

/** A set of candidates, as bits of a number. */
export type State = number

export function sizeOf(state: State): number {
  return state.toString(2).replaceAll('0', '').length
}

export function listCandidates({ declarations, installed }: Universe): readonly Candidate[] {
  const gone = installed
    .map((each) => each.declare())
    .filter(({ digest }) => !declarations.some((offered) => offered.digest === digest))
  return [...declarations, ...gone].map((declared, index) => ({
    bit: 1 << index,
    declared,
    isOffered: index < declarations.length,
    installed: installed.find(({ digest }) => digest === declared.digest) ?? null,
  }))
}

/** States in which nothing lacks anything and nothing is beside what it excludes, whatever was asked for. */
export function coherentStates(all: readonly Candidate[], universe: Universe): readonly State[] {
  const rules = all.map((each) => ruleFor(each, all, universe))
  const groups = [...Map.groupBy(rules, ({ name }) => name).values()]
  const states: State[] = []
  const extend = (index: number, state: State): void => {
    if (index === groups.length) {
      if (rules.every((rule) => (state & rule.bit) === 0 || isMet(rule, state))) states.push(state)
      return
    }
    extend(index + 1, state)
    for (const { bit, excluded } of groups[index]!)
      if ((state & excluded) === 0) extend(index + 1, state | bit)
  }
  extend(0, 0)
  return states
}

interface Rule {
  readonly name: string
  readonly bit: State
  /** One of each must be there. */
  readonly needed: readonly State[]
  readonly excluded: State
}

function isMet({ needed, excluded }: Rule, state: State): boolean {
  return (state & excluded) === 0 && needed.every((any) => (state & any) !== 0)
}

function ruleFor(own: Candidate, all: readonly Candidate[], universe: Universe): Rule {
  const { name, dependencies, conflicts, breaks } = own.declared
  const others = all.filter(({ declared }) => declared.name !== name)
  const isForced = universe.wishes.some(
    (wish) =>
      wish.kind === 'install' &&
      wish.forceDependencies === true &&
      candidatesFor(wish, all, universe).includes(own),
  )
  const accepted = universe.wishes.some(({ kind }) => kind === 'repair') ? [] : (own.installed?.unmet ?? [])
  const needed = dependencies.filter((text) => !isForced && !accepted.includes(text))
  return {
    name,
    bit: own.bit,
    needed: needed.map((text) => meeting(readTerms(text), all, universe)),
    excluded: excludedBy([...conflicts, ...breaks].flatMap(readTerms), others),
  }
}

/** All that answer to one of the terms. */
export function meeting(terms: readonly Term[], all: readonly Candidate[], universe: Universe): State {
  const found = all.filter((each) => terms.some((term) => answersTo(each, term, universe)))
  return found.reduce((state, { bit }) => state | bit, 0)
}

/** All that say to answer to one of the terms, also where they may not provide the name. */
function excludedBy(terms: readonly Term[], all: readonly Candidate[]): State {
  const found = all.filter(({ declared }) => terms.some((term) => answers(declared, term)))
  return found.reduce((state, { bit }) => state | bit, 0)
}

export function answersTo({ declared, installed }: Candidate, term: Term, { policy }: Universe): boolean {
  const provides = declared.provides.filter(
    (text) => installed !== null || mayProvide(readTerms(text)[0]!.name, declared, policy),
  )
  return answers({ ...declared, provides }, term)
}

/** Whether a coherent state is an answer to what was asked, under the policy. */
export function isAnswer(state: State, all: readonly Candidate[], universe: Universe): boolean {
  const present = all.filter(({ bit }) => (state & bit) !== 0)
  return (
    present.every((each) => each.installed !== null || mayCome(each, all, universe)) &&
    universe.wishes.every((wish) => isGranted(wish, state, all, universe)) &&
    universe.installed.every((each) => isRespected(each, present, universe))
  )
}

function isGranted(wish: Wish, state: State, all: readonly Candidate[], universe: Universe): boolean {
  const isThere = (name: string) =>
    all.some(({ bit, declared }) => (state & bit) !== 0 && declared.name === name)
  switch (wish.kind) {
    case 'install':
      return candidatesFor(wish, all, universe).some(({ bit }) => (state & bit) !== 0)
    case 'remove':
      return !isThere(wish.name)
    case 'replace':
      return !isThere(wish.name) && isGranted(comingFor(wish), state, all, universe)
    default:
      return true
  }
}

type InstallWish = Extract<Wish, { kind: 'install' }>

/** What replaces comes as if it were installed by name. */
export function comingFor({ by }: Extract<Wish, { kind: 'replace' }>): InstallWish {
  return { kind: 'install', name: by, constraints: [] }
}

/** What fulfils a wish: a package of that name means that package, else whatever provides it. */
export function candidatesFor(
  wish: InstallWish,
  all: readonly Candidate[],
  universe: Universe,
): readonly Candidate[] {
  const { name, repository, older = false } = wish
  const bounds = wish.constraints.map(({ operator, version }) => [operator, version] as const)
  const isReal = all.some(({ declared }) => declared.name === name)
  const current = universe.installed.find((each) => each.name === name)
  return all.filter((each) => {
    const { declared } = each
    if (repository !== undefined && declared.repository !== repository) return false
    if (!isReal) return !older && answersTo(each, { name, bounds }, universe)
    if (declared.name !== name || !isWithin(declared.version, bounds)) return false
    return !older || (current !== undefined && compareWritten(declared.version, current.version) < 0)
  })
}

/** What the person chose, holds or protects is as it may be after a request. */
function isRespected(old: InstalledPackage, present: readonly Candidate[], universe: Universe): boolean {
  const now = present.find(({ declared }) => declared.name === old.name)
  if (now === undefined) return mayGo(old, universe)
  if (now.installed !== null) return true
  const { wishes, policy } = universe
  if (policy.holds.has(old.name)) return false
  if (namesOf(wishes).has(old.name)) return true
  const order = compareWritten(now.declared.version, old.version)
  const isUpdate = wishes.some(({ kind }) => kind.startsWith('update'))
  if (old.chosen && !fallsByForce(old, universe)) return order > 0
  return !isUpdate || order >= 0
}

function mayGo(old: InstalledPackage, universe: Universe): boolean {
  const { policy, wishes } = universe
  if (policy.protected.has(old.name)) return false
  if (!old.chosen && !policy.holds.has(old.name)) return true
  return namesOf(wishes).has(old.name) || fallsByForce(old, universe)
}

/** Names that the request itself decides about. */
export function namesOf(wishes: readonly Wish[]): ReadonlySet<string> {
  return new Set(
    wishes.flatMap((wish) => {
      if (wish.kind === 'install' || wish.kind === 'remove') return [wish.name]
      return wish.kind === 'replace' ? [wish.name, wish.by] : []
    }),
  )
}

/** Removal by force takes along what cannot stand without the removed, one after the other. */
export function fallsByForce({ name }: InstalledPackage, universe: Universe): boolean {
  const forced = universe.wishes.flatMap((wish) => (wish.kind === 'remove' && wish.force ? [wish.name] : []))
  if (forced.length === 0) return false
  const all = listCandidates({ ...universe, declarations: [] })
  // Gaps that were accepted make nothing fall, also where the request mends them.
  const tolerant = { ...universe, wishes: universe.wishes.filter(({ kind }) => kind !== 'repair') }
  const rules = all.map((each) => ruleFor(each, all, tolerant))
  let standing = rules.filter((rule) => !forced.includes(rule.name))
  for (let before = 0; before !== standing.length;) {
    before = standing.length
    const state = standing.reduce((sum, { bit }) => sum | bit, 0)
    standing = standing.filter(({ needed }) => needed.every((any) => (any & state) !== 0))
  }
  return !standing.some((rule) => rule.name === name)
}
