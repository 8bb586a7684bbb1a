import type { Declaration } from '../../engine/resolver/package-source.ts'
import { compareAsDpkg, compareAsSemver, satisfiesNearly } from './independent-versions.ts'

/**
 * Judges a state without knowing how it was found: this file and its version orders share no code with the engine
 * (the shape of a declaration excepted), so that a mistake there cannot excuse itself here.
 */
export interface Checker {
  /** What is wrong with `state`; nothing where it is sound and has every wanted name. */
  readonly check: (state: readonly Member[], wanted?: readonly string[]) => readonly Finding[]
  /** For a clause, alternative by alternative, the names in `state` that meet it. */
  readonly takenIn: (state: readonly Member[]) => (clause: string) => readonly (readonly string[])[]
}

/** A release of the state; the repository only has to be told where two offer the same release. */
export interface Member {
  readonly name: string
  readonly version: string
  readonly repository?: string
}

export type Finding =
  | { readonly kind: 'unmet'; readonly release: string; readonly clause: string }
  | { readonly kind: 'conflict'; readonly release: string; readonly clause: string; readonly other: string }
  | { readonly kind: 'twice'; readonly name: string; readonly versions: readonly string[] }
  | { readonly kind: 'missing'; readonly name: string }
  | { readonly kind: 'not-offered'; readonly release: string }

export function independentChecker(declarations: Iterable<Declaration>): Checker {
  const offered = new Map<string, Declaration>()
  for (const declaration of declarations) {
    const key = `${declaration.name} ${declaration.version}`
    if (!offered.has(key)) offered.set(key, declaration)
    offered.set(`${key} ${declaration.repository}`, declaration)
  }
  const clauses = new Map<string, readonly Term[]>()
  const read: Read = (text) => {
    const known = clauses.get(text)
    if (known !== undefined) return known
    const terms = text.split('|').map(readTerm)
    clauses.set(text, terms)
    return terms
  }
  return {
    check: (state, wanted = []) => findings(offered, read, { state, wanted }),
    takenIn: (state) => {
      const present = state.flatMap((member) => offered.get(keyOf(member)) ?? [])
      const byName = answering(present, read)
      return (clause) =>
        read(clause).map((term) => fitting(byName, term, read).map((declaration) => declaration.name))
    },
  }
}

interface Term {
  readonly name: string
  readonly bounds: readonly { readonly operator: string; readonly version: string }[]
}
type Read = (text: string) => readonly Term[]
type Answering = ReadonlyMap<string, readonly Declaration[]>

function findings(
  offered: ReadonlyMap<string, Declaration>,
  read: Read,
  { state, wanted }: { state: readonly Member[]; wanted: readonly string[] },
): Finding[] {
  const found: Finding[] = []
  const present: Declaration[] = []
  for (const member of state) {
    const declaration = offered.get(keyOf(member))
    if (declaration === undefined) found.push({ kind: 'not-offered', release: keyOf(member) })
    else present.push(declaration)
  }
  const byName = answering(present, read)
  const fits = (term: Term): readonly Declaration[] => fitting(byName, term, read)
  found.push(...namedTwice(state))
  for (const name of wanted)
    if (!state.some((member) => member.name === name)) found.push({ kind: 'missing', name })
  for (const declaration of present) {
    found.push(...unmet(declaration, read, fits), ...conflicts(declaration, read, fits))
  }
  return found
}

function keyOf({ name, version, repository }: Member): string {
  return repository === undefined ? `${name} ${version}` : `${name} ${version} ${repository}`
}

function fitting(byName: Answering, term: Term, read: Read): readonly Declaration[] {
  return (byName.get(term.name) ?? []).filter((declaration) => answers(declaration, term, read))
}

/** Under its own name and under every name that it provides. */
function answering(present: readonly Declaration[], read: Read): Answering {
  const byName = new Map<string, Declaration[]>()
  for (const declaration of present) {
    const names = new Set([declaration.name])
    for (const provided of declaration.provides) for (const { name } of read(provided)) names.add(name)
    for (const name of names) byName.set(name, [...(byName.get(name) ?? []), declaration])
  }
  return byName
}

function namedTwice(state: readonly Member[]): Finding[] {
  const versions = new Map<string, string[]>()
  for (const { name, version } of state) versions.set(name, [...(versions.get(name) ?? []), version])
  return [...versions].flatMap(([name, all]) =>
    all.length > 1 ? [{ kind: 'twice', name, versions: all }] : [],
  )
}

function unmet(
  declaration: Declaration,
  read: Read,
  fits: (term: Term) => readonly Declaration[],
): Finding[] {
  return declaration.dependencies
    .filter((clause) => !read(clause).some((term) => fits(term).length > 0))
    .map((clause) => ({ kind: 'unmet', release: `${declaration.name} ${declaration.version}`, clause }))
}

function conflicts(
  declaration: Declaration,
  read: Read,
  fits: (term: Term) => readonly Declaration[],
): Finding[] {
  const release = `${declaration.name} ${declaration.version}`
  return [...declaration.conflicts, ...declaration.breaks].flatMap((clause) =>
    read(clause)
      .flatMap(fits)
      .filter((other) => other !== declaration)
      .map((other) => ({ kind: 'conflict', release, clause, other: `${other.name} ${other.version}` })),
  )
}

/** By its own version where the name is its own, else by the version in which it provides the name. */
function answers(declaration: Declaration, term: Term, read: Read): boolean {
  const { scheme } = declaration
  if (declaration.name === term.name && lies(declaration.version, term, scheme)) return true
  return declaration.provides.flatMap(read).some((provided) => {
    if (provided.name !== term.name) return false
    const version = provided.bounds[0]?.version
    return version === undefined ? term.bounds.length === 0 : lies(version, term, scheme)
  })
}

function lies(version: string, { bounds }: Term, scheme: Declaration['scheme']): boolean {
  const compare = scheme === 'debian' ? compareAsDpkg : compareAsSemver
  return bounds.every(({ operator, version: bound }) => {
    if (operator === '~' || operator === '^') return satisfiesNearly(version, operator, bound)
    return accepted[operator]?.includes(Math.sign(compare(version, bound))) ?? false
  })
}

const accepted: Readonly<Record<string, readonly number[]>> = {
  '=': [0],
  '==': [0],
  '!=': [-1, 1],
  '<<': [-1],
  '<': [-1],
  '<=': [-1, 0],
  '>>': [1],
  '>': [1],
  '>=': [0, 1],
}

/** `name`, `name:any (>= 1)`, `name >= 1, < 2`, `name 1`. */
function readTerm(text: string): Term {
  const trimmed = text.trim()
  const end = trimmed.search(/[\s:(<>=!~^]/)
  const name = end < 0 ? trimmed : trimmed.slice(0, end)
  const rest = end < 0 ? '' : trimmed.slice(end).replace(/^:[a-z0-9-]+/, '')
  const bounds = rest
    .replace(/[()]/g, ' ')
    .split(',')
    .map((bound) => bound.trim())
    .filter((bound) => bound !== '')
    .map((bound) => {
      const operator = /^[<>=!~^]*/.exec(bound)?.[0] ?? ''
      return { operator: operator === '' ? '=' : operator, version: bound.slice(operator.length).trim() }
    })
  return { name, bounds }
}
