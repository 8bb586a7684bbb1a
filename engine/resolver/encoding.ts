import { ClauseSearch, negative, positive } from './clause-search.ts'
import { clauseOf, type Origin } from './origin.ts'
import type { ResolverRelease } from './package-source.ts'
import type { Universe } from './universe.ts'

/** Releases as variables. Only what is reached gets one, and only what can be true gets clauses. */
export interface Encoding {
  readonly search: ClauseSearch<Origin>
  readonly require: (origin: Origin) => void
  readonly variableOf: (release: ResolverRelease) => number
  readonly releaseAt: (variable: number) => ResolverRelease
  /** Candidate lists of the dependencies of a release that has been true, best first. */
  readonly demandsOf: (variable: number) => readonly (readonly number[])[]
}

export function createEncoding(universe: Universe, spend: () => void): Encoding {
  const variables = new Map<string, number>()
  const releases: ResolverRelease[] = []
  const demands: (readonly number[])[][] = []
  const search = new ClauseSearch<Origin>({ expand, groupOrigin, spend })

  function variableOf(release: ResolverRelease): number {
    const known = variables.get(release.id)
    if (known !== undefined) return known
    const group = universe.releasesOf(release.name)
    const first = search.addGroup(group.length)
    group.forEach((member, index) => variables.set(member.id, first + index))
    releases.push(...group)
    const variable = variables.get(release.id)
    if (variable === undefined) throw new Error(`the source offers ${release.id} only as a provider`)
    return variable
  }

  function require(origin: Origin): void {
    const { anyOf, unless } = clauseOf(origin)
    const wanted = anyOf.map((release) => positive(variableOf(release)))
    const unwanted = unless.map((release) => negative(variableOf(release)))
    search.addClause([...unwanted, ...wanted], origin)
  }

  function expand(variable: number): void {
    const release = releases[variable]!
    demands[variable] = []
    for (const relation of release.dependencies) {
      const candidates = universe.candidatesFor(relation)
      // What a package brings itself it need not find elsewhere.
      if (candidates.includes(release)) continue
      demands[variable].push(candidates.map(variableOf))
      require({ kind: 'dependency', release, relation, candidates })
    }
    for (const relation of release.conflicts) {
      for (const other of relation.alternatives.flatMap(universe.matching)) {
        if (other.name !== release.name) require({ kind: 'conflict', release, relation, other })
      }
    }
  }

  function groupOrigin(a: number, b: number): Origin {
    return { kind: 'one-version', release: releases[a]!, other: releases[b]! }
  }

  return {
    search,
    require,
    variableOf,
    releaseAt: (variable) => releases[variable]!,
    demandsOf: (variable) => demands[variable] ?? [],
  }
}
