import type { Provision } from '../model/relation.ts'
import { compareVersions, isDevelopmentVersion } from '../model/version.ts'
import { hashOf } from './hash-name.ts'
import type { Match, Provider, Versioned } from './match-term.ts'
import { isFor } from './order-releases.ts'
import type { Declaration } from './package-source.ts'
import type { PoolAbout } from './pool.ts'
import {
  fits,
  isAlone,
  isDebian,
  isDevelopment,
  isEqualToLast,
  isExclusion,
  isRevoked,
  isStrangers,
  wide,
  type Sections,
} from './pool-layout.ts'
import { digestNumber, digestTable } from './digests.ts'
import { tableOf } from './names.ts'
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
  const names = new Numbers(content)
  const texts = new Texts()
  const most = {
    ...aboutSection(content.about),
    nameReleases: nameStarts(names.packages, content),
    ...nameSections(names),
    ...releaseSections(content, names, texts),
    ...relationSections(content, names, texts),
    ...termSections(content, names, texts),
    ...matchSections(content.matches),
  }
  // Last, when every text is known.
  return { ...most, ...textSections(texts.all()) }
}

export function aboutSection(about: PoolAbout) {
  return { about: new TextEncoder().encode(JSON.stringify(about)) }
}

export function textSections(texts: readonly string[]) {
  const { text, starts } = joined(texts)
  return { text, textStarts: starts }
}

/** Numbers for names: those of packages first, then the others. */
class Numbers {
  readonly packages: readonly string[]
  readonly virtual: readonly string[]
  readonly #ids: ReadonlyMap<string, number>

  constructor({ entries, names }: PoolContent) {
    const packages = new Set(entries.map(({ declared }) => declared.name))
    this.packages = names.filter((name) => packages.has(name))
    this.virtual = names.filter((name) => !packages.has(name))
    this.#ids = new Map([...this.packages, ...this.virtual].map((name, id) => [name, id]))
  }

  of(name: string): number {
    return this.#ids.get(name)!
  }
}

/** Numbers for other texts, in the order in which they are first met. */
class Texts {
  readonly #ids = new Map<string, number>()

  idOf(text: string): number {
    const id = this.#ids.get(text) ?? this.#ids.size
    this.#ids.set(text, id)
    return id
  }

