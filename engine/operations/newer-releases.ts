import type { Catalog } from '../catalog/catalog.ts'
import type { InstalledRelease } from '../model/generation.ts'
import { compareVersions } from '../model/version.ts'
import { Admission } from '../resolver/admission.ts'
import type { Policy, Release } from '../resolver/package-source.ts'
import type { Pool } from '../resolver/pool.ts'
import { readPolicy } from './policy.ts'
import type { Toolbox } from './toolbox.ts'

export type NewerRelease = Pick<Release, 'name' | 'version' | 'architecture' | 'repository'>

/** The release that an update would bring for an installed name, if nothing else is in its way; null without one. */
export type NewerOf = (name: string) => NewerRelease | null

/** Under the policy of this machine: no name jumps to a stranger's repository, and what is held has no update. */
export function newerReleases(
  toolbox: Toolbox,
  catalog: Catalog,
  installed: ReadonlyMap<string, InstalledRelease>,
): NewerOf {
  let known: NewerOf | null = null
  const learn = (): NewerOf => {
    const found = toolbox.pool.glance((pool) => newerIn(pool, readPolicy(toolbox), installed))
    // While the pool is being made, a list must not wait for it: the newest one that is offered comes near enough.
    return found === null
      ? (name) => newestOffered(catalog, installed.get(name))
      : (name) => found.get(name) ?? null
  }
  return (name) => (installed.has(name) ? (known ??= learn())(name) : null)
}

function newerIn(
  pool: Pool,
  policy: Policy,
  installed: ReadonlyMap<string, InstalledRelease>,
): ReadonlyMap<string, NewerRelease> {
  const byNumber = new Map(Array.from(installed.values(), (here) => [pool.findName(here.name), here]))
  const installedAs = (name: number) => {
    const here = byNumber.get(name)
    return here === undefined ? undefined : asRelease(here)
  }
  const admission = new Admission(pool, policy, { installedAs, wishes: [] })
  const newer = new Map<string, NewerRelease>()
  for (const [number, here] of byNumber) {
    const [best] = newerThan(pool, number, here)
      .filter((release) => admission.obstacleTo(release) === null)
      // Stable, so that the newest one of a repository stays first.
      .sort((a, b) => admission.rankOf(a) - admission.rankOf(b))
    if (best !== undefined) newer.set(here.name, pool.describe(best))
  }
  return newer
}

/** What fits this machine comes newest first, so most searches end at the very first release: the installed one. */
function newerThan(pool: Pool, name: number, here: InstalledRelease): number[] {
  const newer: number[] = []
  for (const release of name < 0 ? [] : pool.releasesNamed(name)) {
    if (pool.scheme(release) !== here.version_scheme) continue
    const version = pool.version(release)
    if (version === here.version || compareVersions(version, here.version, here.version_scheme) <= 0) break
    newer.push(release)
  }
  return newer
}

function asRelease(here: InstalledRelease): Release {
  return {
    id: -1,
    name: here.name,
    version: here.version,
    scheme: here.version_scheme,
    architecture: here.architecture,
    repository: here.repository,
    size: here.size,
    installedSize: here.installed_size,
  }
}

function newestOffered(catalog: Catalog, here: InstalledRelease | undefined): NewerRelease | null {
  const newest = here === undefined ? undefined : catalog.releasesOf(here.name)[0]
  if (here === undefined || newest === undefined) return null
  const { repository, record } = newest
  const isNewer =
    record.revoked === undefined &&
    record.version_scheme === here.version_scheme &&
    compareVersions(record.version, here.version, here.version_scheme) > 0
  return isNewer
    ? { name: record.name, version: record.version, architecture: record.architecture, repository }
    : null
}
