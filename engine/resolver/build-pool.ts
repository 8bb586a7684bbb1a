import { isVersion } from '../model/version.ts'
import { compareReleases, compareText } from './order-releases.ts'
import type { Declaration } from './package-source.ts'
import type { PoolAbout } from './pool.ts'
import { PoolBuilder } from './pool-builder.ts'

/**
 * A whole pool file. The same declarations, in any order, make the same bytes. What has a version that nobody can
 * read, or comes from a repository that `about` does not name, is left out.
 */
export function buildPool(declarations: Iterable<Declaration>, about: PoolAbout): Uint8Array {
  const repositories = new Set(about.sources.map(({ repository }) => repository))
  const usable = Array.from(declarations).filter(
    ({ version, scheme, repository }) => isVersion(version, scheme) && repositories.has(repository),
  )
  const builder = new PoolBuilder()
  for (const each of withoutTwins(usable, about.architecture)) builder.add(each)
  return builder.finish(about)
}

/** By name; of one name in the order of releases. */
function withoutTwins(declarations: readonly Declaration[], architecture: string): Declaration[] {
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
