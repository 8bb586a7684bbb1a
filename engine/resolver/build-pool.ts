import { isVersion } from '../model/version.ts'
import { NumberedRelations } from './numbered-relations.ts'
import { compareReleases, compareText } from './order-releases.ts'
import type { Declaration } from './package-source.ts'
import type { PoolAbout } from './pool.ts'
import { isExclusion, writeSections } from './pool-layout.ts'
import { NumberLists } from './number-lists.ts'
import { sectionsOf } from './pool-sections.ts'
import type { PoolContent } from './pool-content.ts'

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
  const releases = inOrder(usable, architecture)
  return writeSections(sectionsOf({ about: { architecture, sources }, repositories, ...numbered(releases) }))
}

/** By name; of one name in the order of releases. */
function inOrder(declarations: readonly Declaration[], architecture: string): Declaration[] {
  const compare = compareReleases(architecture)
  return declarations
    .toSorted((a, b) => compareText(a.name, b.name) || compare(a, b))
    .filter((each, index, sorted) => !isTwin(each, sorted[index - 1]))
}

/** The very same release of the same repository, told twice. */
function isTwin(each: Declaration, before: Declaration | undefined): boolean {
  return (
    before !== undefined &&
    before.name === each.name &&
    before.scheme === each.scheme &&
    before.version === each.version &&
    before.repository === each.repository &&
    before.architecture === each.architecture
  )
}

/** Everything that releases speak of, as numbers: each text is looked up once, where it is met. */
function numbered(releases: readonly Declaration[]): Omit<PoolContent, 'about' | 'repositories'> {
  const relations = new NumberedRelations()
  const lists = {
    ...{ relations: new NumberLists(), recommends: new NumberLists(), suggests: new NumberLists() },
    ...{ replaces: new NumberLists(), provides: new NumberLists() },
  }
  const nameOf = Uint32Array.from(releases, ({ name }) => relations.names.idOf(name))
  const versionOf = Uint32Array.from(releases, ({ version }) => relations.texts.idOf(version))
  const architectureOf = Uint32Array.from(releases, ({ architecture }) => relations.texts.idOf(architecture))
  for (const declared of releases) {
    const excluded = relations.exclusions([...declared.conflicts, ...declared.breaks])
    lists.relations.add([
      ...relations.clauses(declared.dependencies),
      ...excluded.map((term) => term + isExclusion),
    ])
    lists.recommends.add(relations.clauses(declared.recommends))
    lists.suggests.add(relations.clauses(declared.suggests))
    lists.replaces.add(relations.exclusions(declared.replaces))
    lists.provides.add(relations.provided(declared.provides))
  }
  return { releases, nameOf, versionOf, architectureOf, relations, lists }
}
