import type { DependencyView } from '../api/package-operations.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { IndexRecord } from '../model/repository-index.ts'
import { parseProvision, parseRelation } from '../model/relation.ts'
import { type Constraint, isProblem, satisfies } from '../model/version-range.ts'
import { provides } from '../resolver/match-term.ts'

/** What meets a clause: what is here, else what is offered, under its own name or under one that it provides. */
export function dependencyView(
  clause: string,
  catalog: Catalog,
  installed: ReadonlyMap<string, InstalledRelease>,
): DependencyView {
  const relation = parseRelation(clause)
  if (isProblem(relation)) return { clause, satisfiedBy: null }
  for (const { name, constraints } of relation.alternatives) {
    const here = installed.get(name)
    if (here !== undefined && satisfies(here.version, constraints, here.version_scheme)) {
      return { clause, satisfiedBy: { name, version: here.version, installed: true } }
    }
  }
  const offers = relation.alternatives.flatMap(({ name, constraints }) => [
    ...catalog
      .releasesOf(name)
      .filter(({ record }) => satisfies(record.version, constraints, record.version_scheme)),
    ...catalog.providersOf(name).filter(({ record }) => standsInFor(record, name, constraints)),
  ])
  const provider = offers.find(({ record }) => installed.has(record.name)) ?? offers[0]
  if (provider === undefined) return { clause, satisfiedBy: null }
  const { name, version } = provider.record
  return { clause, satisfiedBy: { name, version, installed: installed.get(name)?.version === version } }
}

function standsInFor(record: IndexRecord, name: string, constraints: readonly Constraint[]): boolean {
  const provided = record.provides.flatMap((text) => {
    const provision = parseProvision(text, record.version_scheme)
    return isProblem(provision) || provision.name !== name ? [] : [provision]
  })
  return provides({ scheme: record.version_scheme, provided }, constraints)
}