  all(): string[] {
    return [...this.#ids.keys()]
  }
}

/** Texts one after the other; what is no UTF-16 (half of a pair) is replaced by one unit, so that starts hold. */
function joined(texts: readonly string[]): { readonly text: Uint8Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(texts.length + 1)
  for (const [index, text] of texts.entries()) starts[index + 1] = starts[index]! + text.length
  return { text: new TextEncoder().encode(texts.map((text) => text.toWellFormed()).join('')), starts }
}

export function nameSections({ packages, virtual }: Pick<Numbers, 'packages' | 'virtual'>) {
  const own = joined(packages)
  const others = joined(virtual)
  return {
    ...{ nameText: own.text, nameStarts: own.starts, nameTable: tableOf(packages) },
    ...{ virtualText: others.text, virtualStarts: others.starts, virtualTable: tableOf(virtual) },
  }
}

function releaseSections({ about, entries, repositories }: PoolContent, names: Numbers, texts: Texts) {
  const declared = entries.map((entry) => entry.declared)
  const numbers = (of: (each: Declaration) => number) => Uint32Array.from(declared, of)
  const sizes = declared.flatMap(({ size, installedSize }) => [size, installedSize])
  const flags = (each: Declaration, index: number) =>
    (isFor(each, about.architecture) ? fits : 0) |
    (isDevelopmentVersion(each.version, each.scheme) ? isDevelopment : 0) |
    (each.scheme === 'debian' ? isDebian : 0) |
    (each.barred === 'revoked' ? isRevoked : 0) |
    (each.barred === 'stranger' ? isStrangers : 0) |
    (isSameRelease(each, declared[index - 1]) ? isEqualToLast : 0) |
    ([declared[index - 1], declared[index + 1]].some((other) => other?.name === each.name) ? 0 : isAlone)
  const digests = digestTable(
    numbers(({ digest }) => digestNumber(digest)),
    numbers(({ name }) => hashOf(name)),
  )
  return {
    releaseNames: numbers(({ name }) => names.of(name)),
    releaseVersions: numbers(({ version }) => texts.idOf(version)),
    releaseRepositories: Uint16Array.from(declared, ({ repository }) => repositories.get(repository)!),
    releaseArchitectures: Uint16Array.from(declared, ({ architecture }) => texts.idOf(architecture)),
    releaseFlags: Uint8Array.from(declared, flags),
    digestStarts: digests.starts,
    digests: digests.rows,
    releaseSizes: Uint32Array.from(sizes, (size) => size % 2 ** 32),
    releaseSizesAbove: Uint16Array.from(sizes, (size) => Math.floor(size / 2 ** 32)),
  }
}

function isSameRelease(one: Declaration, other: Declaration | undefined): boolean {
  return one.name === other?.name && isSameVersion(one, other)
}

/** Whether the order of versions calls both equal. */
export function isSameVersion(one: Versioned, other: Versioned): boolean {
  return one.scheme === other.scheme && compareVersions(one.version, other.version, one.scheme) === 0
}

function relationSections({ entries, terms, clauses }: PoolContent, names: Numbers, texts: Texts) {
  const termIds = new Map(terms.map((term, id) => [term, id]))
  const clauseIds = numberClauses(clauses, terms.length)
  const clauseOf = (clause: Clause) => clauseIds.get(clause)!
  const termOf = (term: Term) => termIds.get(term)!
  const [relationStarts, relations] = lists(entries, ({ dependencies, conflicts }) => [
    ...dependencies.map(clauseOf),
    ...conflicts.map((term) => (termOf(term) | isExclusion) >>> 0),
  ])
  const [recommendStarts, recommends] = lists(entries, (entry) => entry.recommends.map(clauseOf))
  const [suggestStarts, suggests] = lists(entries, (entry) => entry.suggests.map(clauseOf))
  const [replaceStarts, replaces] = lists(entries, (entry) => entry.replaces.map(termOf))
  const [provideStarts, provides] = lists(entries, (entry) =>
    entry.provides.flatMap(({ name, version }) => [
      names.of(name),
      version === null ? 0 : texts.idOf(version) + 1,
    ]),
  )
  const several = [...clauses.values()].filter((ids) => ids.length > 1)
  const [clauseStarts, clauseTerms] = lists(several, (ids) => ids)
  return {
    ...{ relationStarts, relations, recommendStarts, recommends, suggestStarts, suggests },
    ...{ replaceStarts, replaces, provideStarts, provides, clauseStarts, clauses: clauseTerms },
  }
}

/** A clause of one term has the number of the term; the others follow, in their order. */
function numberClauses(
  clauses: ReadonlyMap<Clause, readonly number[]>,
  termCount: number,
): ReadonlyMap<Clause, number> {
  let next = termCount
  return new Map(
    Array.from(clauses, ([clause, ids]) => [clause, ids.length === 1 ? ids[0]! : next++] as const),
  )
}

function termSections({ terms, providers }: PoolContent, names: Numbers, texts: Texts) {
  const provided = Array.from(providers, ([name, by]) => [names.of(name), by] as const).sort(
    ([a], [b]) => a - b,
  )
  const [providerStarts, providerIds] = lists(provided, ([, by]) => by.map(({ id }) => id))
  return {
    providedNames: Uint32Array.from(provided, ([name]) => name),
    providerStarts,
    providers: providerIds,
    termNames: Uint32Array.from(terms, ({ name }) => names.of(name)),
    termConstraints: Uint32Array.from(terms, ({ constraintText }) =>
      constraintText === '' ? 0 : texts.idOf(constraintText) + 1,
    ),
  }
}

export function matchSections(matches: readonly Match[]) {
  const termFroms = new Uint32Array(matches.length)
  const termCounts = new Uint8Array(matches.length)
  const wideTerms: number[] = []
  for (let term = 0; term < matches.length; term += 1) {
    const { from, to, others } = matches[term]!
    const isWide = others.length > 0 || to - from >= wide
    termFroms[term] = from
    termCounts[term] = isWide ? wide : to - from
    if (isWide) wideTerms.push(term)
  }
  const [wideStarts, wideItems] = lists(wideTerms, (term) => [matches[term]!.to, ...matches[term]!.others])
  return { termFroms, termCounts, wideTerms: Uint32Array.from(wideTerms), wideStarts, wideItems }
}

function nameStarts(packages: readonly string[], { entries }: PoolContent): Uint32Array {
  const counts = new Map<string, number>()
  for (const { declared } of entries) counts.set(declared.name, (counts.get(declared.name) ?? 0) + 1)
  const starts = new Uint32Array(packages.length + 1)
  for (const [index, name] of packages.entries()) starts[index + 1] = starts[index]! + counts.get(name)!
  return starts
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
