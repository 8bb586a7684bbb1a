import { isVersion } from '../model/version.ts'
import { compareLists } from '../base/merge-sorted.ts'
import { matchTerm, type Provider } from './match-term.ts'
import { compareReleases, compareText, isFor } from './order-releases.ts'
import type { Declaration } from './package-source.ts'
import type { PoolAbout } from './pool.ts'
import { writeSections } from './pool-layout.ts'
import { sectionsOf, type Entry } from './pool-sections.ts'
import { Relations, type Clause, type Term } from './relations.ts'

/**
 * A whole pool file. The same declarations, in any order, make the same bytes. What has a version that nobody can
 * read, or comes from a repository that `about` does not name, is left out.
 */
export function buildPool(declarations: Iterable<Declaration>, about: PoolAbout): Uint8Array {
  const { architecture } = about
  const sources = about.sources.toSorted((a, b) => compareText(a.repository, b.repository))
  const repositories = new Map(sources.map(({ repository }, index) => [repository, index]))
  const usable = Array.from(declarations).filter(
    ({ version, scheme, repository }) => isVersion(version, scheme) && repositories.has(repository),
  )
  const relations = new Relations()
  const entries = inOrder(usable, architecture).map((declared) => read(declared, relations))
  const names = sortedNames(entries, relations)
  const terms = sortedTerms(relations)
  const groups = groupsOf(entries, architecture)
  const providers = providersOf(entries, architecture)
  const matches = terms.map((term) =>
    matchTerm(term, groups.get(term.name) ?? nobody, providers.get(term.name) ?? []),
  )
  const clauses = sortedClauses(relations, terms)
  const world = {
    about: { architecture, sources },
    repositories,
    entries,
    names,
    terms,
    clauses,
    matches,
    providers,
  }
  return writeSections(sectionsOf(world))
}

const nobody = { group: [], first: 0 }

/** By name; of one name in the order of releases. */
function inOrder(declarations: readonly Declaration[], architecture: string): Declaration[] {
  const groups = [...Map.groupBy(declarations, ({ name }) => name)].toSorted(([a], [b]) => compareText(a, b))
  const compare = compareReleases(architecture)
  return groups.flatMap(([, group]) => (group.length === 1 ? group : withoutTwins(group.toSorted(compare))))
}

function withoutTwins(sorted: readonly Declaration[]): Declaration[] {
  return sorted.filter((each, index) => {
    const before = sorted[index - 1]
    return (
      before === undefined ||
      before.scheme !== each.scheme ||
      before.version !== each.version ||
      before.repository !== each.repository ||
      before.architecture !== each.architecture
    )
  })
}

function read(declared: Declaration, relations: Relations): Entry {
  const clauses = (texts: readonly string[]) => [...new Set(texts.map((text) => relations.clause(text)))]
  return {
    declared,
    dependencies: clauses(declared.dependencies),
    recommends: clauses(declared.recommends),
    suggests: clauses(declared.suggests),
    conflicts: relations.exclusions([...declared.conflicts, ...declared.breaks]),
    replaces: relations.exclusions(declared.replaces),
    provides: declared.provides.flatMap((text) => relations.provision(text) ?? []),
  }
}

function sortedNames(entries: readonly Entry[], { terms }: Relations): string[] {
  const names = new Set<string>()
  for (const { declared, provides } of entries) {
    names.add(declared.name)
    for (const { name } of provides) names.add(name)
  }
  for (const { name } of terms.values()) names.add(name)
  return [...names].sort(compareText)
}

function sortedTerms({ terms }: Relations): Term[] {
  return [...terms.values()].sort(
    (a, b) => compareText(a.name, b.name) || compareText(a.constraintText, b.constraintText),
  )
}

/** In the order of their numbers, each with the numbers of its terms. */
function sortedClauses({ clauses }: Relations, terms: readonly Term[]): Map<Clause, readonly number[]> {
  const ids = new Map(terms.map((term, id) => [term, id]))
  const lists = Array.from(
    clauses.values(),
    (clause) => [clause, clause.terms.map((term) => ids.get(term)!)] as const,
  )
  return new Map(lists.sort(([, a], [, b]) => compareLists(a, b)))
}

type Group = { readonly group: { version: string; scheme: Declaration['scheme'] }[]; readonly first: number }

/** Of each name those releases that fit this machine: they come first, so they are neighbours. */
function groupsOf(entries: readonly Entry[], architecture: string): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const [id, { declared }] of entries.entries()) {
    if (!isFor(declared, architecture)) continue
    const known = groups.get(declared.name) ?? { group: [], first: id }
    known.group.push(declared)
    groups.set(declared.name, known)
  }
  return groups
}

function providersOf(entries: readonly Entry[], architecture: string): Map<string, Provider[]> {
  const providers = new Map<string, Provider[]>()
  for (const [id, { declared, provides }] of entries.entries()) {
    if (!isFor(declared, architecture)) continue
    for (const [name, provided] of Map.groupBy(provides, (provision) => provision.name)) {
      const list = providers.get(name) ?? []
      list.push({ id, version: declared.version, scheme: declared.scheme, provided })
      providers.set(name, list)
    }
  }
  return providers
}
