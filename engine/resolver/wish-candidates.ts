import { satisfies, type Constraint } from '../model/version-range.ts'
import type { InstallWish } from './package-source.ts'
import type { Universe } from './universe.ts'

/**
 * What would answer a wish, best first: what is installed and fits, then the order of repositories and versions. A
 * name that exists as a package means that package; otherwise anything that provides it.
 */
export function candidatesForWish(wish: InstallWish, universe: Universe): number[] {
  const candidates = wish.older === true ? olderReleases(wish, universe) : releasesFor(wish, universe)
  const here = candidates.filter((release) => universe.isInstalled(release))
  return [...here, ...candidates.filter((release) => !here.includes(release))]
}

function releasesFor({ name, constraints, repository }: InstallWish, universe: Universe): number[] {
  const number = universe.overlay.nameOf(name)
  const isReal = universe.releasesNamed(number).length > 0
  const found = isReal ? universe.usableNamed(number) : providersOf(name, constraints, universe)
  return found
    .filter((release) => repository === undefined || universe.repositoryOf(release) === repository)
    .filter((release) => !isReal || isWithin(constraints, release, universe))
}

/** Versions are only looked at where somebody asks: their texts are not read with the pool. */
function isWithin(constraints: readonly Constraint[], release: number, universe: Universe): boolean {
  return (
    constraints.length === 0 || satisfies(universe.version(release), constraints, universe.scheme(release))
  )
}

function providersOf(name: string, constraints: readonly Constraint[], universe: Universe): number[] {
  const found: number[] = []
  universe.terms.matching(universe.overlay.term(name, constraints), found)
  return found
}

function olderReleases({ name, constraints }: InstallWish, universe: Universe): number[] {
  const installed = universe.installedByName.get(universe.overlay.nameOf(name))
  if (installed === undefined) return []
  return universe.olderThan(installed).filter((release) => isWithin(constraints, release, universe))
}
