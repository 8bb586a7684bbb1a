import type { Policy, Release } from '../resolver/package-source.ts'
import type { Pool } from '../resolver/pool.ts'

/** Releases of `name` in repositories that are in use, newest first, those for other machines last. */
export function releasesInUse(pool: Pool, policy: Policy, name: string): Release[] {
  return numbersInUse(pool, policy, pool.findName(name)).map((release) => pool.describe(release))
}

/** Whether a release of another name, in a repository in use, provides `name`. */
export function isProvided(pool: Pool, policy: Policy, name: string): boolean {
  const number = pool.findName(name)
  if (number < 0) return false
  const inUse = isInUse(pool, policy)
  return Array.from(pool.providersOf(number)).some(inUse)
}

/** All names that a repository in use offers, sorted. */
export function namesInUse(pool: Pool, policy: Policy): string[] {
  const inUse = isInUse(pool, policy)
  const numbers = Array.from({ length: pool.packageCount }, (_, number) => number)
  return numbers
    .filter((number) => pool.releasesNamed(number).some(inUse))
    .map((number) => pool.nameText(number))
}

function numbersInUse(pool: Pool, policy: Policy, name: number): number[] {
  return name < 0 ? [] : pool.releasesNamed(name).filter(isInUse(pool, policy))
}

function isInUse(pool: Pool, { repositories }: Policy): (release: number) => boolean {
  const names = new Set(repositories.map(({ name }) => name))
  return (release) => names.has(pool.repositoryOf(release))
}
