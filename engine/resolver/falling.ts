import type { Candidates } from './candidates.ts'
import type { Wish } from './package-source.ts'
import type { Installed } from './placed.ts'
import type { Universe } from './universe.ts'

/**
 * Names of the installed packages that fall when what is to be removed by force goes: first those that lack it,
 * then those that lack these. Whatever is left satisfies itself, so a removal by force is always possible.
 */
export function fallingWithForced(
  wishes: readonly Wish[],
  universe: Universe,
  candidates: Candidates,
): ReadonlySet<number> {
  const fallen = new Set(
    wishes.flatMap((wish) =>
      wish.kind === 'remove' && wish.force ? [universe.overlay.nameOf(wish.name)] : [],
    ),
  )
  if (fallen.size === 0) return fallen
  let standing = universe.installed.filter(({ name }) => !fallen.has(name))
  for (;;) {
    const present = new Set(standing.map(({ release }) => release))
    const isSupported = ({ release, unmet }: Installed) =>
      universe
        .dependenciesOf(release)
        .every(
          (clause) =>
            candidates.listOf(clause).some((candidate) => present.has(candidate)) ||
            unmet.includes(universe.terms.clauseText(clause)),
        )
    const falling = standing.filter((installed) => !isSupported(installed))
    if (falling.length === 0) return fallen
    for (const { name } of falling) fallen.add(name)
    standing = standing.filter(({ name }) => !fallen.has(name))
  }
}
