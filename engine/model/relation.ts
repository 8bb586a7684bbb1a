import {
  formatConstraints,
  isProblem,
  parseConstraints,
  type Constraint,
  type Problem,
} from './version-range.ts'
import type { VersionScheme } from './version.ts'

/** What one package says of others: `libssl3 >= 1.1.0, < 4 | libressl`. Any alternative is enough. */
export interface Relation {
  readonly alternatives: readonly Alternative[]
  /** As written, without surrounding space. */
  readonly text: string
}
export interface Alternative {
  readonly name: string
  readonly constraints: readonly Constraint[]
  readonly text: string
}

/** A name that a package answers to besides its own; without a version only unversioned relations accept it. */
export interface Provision {
  readonly name: string
  readonly version: string | null
}

/** Reads `a >= 1.0, < 2 | b`, and Debian's spelling `a:any (>= 1.0) | b`. */
export function parseRelation(text: string, scheme?: VersionScheme): Relation | Problem {
  if (!text.includes('|')) {
    const only = parseAlternative(text.trim(), scheme)
    return isProblem(only) ? only : { alternatives: [only], text: only.text }
  }
  const alternatives: Alternative[] = []
  for (const part of text.split('|')) {
    const alternative = parseAlternative(part.trim(), scheme)
    if (isProblem(alternative)) return alternative
    alternatives.push(alternative)
  }
  return { alternatives, text: text.trim() }
}

/** Reads `name` or `name = 1.2`, as `provides` has them. */
export function parseProvision(text: string, scheme?: VersionScheme): Provision | Problem {
  const alternative = parseAlternative(text.trim(), scheme)
  if (isProblem(alternative)) return alternative
  const [constraint, ...more] = alternative.constraints
  if (constraint === undefined) return { name: alternative.name, version: null }
  if (more.length > 0 || constraint.operator !== '=') {
    return {
      kind: 'problem',
      text,
      problem: 'a name is provided in one version',
      accepted: 'name, or name = version',
    }
  }
  return { name: alternative.name, version: constraint.version }
}

/** The one spelling of a relation: `a >= 1.0, < 2 | b`. */
export function formatRelation(relation: Relation): string {
  return relation.alternatives.map(formatAlternative).join(' | ')
}

export function formatAlternative({ name, constraints }: Pick<Alternative, 'name' | 'constraints'>): string {
  return constraints.length === 0 ? name : `${name} ${formatConstraints(constraints)}`
}

/** Name, an architecture qualifier (each artifact here is for one machine, so it says nothing), constraints. */
const grammar = /^([a-z0-9][a-z0-9+._-]{0,127})(?::[a-z0-9-]+)?\s*(?:\(([^()]*)\)|([^()]*))$/

/** What most relations are. */
const bareName = /^[a-z0-9][a-z0-9+._-]{0,127}$/

function parseAlternative(text: string, scheme: VersionScheme | undefined): Alternative | Problem {
  if (bareName.test(text)) return { name: text, constraints: [], text }
  const match = grammar.exec(text)
  if (match === null) {
    const problem = text === '' ? 'a package name is missing' : 'this names no package'
    return { kind: 'problem', text, problem, accepted: 'name, or name >= 1.0, < 2; a bar means or' }
  }
  const [, name, inParentheses, plain] = match
  const written = (inParentheses ?? plain ?? '').trim()
  if (written === '' && inParentheses === undefined) return { name: name!, constraints: [], text }
  const constraints = parseConstraints(written, scheme)
  return isProblem(constraints) ? { ...constraints, text } : { name: name!, constraints, text }
}
