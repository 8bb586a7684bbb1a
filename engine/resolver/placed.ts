import { fits } from './pool-layout.ts'
import type { InstalledPackage } from './package-source.ts'
import type { Pool } from './pool.ts'
import { formatTerm, Relations } from './relations.ts'

/** An installed package as the solver sees it. */
export interface Installed {
  /** -1 where no repository offers it any more. */
  readonly release: number
  readonly name: number
  readonly text: string
  readonly chosen: boolean
  /** Clauses that the person accepted to be unmet, in their one spelling. */
  readonly unmet: readonly string[]
}

/** What is installed, and where it lies in a pool; by name, so that the order of listing changes nothing. */
export interface Placed {
  /** As they were listed. */
  readonly listed: readonly InstalledPackage[]
  readonly packages: readonly InstalledPackage[]
  readonly installed: readonly Installed[]
  /** Each of them is still offered. */
  readonly isOffered: boolean
  /** By release of the pool: 1 where it is installed. */
  readonly here: Int8Array
}

const known = new WeakMap<Pool, WeakMap<readonly InstalledPackage[], Placed>>()

/** Worked out once for a list and a pool: a host asks again and again, of the same machine. */
export function placeIn(pool: Pool, installed: readonly InstalledPackage[]): Placed {
  const ofPool = known.get(pool) ?? new WeakMap<readonly InstalledPackage[], Placed>()
  known.set(pool, ofPool)
  const found = ofPool.get(installed)
  const placed = found !== undefined && isStill(found.listed, installed) ? found : place(pool, installed)
  ofPool.set(installed, placed)
  return placed
}

/** Whoever made a list may have changed it since. */
function isStill(listed: readonly InstalledPackage[], installed: readonly InstalledPackage[]): boolean {
  if (listed.length !== installed.length) return false
  for (let at = 0; at < listed.length; at += 1) if (listed[at] !== installed[at]) return false
  return true
}

function place(pool: Pool, given: readonly InstalledPackage[]): Placed {
  const listed = given.slice()
  const packages = byName(listed)
  const { releaseNames } = pool.data
  const installed: Installed[] = []
  const here = new Int8Array(pool.releaseCount)
  let isOffered = true
  for (let at = 0; at < packages.length; at += 1) {
    const { name: text, chosen, unmet } = packages[at]!
    const release = findOffered(pool, packages[at]!)
    if (release < 0) isOffered = false
    else here[release] = 1
    const name = release < 0 ? -1 : releaseNames[release]!
    installed.push({ release, name, text, chosen, unmet: unmet.length === 0 ? unmet : spelled(unmet) })
  }
  return { listed, packages, installed, isOffered, here }
}

/** The very release in the pool: the same build, from the same repository; -1 without one. */
function findOffered(pool: Pool, { name, version, repository, digest }: InstalledPackage): number {
  const { digests } = pool
  let found = -1
  for (let at = digests.find(name, digest); at >= 0; at = digests.next(at)) {
    const release = digests.releaseAt(at)
    if (!pool.has(release, fits) || pool.repositoryOf(release) !== repository) continue
    if (found < 0) found = release
    // Versions are texts that are not read with the pool; only where half a digest says too little are they asked.
    else if (pool.version(found) !== version && pool.version(release) === version) found = release
  }
  return found
}

function spelled(clauses: readonly string[]): readonly string[] {
  const relations = new Relations()
  return clauses.map((text) => relations.clause(text).terms.map(formatTerm).join(' | '))
}

/** They mostly come so. */
function byName(installed: readonly InstalledPackage[]): readonly InstalledPackage[] {
  for (let at = 1; at < installed.length; at += 1) {
    if (installed[at - 1]!.name >= installed[at]!.name)
      return installed.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }
  return installed
}
