import type { ResolverInput, ResolverRelease } from './package-source.ts'
import { isMet } from './universe.ts'

/**
 * Names of the installed packages that fall when what is to be removed by force goes: first those that lack it,
 * then those that lack these. Whatever is left satisfies itself, so a removal by force is always possible.
 */
export function fallingWithForced({ installed, wishes }: ResolverInput): ReadonlySet<string> {
  const fallen = new Set(wishes.flatMap((wish) => (wish.kind === 'remove' && wish.force ? [wish.name] : [])))
  if (fallen.size === 0) return fallen
  let standing = installed.map(({ release }) => release).filter(({ name }) => !fallen.has(name))
  for (;;) {
    const present = byAnsweredName(standing)
    const falling = standing.filter((release) => !isSupported(release, present))
    if (falling.length === 0) return fallen
    for (const { name } of falling) fallen.add(name)
    standing = standing.filter(({ name }) => !fallen.has(name))
  }
}

type Present = ReadonlyMap<string, readonly ResolverRelease[]>

function isSupported(release: ResolverRelease, present: Present): boolean {
  return release.dependencies.every((relation) =>
    relation.alternatives.some(({ name }) => present.get(name)?.some((other) => isMet(relation, other))),
  )
}

function byAnsweredName(releases: readonly ResolverRelease[]): Present {
  const present = new Map<string, ResolverRelease[]>()
  for (const release of releases) {
    for (const name of new Set([release.name, ...release.provides.map((provision) => provision.name)])) {
      const others = present.get(name)
      if (others === undefined) present.set(name, [release])
      else others.push(release)
    }
  }
  return present
}
