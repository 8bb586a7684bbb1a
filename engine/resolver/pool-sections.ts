import type { Provision } from '../model/relation.ts'
import { isDevelopmentVersion } from '../model/version.ts'
import type { Match, Provider } from './match-term.ts'
import type { Declaration } from './package-source.ts'
import type { PoolAbout } from './pool.ts'
import { fits, hashOf, isDebian, isDevelopment, type Sections } from './pool-layout.ts'
import type { Clause, Term } from './relations.ts'

/** A release with its relations read. */
export interface Entry {
  readonly declared: Declaration
  readonly dependencies: readonly Clause[]
  readonly recommends: readonly Clause[]
  readonly suggests: readonly Clause[]
  readonly conflicts: readonly Term[]
  readonly replaces: readonly Term[]
  readonly provides: readonly Provision[]
}

/** Everything in the order of its numbers. */
export interface PoolContent {
  readonly about: PoolAbout
  readonly repositories: ReadonlyMap<string, number>
  readonly entries: readonly Entry[]
  readonly names: readonly string[]
  readonly terms: readonly Term[]
  readonly clauses: ReadonlyMap<Clause, readonly number[]>
  readonly matches: readonly Match[]
  readonly providers: ReadonlyMap<string, readonly Provider[]>
}

export function sectionsOf(content: PoolContent): Sections {
  const texts = new Texts(content.names)
  const most = {
    about: new TextEncoder().encode(JSON.stringify(content.about)),
    nameReleases: nameStarts(content),
    nameTable: nameTable(content.names),
    ...releaseSections(content, texts),
    ...relationSections(content, texts),
    ...termSections(content, texts),
    ...matchSections(content),
  }
  // Last, when every text is known.
  return { ...most, ...texts.sections() }
}

export function isFor({ architecture }: Pick<Declaration, 'architecture'>, machine: string): boolean {
  return architecture === machine || architecture === 'universal'
}

/** Numbers for texts: names first, so that a name's number is its text's. */
class Texts {
  readonly #ids: Map<string, number>

  constructor(names: readonly string[]) {
    this.#ids = new Map(names.map((name, index) => [name, index]))
  }

  idOf(text: string): number {
    const id = this.#ids.get(text) ?? this.#ids.size
    this.#ids.set(text, id)
    return id
  }

  sections(): Pick<Sections, 'text' | 'textStarts'> {
    const texts = [...this.#ids.keys()]
    const starts = new Uint32Array(texts.length + 1)
    for (const [index, text] of texts.entries()) starts[index + 1] = starts[index]! + text.length
    return { text: new TextEncoder().encode(texts.join('')), textStarts: starts }
  }
}

function releaseSections({ about, entries, repositories }: PoolContent, texts: Texts) {
  const declared = entries.map((entry) => entry.declared)
  const numbers = (of: (each: Declaration) => number) => Uint32Array.from(declared, of)
  const flags = (each: Declaration) =>
    (isFor(each, about.architecture) ? fits : 0) |
    (isDevelopmentVersion(each.version, each.scheme) ? isDevelopment : 0) |
    (each.scheme === 'debian' ? isDebian : 0)
  return {
    releaseNames: numbers(({ name }) => texts.idOf(name)),
    releaseVersions: numbers(({ version }) => texts.idOf(version)),
    releaseRepositories: numbers(({ repository }) => repositories.get(repository)!),
    releaseArchitectures: numbers(({ architecture }) => texts.idOf(architecture)),
    releaseFlags: Uint8Array.from(declared, flags),
    releaseDigests: Uint32Array.from(declared.flatMap(({ digest }) => digestNumbers(digest))),
    releaseSizes: Float64Array.from(declared.flatMap(({ size, installedSize }) => [size, installedSize])),
  }
}

/** The first 8 bytes of a digest in hex: enough to tell apart two builds of one release. */
export function digestNumbers(digest: string): readonly [number, number] {
  return [Number.parseInt(digest.slice(0, 8), 16) >>> 0, Number.parseInt(digest.slice(8, 16), 16) >>> 0]
}

function relationSections({ entries, terms, clauses }: PoolContent, texts: Texts) {
  const termIds = new Map(terms.map((term, id) => [term, id]))
  const clauseIds = new Map(Array.from(clauses.keys(), (clause, id) => [clause, id]))
  const ofClauses = (of: (entry: Entry) => readonly Clause[]) =>
    lists(entries, (entry) => of(entry).map((clause) => clauseIds.get(clause)!))
  const ofTerms = (of: (entry: Entry) => readonly Term[]) =>
    lists(entries, (entry) => of(entry).map((term) => termIds.get(term)!))
  const pairs = ({ provides }: Entry) =>
    provides.flatMap(({ name, version }) => [
      texts.idOf(name),
      version === null ? 0 : texts.idOf(version) + 1,
    ])
  const [dependencyStarts, dependencies] = ofClauses((entry) => entry.dependencies)
  const [recommendStarts, recommends] = ofClauses((entry) => entry.recommends)
  const [suggestStarts, suggests] = ofClauses((entry) => entry.suggests)
  const [conflictStarts, conflicts] = ofTerms((entry) => entry.conflicts)
  const [replaceStarts, replaces] = ofTerms((entry) => entry.replaces)
  const [provideStarts, provides] = lists(entries, pairs)
  return {
    ...{ dependencyStarts, dependencies, recommendStarts, recommends, suggestStarts, suggests },
    ...{ conflictStarts, conflicts, replaceStarts, replaces, provideStarts, provides },
  }
}

function termSections({ names, terms, clauses, providers }: PoolContent, texts: Texts) {
  const [clauseStarts, clauseTerms] = lists([...clauses.values()], (ids) => ids)
  const [providerStarts, providerIds] = lists(names, (name) => providers.get(name)?.map(({ id }) => id) ?? [])
  return {
    clauseStarts,
    clauses: clauseTerms,
    providerStarts,
    providers: providerIds,
    termNames: Uint32Array.from(terms, ({ name }) => texts.idOf(name)),
    termConstraints: Uint32Array.from(terms, ({ constraintText }) =>
      constraintText === '' ? 0 : texts.idOf(constraintText) + 1,
    ),
  }
}

function matchSections({ matches }: PoolContent) {
  const [matchStarts, others] = lists(matches, (match) => match.others)
  return {
    termRanges: Uint32Array.from(matches.flatMap(({ from, to }) => [from, to])),
    matchStarts,
    matches: others,
  }
}

function nameStarts({ names, entries }: PoolContent): Uint32Array {
  const counts = new Map<string, number>()
  for (const { declared } of entries) counts.set(declared.name, (counts.get(declared.name) ?? 0) + 1)
  const starts = new Uint32Array(names.length + 1)
  for (const [index, name] of names.entries()) starts[index + 1] = starts[index]! + (counts.get(name) ?? 0)
  return starts
}

/** Open addressing at most half full, so that looking up a name that is not there ends soon. */
function nameTable(names: readonly string[]): Uint32Array {
  let size = 16
  while (size < 2 * names.length) size *= 2
  const table = new Uint32Array(size)
  for (const [index, name] of names.entries()) {
    let slot = hashOf(name) & (size - 1)
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1)
    table[slot] = index + 1
  }
  return table
}

function lists<T>(
  rows: readonly T[],
  of: (row: T) => readonly number[],
): readonly [Uint32Array, Uint32Array] {
  const starts = new Uint32Array(rows.length + 1)
  const items: number[] = []
  for (const [index, row] of rows.entries()) {
    for (const item of of(row)) items.push(item)
    starts[index + 1] = items.length
  }
  return [starts, Uint32Array.from(items)]
}
