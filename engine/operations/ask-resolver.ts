import { nearest } from '../base/nearest.ts'
import { once } from '../base/once.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { releasesInUse } from '../catalog/pool-names.ts'
import { EngineError } from '../model/failure.ts'
import type { InstalledRelease } from '../model/generation.ts'
import type { ResolvedRequest } from '../model/plan.ts'
import { shelfOf } from '../model/shelf.ts'
import { compareVersions } from '../model/version.ts'
import {
  type Declaration,
  type InstalledPackage,
  type Policy,
  usualOptions,
} from '../resolver/package-source.ts'
import type { MachineState } from '../resolver/inspect.ts'
import type { Pool } from '../resolver/pool.ts'
import type { ResolverInput } from '../resolver/problem.ts'
import { getRepository } from '../state/repositories.ts'
import { readStoredManifest } from '../store/content-store.ts'
import { advisoriesByName, repairedBy } from './advisories-of.ts'
import { keptConfiguration } from './kept-configuration.ts'
import { firstLostOffer } from './lost-offers.ts'
import { readPolicy } from './policy.ts'
import { installedReleases, openedCatalog, type Toolbox } from './toolbox.ts'
import { optionsOf, partsOf, policyFor, wishesOf } from './wishes.ts'

/** This machine as the resolver reads it, without a request. */
export function machineState(
  toolbox: Toolbox,
  pool: Pool,
  installed: ReadonlyMap<string, InstalledRelease> = installedReleases(toolbox),
): MachineState {
  return {
    pool,
    installed: installedPackages(toolbox, installed),
    policy: readPolicy(toolbox),
    options: usualOptions,
    securityFixes: new Set(),
  }
}

/** A request as the resolver reads it, and what is installed as the state has it. */
export interface Asked {
  readonly input: ResolverInput
  readonly installed: ReadonlyMap<string, InstalledRelease>
}

/** Throws where the request names what nobody knows. */
export function resolverInput(toolbox: Toolbox, pool: Pool, request: ResolvedRequest): Asked {
  for (const part of partsOf(request)) {
    if (part.kind === 'install' && part.repository !== undefined)
      getRepository(toolbox.state, part.repository)
  }
  const installed = installedReleases(toolbox)
  const policy = policyFor(request, readPolicy(toolbox))
  const catalog = openedCatalog(toolbox)
  const fixes = once(() => securityFixes(installed, { pool, policy, catalog }))
  const configured = once(() => new Set(keptConfiguration(toolbox).map(({ name }) => name)))
  const inCategories = (categories: readonly string[]) => namesInCategories(installed, catalog, categories)
  const input = {
    pool,
    policy,
    installed: installedPackages(toolbox, installed),
    wishes: wishesOf(request, {
      pool,
      policy,
      installed,
      inCategories,
      configured,
      lostOffer: () => firstLostOffer(toolbox),
      securityFixes: fixes,
    }),
    options: optionsOf(request),
    securityFixes: partsOf(request).some(({ kind }) => kind === 'update') ? fixes() : new Set<string>(),
  }
  return { input, installed }
}

function installedPackages(
  { layout }: Toolbox,
  installed: ReadonlyMap<string, InstalledRelease>,
): InstalledPackage[] {
  return Array.from(installed.values(), (release) => ({
    name: release.name,
    version: release.version,
    repository: release.repository,
    digest: release.manifest_sha256,
    chosen: release.chosen,
    unmet: release.unmet,
    declare: (): Declaration => {
      const manifest = readStoredManifest(layout, release.directory)
      return {
        ...manifest,
        scheme: manifest.version_scheme,
        repository: release.repository,
        digest: release.manifest_sha256,
        size: release.size,
        installedSize: release.installed_size,
      }
    },
  }))
}

interface Offering {
  readonly pool: Pool
  readonly policy: Policy
  readonly catalog: Catalog
}

/** Names of which a newer release is offered that some advisory no longer affects. */
function securityFixes(
  installed: ReadonlyMap<string, InstalledRelease>,
  { pool, policy, catalog }: Offering,
): ReadonlySet<string> {
  const about = advisoriesByName(catalog)
  const repaired = [...installed.values()].filter((here) => {
    const advisories = about(here)
    return (
      advisories.length > 0 &&
      releasesInUse(pool, policy, here.name).some((release) => {
        const { version, scheme } = release
        if (scheme !== here.version_scheme || compareVersions(version, here.version, scheme) <= 0)
          return false
        const record = catalog.find(release)?.record
        return record !== undefined && repairedBy(advisories, here, record).length > 0
      })
    )
  })
  return new Set(repaired.map(({ name }) => name))
}

/** Throws `category/not-found` for one that nothing offered or installed is of. */
function namesInCategories(
  installed: ReadonlyMap<string, InstalledRelease>,
  catalog: Catalog,
  categories: readonly string[],
): ReadonlySet<string> {
  const own = new Map(
    Array.from(installed.values(), (release) => [release.name, categoriesOf(release, catalog)]),
  )
  const wanted = categories.map(shelfIn)
  const here = new Set([...own.values()].flat())
  if (wanted.some((category) => !here.has(category))) checkCategories(wanted, here, catalog)
  return new Set(
    [...own.keys()].filter((name) => own.get(name)!.some((category) => wanted.includes(category))),
  )
}

/** By what a repository says of the installed release; where it has gone, of the newest one. */
function categoriesOf(release: InstalledRelease, catalog: Catalog): readonly string[] {
  const offer = catalog.find(release) ?? catalog.releasesOf(release.name)[0]
  return offer?.record.categories.map(shelfIn) ?? []
}

function shelfIn(category: string): string {
  return shelfOf(category).toLowerCase()
}

function checkCategories(wanted: readonly string[], here: ReadonlySet<string>, catalog: Catalog): void {
  const offered = catalog.newest().flatMap(({ record }) => record.categories)
  const known = new Set([...here, ...offered.map(shelfIn)])
  const unknown = wanted.find((category) => !known.has(category))
  if (unknown === undefined) return
  throw new EngineError('category/not-found', {
    name: unknown,
    nearest: nearest(unknown, known),
    known: [...known].toSorted(),
  })
}
