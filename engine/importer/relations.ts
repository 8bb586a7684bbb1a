/** Relations of Debian (Policy 7.1) in our spelling. */
import { formatAlternative, parseProvision, parseRelation } from '../model/relation.ts'
import { isProblem } from '../model/version-range.ts'
import { StanzaProblem } from './control.ts'
import { maximumRelations } from './limits.ts'

export interface MappedRelations {
  readonly kept: readonly string[]
  /** As they were written: nobody can fulfil them here. */
  readonly dropped: readonly string[]
}

/** What decides whether a relation says anything here. */
export interface RelationContext {
  /** As Debian calls it: `amd64`, or `all`. */
  readonly architecture: string
  /** Names that the machine itself stands in for. */
  readonly standIns: ReadonlySet<string>
}

const grammar = /^([a-z0-9][a-z0-9+.-]*)(?::([a-z0-9-]+))?\s*(?:\(\s*(<<|<=|=|>=|>>|<|>)\s*([^\s()]+)\s*\))?$/
const asMeant: Readonly<Record<string, string>> = { '<<': '<', '>>': '>', '<': '<=', '>': '>=' }

interface Clause {
  readonly name: string
  readonly qualifier: string | undefined
  readonly operator: string | undefined
  readonly version: string | undefined
}

/** What must be there. The machine stands in for some names in any version; a certain version of them nobody has. */
export function mapDependencies(field: string, context: RelationContext): MappedRelations {
  return mapEach(field, ({ name, qualifier, operator }) => {
    if (isForeign(qualifier, context)) return false
    return !context.standIns.has(name) || operator === undefined || operator.startsWith('>')
  })
}

/** What may not be beside it. What the machine stands in for is not there as a package that could be in the way. */
export function mapExclusions(field: string, context: RelationContext): MappedRelations {
  return mapEach(
    field,
    ({ name, qualifier }) => !isForeign(qualifier, context) && !context.standIns.has(name),
  )
}

/** Names that it answers to, with the version where one is said. */
export function mapProvides(field: string): readonly string[] {
  return split(field, ',').map((text) => {
    const mapped = spelled(clauseOf(text))
    if (isProblem(parseProvision(mapped, 'debian'))) throw new StanzaProblem(`Provides: ${text}`)
    return mapped
  })
}

function mapEach(field: string, counts: (clause: Clause) => boolean): MappedRelations {
  const kept = new Set<string>()
  const dropped = new Set<string>()
  for (const text of split(field, ',')) {
    const clauses = split(text, '|').map(clauseOf).filter(counts)
    if (clauses.length === 0) dropped.add(text)
    else kept.add(checked([...new Set(clauses.map(spelled))].join(' | '), text))
  }
  return { kept: [...kept], dropped: [...dropped] }
}

function split(field: string, by: ',' | '|'): readonly string[] {
  const parts = field.replaceAll(/\s+/g, ' ').split(by)
  if (parts.length > maximumRelations) throw new StanzaProblem(`${parts.length} relations in one field`)
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

function clauseOf(text: string): Clause {
  const match = grammar.exec(text)
  if (match === null) throw new StanzaProblem(`relation: ${text.slice(0, 80)}`)
  const [, name, qualifier, operator, version] = match
  return { name: name!, qualifier, operator, version }
}

/** A plain `<` means `<=` to dpkg, for the sake of packages older than `<<`. */
function spelled({ name, operator, version }: Clause): string {
  if (operator === undefined || version === undefined) return name
  const constraints = [{ operator: (asMeant[operator] ?? operator) as '=', version }]
  return formatAlternative({ name, constraints })
}

function checked(mapped: string, text: string): string {
  const tooLong = mapped.length > 1_000
  if (tooLong || isProblem(parseRelation(mapped, 'debian'))) {
    throw new StanzaProblem(`relation: ${text.slice(0, 80)}`)
  }
  return mapped
}

/** `:any` and its own architecture say nothing where every package of a machine is for that machine. */
function isForeign(qualifier: string | undefined, { architecture }: RelationContext): boolean {
  if (qualifier === undefined || ['any', 'native', 'all'].includes(qualifier)) return false
  return architecture !== 'all' && qualifier !== architecture
}
