import type { Policy } from './package-source.ts'
import type { Universe } from './universe.ts'

/**
 * What takes the place of an installed release that no repository offers any more: usable releases that declare to
 * replace it. Only an update asks, so that nothing is exchanged behind anybody's back.
 */
export function replacementsOf(
  installed: number,
  universe: Universe,
  { maySucceed }: Pick<Policy, 'maySucceed'>,
): number[] {
  const { pool } = universe
  const name = universe.nameOf(installed)
  if (installed < pool.releaseCount || universe.usableNamed(name).some((release) => release !== installed))
    return []
  const starts = pool.later('replaceStarts')
  const items = pool.later('replaces')
  const found: number[] = []
  for (let release = 0; release < pool.releaseCount; release += 1) {
    for (let at = starts[release]!; at < starts[release + 1]!; at += 1) {
      const term = items[at]!
      if (pool.termName(term) !== name || !universe.isUsable(release)) continue
      if (universe.terms.isMetBy(term, installed) && !found.includes(release)) found.push(release)
    }
  }
  const allowed = found.filter(
    (release) => maySucceed?.(universe.describe(release), universe.nameText(installed)) !== false,
  )
  return allowed.filter((release) => newestOfItsName(release, allowed, universe))
}

function newestOfItsName(release: number, found: readonly number[], universe: Universe): boolean {
  return found.find((other) => universe.nameOf(other) === universe.nameOf(release)) === release
}
